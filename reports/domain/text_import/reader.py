"""Read a published report back through its outline: facts, contradictions, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.domain.document import Document, Statement
from reports.domain.outlines import Block, Outline
from reports.domain.text_import import headings, sentence_parsing, statements, text_lines
from reports.domain.text_import.headings import Heading
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.section_blocks import ReadBlocks, Reader
from reports.domain.text_import.text_lines import TextLine


class Unreadable(ValueError):
    """The text is no report of this outline; the message is for the person."""


@dataclass(frozen=True)
class Reading:
    document: Document
    unplaced: tuple[str, ...] = ()  # passages that no block took, in the order of the text
    missing: tuple[str, ...] = ()  # keys of sections whose heading the text does not have


def read_report_text(outline: Outline, text: str) -> Reading:
    """The report that the text is. Raises Unreadable."""
    lines = text_lines.split_text_lines(text)
    if not any(line.text for line in lines):
        raise Unreadable("文中没有内容。")
    found = headings.find_headings(outline, lines)
    if not found:
        raise Unreadable(f"文中没有找到提纲“{outline.name}”的任何标题，请核对提纲编号和文件。")
    said, unplaced = _read_sections(outline, lines, found)
    title = _read_title(outline, lines[: found[0].line], _list_known_fields(said))
    document = statements.settle_matches(outline, [*said, *title.mentions]).with_statements(*_find_debris_marks(lines, found))
    if not document.year:
        raise Unreadable("文中没有找到年度，请核对标题和提纲编号。")
    present = {heading.section.key for heading in found}
    missing = tuple(section.key for section in outline.section if section.key not in present and _is_marked(outline, section.key))
    return Reading(document, (*title.unplaced, *unplaced), missing)


def _read_sections(outline: Outline, lines: Sequence[TextLine], found: Sequence[Heading]) -> tuple[list[Mention], list[str]]:
    said: list[Mention] = []
    unplaced: list[str] = []
    for heading, below in zip(found, [*found[1:], None], strict=True):
        said += heading.mentions
        unplaced += [heading.strange] if heading.strange else []
        end = below.line if below else len(lines)
        rest = (TextLine(heading.rest, (heading.rest,)),) if heading.rest else ()
        taken = Reader(outline, _list_known_fields(said)).section(
            _list_heading_blocks(outline, heading), (*rest, *lines[heading.line + 1 : end])
        )
        said += taken.mentions
        unplaced += taken.unplaced
    return said, unplaced


def _list_heading_blocks(outline: Outline, heading: Heading) -> tuple[Block, ...]:
    """Blocks below a heading, and of the sections behind it that have no mark of their own."""
    at = outline.section.index(heading.section)
    blocks = list(heading.section.show)
    for section in outline.section[at + 1 :]:
        if _is_marked(outline, section.key):
            break
        blocks += section.show
    return tuple(blocks)


def _find_debris_marks(lines: Sequence[TextLine], found: Sequence[Heading]) -> Iterator[Statement]:
    """Debris of the word processor, under the section where it stands: stated, though no fact says it."""
    for heading, below in zip(found, [*found[1:], None], strict=True):
        for line in lines[heading.line : below.line if below else len(lines)]:
            yield from (Statement(f"section.{heading.section.key}", mark, "", line.text[:LONGEST_QUOTE]) for mark in line.marks)


def _is_marked(outline: Outline, key: str) -> bool:
    section = outline.sections[key]
    return bool(section.heading) or section.number != "-"


def _list_known_fields(said: Sequence[Mention]) -> Mapping[str, str]:
    """Fields read so far; the first mention counts."""
    return {one.name: one.value for one in reversed(said) if one.kind == "field" and isinstance(one.value, str)}


def _read_title(outline: Outline, lines: Sequence[TextLine], known: Mapping[str, str]) -> ReadBlocks:
    """The title stands before the first heading, on one line or several; it is read last, when most of it is known."""
    texts = [line.text for line in lines if line.text]
    for start in range(len(texts)):
        for end in range(start + 1, min(start + 4, len(texts)) + 1):
            said = sentence_parsing.read_sentence(outline, outline.title, {}, "".join(texts[start:end]), known)
            if said is not None:
                return ReadBlocks(len(lines), said, (*texts[:start], *texts[end:]))
    return ReadBlocks(len(lines), (), tuple(texts))
