"""Text that WeasyPrint can set in linear time, without the marks that would disturb a printed line.

A paragraph of 50,000 characters and a Latin token of 50,000 letters both take WeasyPrint quadratic time (23 s for the
token), so long paragraphs are cut at a sentence end and long tokens get places where they may break.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reports.domain.rendering.page_blocks import Block, Cell, FormTable, Note, Paragraph, ReportPage, SectionPage, Signature, Table

LONGEST_PARAGRAPH = 2000  # characters
LONGEST_TOKEN = 40  # letters without a space or a Chinese character
BREAK_EVERY = 4  # letters: fine enough to fill a line of 55, or a cell of 8

ZERO_WIDTH_SPACE = "\u200b"
NEITHER_SPACE_NOR_CHINESE = r"[^\s\u200b\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
TOKEN = re.compile(f"{NEITHER_SPACE_NOR_CHINESE}{{{LONGEST_TOKEN},}}")
# Control characters, lone surrogates, and the marks that turn the direction of a line ("123" would print as "321").
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
PAUSES = ("。！？", "；;", "，、,", " ")


def soften(page: ReportPage) -> ReportPage:
    """The same report, with every text ready for the printer."""
    return replace(
        page,
        title=clean(page.title),
        department=clean(page.department),
        keywords=tuple(clean(word) for word in page.keywords),
        sections=tuple(_section(section) for section in page.sections),
    )


def clean(text: str) -> str:
    """Without unprintable characters, on one line, breakable everywhere it needs to be."""
    return TOKEN.sub(_breakable, UNPRINTABLE.sub("", LINE_END.sub(" ", text)))


def pieces(text: str) -> list[str]:
    """The paragraphs that `text` is printed as: one a line, none over LONGEST_PARAGRAPH; the indent is not text."""
    lines = [line.strip() for line in LINE_END.split(text)]
    return [clean(part) for line in lines if line for part in _parts(line)]


def _parts(line: str) -> list[str]:
    parts = []
    while len(line) > LONGEST_PARAGRAPH:
        end = _pause(line[:LONGEST_PARAGRAPH])
        parts.append(line[:end])
        line = line[end:]
    return [*parts, line]


def _pause(text: str) -> int:
    """Where to cut `text`: behind its last full stop, else a lesser pause, else at its end; never in its first half."""
    for marks in PAUSES:
        end = max(text.rfind(mark) for mark in marks) + 1
        if end > len(text) // 2:
            return end
    return len(text)


def _breakable(token: re.Match[str]) -> str:
    letters = token.group()
    return ZERO_WIDTH_SPACE.join(letters[at : at + BREAK_EVERY] for at in range(0, len(letters), BREAK_EVERY))


def _section(section: SectionPage) -> SectionPage:
    blocks = tuple(part for block in section.blocks for part in _block(block))
    return replace(section, title=clean(section.title), hint=clean(section.hint), blocks=blocks)


def _block(block: Block) -> list[Block]:
    if isinstance(block, Paragraph):
        return list(_paragraphs(block))
    if isinstance(block, Note):
        return [Note(clean(block.text))]
    if isinstance(block, Signature):
        return [Signature(tuple(map(clean, block.items)))]
    if isinstance(block, FormTable):
        return [FormTable(tuple((_cell(label), _cell(value)) for label, value in block.rows))]
    return [_table(block)]


def _paragraphs(block: Paragraph) -> list[Paragraph]:
    """One block a printed paragraph; the first keeps the place and the run-in heading."""
    first, *others = pieces(block.text) or [""]
    return [replace(block, text=first, lead=clean(block.lead)), *(Paragraph(text) for text in others)]


def _table(block: Table) -> Table:
    head = tuple(tuple(_cell(cell) for cell in row) for row in block.head)
    body = tuple(tuple(_cell(cell) for cell in row) for row in block.body)
    return replace(block, caption=clean(block.caption), unit=clean(block.unit), head=head, body=body)


def _cell(cell: Cell) -> Cell:
    """A cell keeps its lines: the stylesheet breaks them where the text does."""
    return replace(cell, text="\n".join(pieces(cell.text)))
