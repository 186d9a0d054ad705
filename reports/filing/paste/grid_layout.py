"""The table of a grid, turned as the page turns it."""

from __future__ import annotations

from reports.domain import Document, Entry, Grid, GridLine, Section
from reports.filing.paste.layout import Cell, Column, Line, Table


def build_grid_table(document: Document, entry: Entry, section: Section) -> Table:
    """Lines and columns in the order of the page, headings among them."""
    grid = document.outline.grids[entry.key]
    columns = [grid.column_by_key[key] for key in entry.members]
    turned = section.turns(grid.key)
    across = [line for line in (grid.rows if turned else columns) if not line.heading]
    lines = [_build_line(document, grid, line, across, turned) for line in (columns if turned else grid.rows)]
    heads = tuple(Column(document.fill(line.label), "figure", _find_unit(grid, line)) for line in across)
    return Table(grid.label, heads, tuple(line for line in lines if line), year=document.year)


def _build_line(document: Document, grid: Grid, line: GridLine, across: list[GridLine], turned: bool) -> Line | None:
    """None where the page does not show the line."""
    pairs = [] if line.heading else [(other.key, line.key) if turned else (line.key, other.key) for other in across]
    cells = tuple(_build_cell(document, grid, row, column) for row, column in pairs)
    return Line(line.key, document.fill(line.label), cells) if line.heading or any(cells) else None


def _build_cell(document: Document, grid: Grid, row: str, column: str) -> Cell | None:
    if not grid.has(row, column):
        return None
    label = document.fill(grid.column_by_key[column].label)
    kind = Column(label, "figure" if grid.is_typed(row, column) else "fixed", grid.unit_of(row, column))
    return Cell(f"{grid.key}.{row}.{column}", kind)


def _find_unit(grid: Grid, line: GridLine) -> str:
    return line.unit or grid.unit
