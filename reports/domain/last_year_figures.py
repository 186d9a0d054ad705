"""Figures of last year that this year's report asks for again: `last_final` is what last year's report says under `final`."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.shapes import Grid, Listing

LAST = "last_"  # a column of the vocabulary that begins so is the other one, a year before


def find_last_year_figures(document: Document, last: Document | None) -> dict[str, Figure]:
    """By the place of this year's report; only where last year's has a figure, be it 不适用 or 涉密."""
    if last is None:
        return {}
    outline = document.outline
    found = [pair for grid in outline.grids.values() for pair in iter_grid_figures(grid, last)]
    found += [pair for listing in outline.lists.values() for pair in iter_list_figures(listing, document, last)]
    return dict(found)


def iter_grid_figures(grid: Grid, last: Document) -> Iterator[tuple[str, Figure]]:
    """Of one grid; those that last year's report leaves blank are left out."""
    for row, column in grid.typed_cells():
        before = column.removeprefix(LAST)
        asked = before != column and before in grid.column_by_key and grid.has(row, before)
        if asked and not (figure := last.cell(grid.key, row, before)).is_blank:
            yield f"{grid.key}.{row}.{column}", figure


def iter_list_figures(listing: Listing, document: Document, last: Document) -> Iterator[tuple[str, Figure]]:
    """Of one list, for the rows that both years have: by their key, else by their name."""
    asked = [(field.key, field.key.removeprefix(LAST)) for field in listing.typed if field.is_figure and field.key.startswith(LAST)]
    asked = [(key, before) for key, before in asked if listing.field(before)]
    known = {mark: row for row in last.rows(listing.key) for mark in _list_marks(listing, row)} if asked else {}
    for row in document.rows(listing.key) if asked else ():
        same = next((known[mark] for mark in _list_marks(listing, row) if mark in known), None)
        found = [(key, same.figure(before)) for key, before in asked] if same else []
        yield from ((f"{listing.key}.{row.key}.{key}", figure) for key, figure in found if not figure.is_blank)


def _list_marks(listing: Listing, row: Row) -> list[tuple[str, str]]:
    """By what a row is known again a year later: its key, else its name."""
    name = row.text(listing.naming.key).strip() if listing.naming else ""
    return [("key", row.key), *([("name", name)] if name else [])]
