"""Read a published report back through its outline: facts, contradictions, doubts, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.domain.document import Document, Statement
from reports.domain.outlines import Block, Outline
from reports.domain.text_import import headings, report_title, statements, text_lines, text_pieces, unit_notes
from reports.domain.text_import.headings import Heading
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.section_blocks import Reader
from reports.domain.text_import.text_lines import TextLine
from reports.domain.text_import.text_pieces import Piece, PieceKind, ReadPassage

NO_HEADING = "这一行像是标题，但提纲中没有；提纲中的“{}”没有找到，下面的文字不知道放到哪里"
CONTENTS = "标题在后面又出现了一次，这里按目录处理"


class Unreadable(ValueError):
    """The text is no report of this outline; the message is for the person."""


@dataclass(frozen=True)
class Reading:
    document: Document
    unplaced: tuple[str, ...] = ()  # passages that no block took, in the order of the text
    missing: tuple[str, ...] = ()  # keys of sections whose heading the text does not have
    text: str = ""
    pieces: tuple[Piece, ...] = ()  # the whole text, every character in one of them

    @property
    def doubts(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is PieceKind.DOUBTFUL)

    @property
    def is_complete(self) -> bool:
        return not self.doubts and not self.unplaced

    def quote(self, piece: Piece) -> str:
        return " ".join(self.text[piece.start : piece.end].split())[:LONGEST_QUOTE]


def read_report_text(outline: Outline, text: str, chosen: Mapping[int, str] | None = None) -> Reading:
    """The report that the text is; `chosen` is what a person said of headings (`find_headings`). Raises Unreadable."""
    chosen = chosen or {}
    lines = text_lines.split_text_lines(text)
    if not any(line.text for line in lines):
        raise Unreadable("文中没有内容。")
    found = headings.find_headings(outline, lines, chosen)
    if not found:
        raise Unreadable(f"文中没有找到提纲“{outline.name}”的任何标题，请核对提纲编号和文件。")
    passages = _read_passages(outline, lines, found, [at for at, key in chosen.items() if key == headings.NO_HEADING])
    said = [one for passage in passages for one in passage.mentions]
    document = statements.settle_matches(outline, said).with_statements(*_find_debris_marks(lines, found))
    if not document.year:
        raise Unreadable("文中没有找到年度，请核对标题和提纲编号。")
    present = {heading.section.key for heading in found}
    missing = tuple(section.key for section in outline.section if section.key not in present and _is_marked(outline, section.key))
    unplaced = tuple(words for passage in passages for words in passage.unplaced)
    pieces = text_pieces.cut_text(text, passages, statements.label_mentions(outline, said))
    return Reading(document, unplaced, missing, text, pieces)


def _read_passages(outline: Outline, lines: Sequence[TextLine], found: Sequence[Heading], plain: Sequence[int]) -> list[ReadPassage]:
    """The whole text: what stands before the first heading, then each heading with what stands below it.

    `plain`: letters on which lines begin of which a person said that they are no heading.
    """
    units = unit_notes.find_unit_notes(lines)
    first = report_title.read_title(outline, lines[: found[0].line], {})
    known = {name: value for name, value in _list_known_fields(first.mentions).items() if name in ("year", "district")}
    body: list[ReadPassage] = []
    for heading, below in zip(found, [*found[1:], None], strict=True):
        body.append(_make_heading_passage(heading, lines))
        said = [one for passage in body for one in passage.mentions]
        reader = Reader(outline, {**_list_known_fields(said), **known}, units)
        body += _read_below(reader, (heading, below), lines, plain)
    said = [one for passage in body for one in passage.mentions]
    title = report_title.read_title(outline, lines[: found[0].line], _list_known_fields(said))
    return [*_read_before(outline, title, lines[: found[0].line], found, units), *body]


def _make_heading_passage(heading: Heading, lines: Sequence[TextLine]) -> ReadPassage:
    own = lines[heading.line : heading.line + heading.size]
    strange = (heading.strange,) if heading.strange else ()
    return ReadPassage(own, heading.mentions, strange, doubt=heading.doubt, place=f"section.{heading.section.key}")


def _read_below(
    reader: Reader, between: tuple[Heading, Heading | None], lines: Sequence[TextLine], plain: Sequence[int]
) -> Iterator[ReadPassage]:
    heading, below = between
    end = below.line if below else len(lines)
    rest: tuple[TextLine, ...] = ()
    if heading.rest:
        line = lines[heading.line]
        rest = (TextLine(heading.rest, (heading.rest,), at=line.end - len(text_lines.squeeze(heading.rest))),)
    own = (*rest, *lines[heading.line + heading.size : end])
    lost = _list_lost_sections(reader.outline, heading, below)
    may_cut = ((at, line) for at, line in enumerate(own) if line.at not in plain)
    cut = next((at for at, line in may_cut if _is_lost_heading(reader.outline, lost, line)), len(own))
    yield from reader.section(list_heading_blocks(reader.outline, heading), own[:cut]).passages
    if cut < len(own):
        names = "、".join(reader.outline.sections[key].heading or key for key in lost)
        yield ReadPassage(own[cut:], (), tuple(line.text for line in own[cut:] if line.text), NO_HEADING.format(names))


def _list_lost_sections(outline: Outline, heading: Heading, below: Heading | None) -> list[str]:
    """Sections with a heading between the two, which the text does not have."""
    start = outline.section.index(heading.section) + 1
    end = outline.section.index(below.section) if below else len(outline.section)
    return [section.key for section in outline.section[start:end] if section.heading and section.number != "-"]


def _is_lost_heading(outline: Outline, lost: Sequence[str], line: TextLine) -> bool:
    """Whether the line looks like the heading of a section that the text does not have otherwise."""
    if not headings.looks_like_heading(line.text):
        return False
    sections = [outline.sections[key] for key in lost]
    return any(headings.has_number_of(outline, one, line.text) or headings.is_somewhat_alike(one, line.text) for one in sections)


def list_heading_blocks(outline: Outline, heading: Heading) -> tuple[Block, ...]:
    """Blocks below a heading, and of the sections behind it that have no mark of their own."""
    return (*heading.section.show, *_list_unmarked_blocks(outline, outline.section.index(heading.section) + 1))


def _list_unmarked_blocks(outline: Outline, start: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for section in outline.section[start:]:
        if _is_marked(outline, section.key):
            break
        blocks += section.show
    return tuple(blocks)


def _read_before(
    outline: Outline, title: ReadPassage, lines: Sequence[TextLine], found: Sequence[Heading], units: unit_notes.UnitNotes
) -> Iterator[ReadPassage]:
    """The title and the preamble (引言), which is a section like others where the outline has one."""
    blocks = _list_unmarked_blocks(outline, 0)
    repeated = {line.at for line in lines for heading in found if _is_contents_line(line, heading)}
    at = lines.index(title.lines[0]) if title.lines else 0
    for own in (lines[:at], title.lines, lines[at + len(title.lines) :]):
        if own is title.lines:
            yield title
            continue
        kept = [line for line in own if line.at not in repeated]
        contents = [line for line in own if line.at in repeated]
        if blocks and kept:
            known = _list_known_fields(title.mentions)
            yield from Reader(outline, known, units).section(blocks, kept).passages
            kept = []
        for line in sorted((*kept, *contents), key=lambda one: one.at):
            yield ReadPassage((line,), (), (line.text,) * bool(line.text), CONTENTS if line in contents else text_pieces.NO_PLACE)


def _is_contents_line(line: TextLine, heading: Heading) -> bool:
    words = text_lines.fold_text(heading.section.heading)
    return bool(words) and len(line.text) <= headings.LONGEST_HEADING and words in text_lines.fold_text(line.text)


def _find_debris_marks(lines: Sequence[TextLine], found: Sequence[Heading]) -> Iterator[Statement]:
    """Debris of the word processor, under the section where it stands: stated, though no fact says it."""
    for heading, below in zip(found, [*found[1:], None], strict=True):
        for line in lines[heading.line : below.line if below else len(lines)]:
            yield from (Statement(f"section.{heading.section.key}", mark, "", line.text[:LONGEST_QUOTE]) for mark in line.marks)


def _is_marked(outline: Outline, key: str) -> bool:
    section = outline.sections[key]
    return bool(section.heading) or section.number != "-"


def _list_known_fields(said: Sequence[Mention]) -> Mapping[str, str]:
    """Fields read so far, as they are kept; the first mention counts."""
    return {one.name: one.value for one in reversed(said) if one.kind == "field" and isinstance(one.value, str) and not one.doubt}
