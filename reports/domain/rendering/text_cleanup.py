"""Text that WeasyPrint can set in linear time, without the marks that would disturb a printed line.

A paragraph of 50,000 characters and a Latin token of 50,000 letters both take WeasyPrint quadratic time (23 s for the
token), so long paragraphs are cut at a sentence end and long tokens get places where they may break.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
CleanLine = Callable[[str], str]
SplitText = Callable[[str], list[str]]

PAUSES = ("。！？", "；;", "，、,", " ")


def clean_page(page: ReportPage) -> ReportPage:
    """The same report, with every text ready for the printer."""
    return rewrite_page(page, clean_printed_text, split_printed_text)


def rewrite_page(page: ReportPage, clean: CleanLine, split: SplitText) -> ReportPage:
    """The same report with each line that `clean` makes of one, each text and each cell the lines that `split` makes of it."""
    rewriter = _Rewriter(clean, split)
    return replace(
        page,
        title=clean(page.title),
        department=clean(page.department),
        keywords=tuple(map(clean, page.keywords)),
        sections=tuple(map(rewriter.rewrite_section, page.sections)),
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


@dataclass(frozen=True)
class _Rewriter:
    clean: CleanLine
    split: SplitText

    def rewrite_section(self, section: SectionPage) -> SectionPage:
        blocks = close_tables([part for block in section.blocks for part in self._rewrite_block(block)])
        return replace(section, title=self.clean(section.title), hint=self.clean(section.hint), blocks=blocks)

    def _rewrite_block(self, block: Block) -> list[Block]:
        if isinstance(block, Paragraph):
            return list(self._rewrite_paragraph(block))
        if isinstance(block, Note):
            return [replace(block, text=self.clean(block.text))]
        if isinstance(block, Signature):
            return [replace(block, items=tuple(map(self.clean, block.items)))]
        if isinstance(block, FormTable):
            return [replace(block, rows=tuple((self._rewrite_cell(label), self._rewrite_cell(value)) for label, value in block.rows))]
        return [self._rewrite_table(block)]

    def _rewrite_paragraph(self, block: Paragraph) -> list[Paragraph]:
        """One block a printed paragraph; the first keeps the place and the run-in heading."""
        first, *others = self.split(block.text) or [""]
        return [replace(block, text=first, lead=self.clean(block.lead)), *(Paragraph(text) for text in others)]

    def _rewrite_table(self, block: Table) -> Table:
        head, body = (tuple(tuple(map(self._rewrite_cell, row)) for row in rows) for rows in (block.head, block.body))
        return replace(block, caption=self.clean(block.caption), unit=self.clean(block.unit), head=head, body=body)

    def _rewrite_cell(self, cell: Cell) -> Cell:
        """A cell keeps its lines: the stylesheet breaks them where the text does."""
        return replace(cell, text="\n".join(self.split(cell.text)))
