"""Text that WeasyPrint can set in linear time, without the marks that would disturb a printed line.

A paragraph of 50,000 characters and a Latin token of 50,000 letters both take WeasyPrint quadratic time (23 s for the
token), so long paragraphs are cut at a sentence end and long tokens get places where they may break.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reports.domain import typefaces
from reports.domain.rendering.page_blocks import Block, Cell, FormTable, Note, Paragraph, ReportPage, SectionPage, Signature, Table
from reports.domain.rendering.page_breaks import close_tables

LONGEST_PARAGRAPH = 2000  # characters
LONGEST_TOKEN = 40  # letters without a space or a Chinese character
BREAK_EVERY = 4  # letters: fine enough to fill a line of 55, or a cell of 8

ZERO_WIDTH_SPACE = "\u200b"
NEITHER_SPACE_NOR_CHINESE = r"[^\s\u200b\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
TOKEN = re.compile(f"{NEITHER_SPACE_NOR_CHINESE}{{{LONGEST_TOKEN},}}")
LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
PAUSES = ("。！？", "；;", "，、,", " ")


def clean_page(page: ReportPage) -> ReportPage:
    """The same report, with every text ready for the printer."""
    return replace(
        page,
        title=clean_printed_text(page.title),
        department=clean_printed_text(page.department),
        keywords=tuple(clean_printed_text(word) for word in page.keywords),
        sections=tuple(_clean_section(section) for section in page.sections),
    )


def clean_printed_text(text: str) -> str:
    """On one line, of characters that the fonts have, breakable everywhere it needs to be; no control or bidi mark is left."""
    return TOKEN.sub(_insert_break_points, typefaces.replace_missing(LINE_END.sub(" ", text)))


def split_printed_text(text: str) -> list[str]:
    """The paragraphs that `text` is printed as: one a line, none over LONGEST_PARAGRAPH; the indent is not text."""
    lines = [line.strip() for line in LINE_END.split(text)]
    return [clean_printed_text(part) for line in lines if line for part in _split_long_line(line)]


def _split_long_line(line: str) -> list[str]:
    parts = []
    while len(line) > LONGEST_PARAGRAPH:
        end = _find_pause(line[:LONGEST_PARAGRAPH])
        parts.append(line[:end])
        line = line[end:]
    return [*parts, line]


def _find_pause(text: str) -> int:
    """Where to cut `text`: behind its last full stop, else a lesser pause, else at its end; never in its first half."""
    for marks in PAUSES:
        end = max(text.rfind(mark) for mark in marks) + 1
        if end > len(text) // 2:
            return end
    return len(text)


def _insert_break_points(token: re.Match[str]) -> str:
    letters = token.group()
    return ZERO_WIDTH_SPACE.join(letters[at : at + BREAK_EVERY] for at in range(0, len(letters), BREAK_EVERY))


def _clean_section(section: SectionPage) -> SectionPage:
    blocks = close_tables([part for block in section.blocks for part in _clean_block(block)])
    return replace(section, title=clean_printed_text(section.title), hint=clean_printed_text(section.hint), blocks=blocks)


def _clean_block(block: Block) -> list[Block]:
    if isinstance(block, Paragraph):
        return list(_clean_paragraph(block))
    if isinstance(block, Note):
        return [replace(block, text=clean_printed_text(block.text))]
    if isinstance(block, Signature):
        return [replace(block, items=tuple(map(clean_printed_text, block.items)))]
    if isinstance(block, FormTable):
        return [replace(block, rows=tuple((_clean_cell(label), _clean_cell(value)) for label, value in block.rows))]
    return [_clean_table(block)]


def _clean_paragraph(block: Paragraph) -> list[Paragraph]:
    """One block a printed paragraph; the first keeps the place and the run-in heading."""
    first, *others = split_printed_text(block.text) or [""]
    return [replace(block, text=first, lead=clean_printed_text(block.lead)), *(Paragraph(text) for text in others)]


def _clean_table(block: Table) -> Table:
    head = tuple(tuple(_clean_cell(cell) for cell in row) for row in block.head)
    body = tuple(tuple(_clean_cell(cell) for cell in row) for row in block.body)
    return replace(block, caption=clean_printed_text(block.caption), unit=clean_printed_text(block.unit), head=head, body=body)


def _clean_cell(cell: Cell) -> Cell:
    """A cell keeps its lines: the stylesheet breaks them where the text does."""
    return replace(cell, text="\n".join(split_printed_text(cell.text)))
