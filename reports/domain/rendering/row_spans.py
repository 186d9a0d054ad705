"""Cells that span rows, cut where the page ends.

WeasyPrint 70 leaves a spanning cell open at the foot of a page and does not repeat it on the next. So a report with
such cells is laid out twice: the first time tells on which page each row stands, the second prints the cell once a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.domain.rendering.page_blocks import Cell, ReportPage, Table

Row = tuple[Cell, ...]


def has_spans(page: ReportPage) -> bool:
    return any(cell.rowspan > 1 for table in iter_page_tables(page) for row in table.body for cell in row)


def iter_page_tables(page: ReportPage) -> Iterator[Table]:
    """Every table in reading order: the order in which row numbers are counted through the report."""
    for section in page.sections:
        yield from (block for block in section.blocks if isinstance(block, Table))


def split_spans(page: ReportPage, pages: list[int]) -> ReportPage:
    """The same report with every spanning cell cut at page ends; `pages` holds the page of each body row."""
    numbers = iter(pages)
    sections = []
    for section in page.sections:
        blocks = [
            replace(block, body=_split_body(block.body, [next(numbers) for _ in block.body])) if isinstance(block, Table) else block
            for block in section.blocks
        ]
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(page, sections=tuple(sections))


def remove_spans(page: ReportPage) -> ReportPage:
    """The same report with the label in every row: right on any page, when cutting does not settle."""
    rows = sum(len(table.body) for table in iter_page_tables(page))
    return split_spans(page, list(range(rows)))


def _split_body(body: tuple[Row, ...], pages: list[int]) -> tuple[Row, ...]:
    grid = map_spanning_cells(body)
    return tuple(tuple(_build_cut_row(body, grid[at], at, pages)) for at in range(len(body)))


def map_spanning_cells(body: tuple[Row, ...]) -> list[dict[int, tuple[int, Cell]]]:
    """For each row, column → (row where the cell begins, cell), spanning cells from above included."""
    grid: list[dict[int, tuple[int, Cell]]] = [{} for _ in body]
    for at, row in enumerate(body):
        column = 0
        for cell in row:
            while any(column in range(left, left + c.colspan) for left, (_, c) in grid[at].items()):
                column += 1
            for below in range(at, min(at + cell.rowspan, len(body))):
                grid[below][column] = (at, cell)
            column += cell.colspan
    return grid


def _build_cut_row(body: tuple[Row, ...], columns: dict[int, tuple[int, Cell]], at: int, pages: list[int]) -> Iterator[Cell]:
    """The cells that begin in this row: its own, and those from above that go on at the top of a new page."""
    new_page = at > 0 and pages[at] != pages[at - 1]
    for _, (start, cell) in sorted(columns.items(), key=lambda item: item[0]):
        if start != at and not new_page:
            continue
        end = min(start + cell.rowspan, len(body))
        here = sum(1 for row in range(at, end) if pages[row] == pages[at])
        place = cell.place if start == at else ""
        yield replace(cell, rowspan=here, place=place)
