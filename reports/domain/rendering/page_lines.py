"""A report page as lines of text: a paragraph a line, a row of a table a line with tabs, as a Word file of it is read."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.rendering.page_blocks import Block, Cell, FormTable, Note, ReportPage, Signature, Table
from reports.domain.rendering.row_spans import map_spanning_cells

BLANK_LETTER = "\u3000"


def print_text(page: ReportPage) -> str:
    """The whole report."""
    return "\n".join(_iter_lines(page))


def _iter_lines(page: ReportPage) -> Iterator[str]:
    yield page.title
    for section in page.sections:
        if section.title:
            yield section.title + (f"（{section.hint}）" if section.hint else "")
        for block in section.blocks:
            yield from _iter_block_lines(block)


def _iter_block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from filter(None, (block.caption, block.unit))
        for rows in (block.head, block.body):
            yield from ("\t".join(texts) for texts in _iter_rows(rows))
    elif isinstance(block, FormTable):
        yield from ("\t".join(_join_cell(cell.text) for cell in row) for row in block.rows)
    elif isinstance(block, Signature):
        yield (BLANK_LETTER * 2).join(block.items)
    else:
        yield block.text if isinstance(block, Note) else block.lead + block.text


def _iter_rows(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[list[str]]:
    """A cell that goes on from above is empty."""
    for at, columns in enumerate(map_spanning_cells(rows)):
        yield [_join_cell(cell.text) if start == at else "" for _, (start, cell) in sorted(columns.items())]


def _join_cell(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))
