"""Rows of a list in a table: the working of scored rows, equal neighbours as one cell, a last row of totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.domain import formulas, scoring
from reports.domain.document import Document, Row
from reports.domain.figures import BLANK, Figure, round_amount
from reports.domain.patterns import printing
from reports.domain.rendering.page_blocks import Cell
from reports.domain.shapes import ListField, Listing

POINTS = "分"  # printed without trailing zeros
Cells = tuple[Cell, ...]


def fill_computed_rows(document: Document, listing: Listing) -> tuple[Row, ...]:
    """The rows, their computed fields filled: by a formula, else with the working of the score."""
    computed = [field for field in listing.fields if field.computed]
    if not computed:
        return document.rows(listing.key)
    is_scored = any(not field.formula for field in computed)
    details = {score.row: score.detail for score in scoring.score_document(document)} if is_scored else {}
    return tuple(_fill_computed_fields(row, computed, details.get(f"{listing.key}.{row.key}", "")) for row in document.rows(listing.key))


def _fill_computed_fields(row: Row, fields: Sequence[ListField], detail: str) -> Row:
    found = {field.key: _compute_row_value(row, field.formula) if field.formula else detail for field in fields}
    return replace(row, values={**row.values, **found})


def _compute_row_value(row: Row, formula: str) -> Figure:
    """Rounded as a share is; blank where an operand is."""
    amount = formulas.compute_value(formula, row.figure).amount
    return BLANK if amount is None else Figure.of(round_amount(amount, formulas.SHARE_PLACES))


def group_equal_cells(body: Sequence[Cells], group: Sequence[bool]) -> list[Cells]:
    """Equal neighbours in the group columns as one cell over several rows, as long as the columns before are equal too."""
    starts = [_find_cell_starts(body, at, group) for at in range(len(body))]
    spans = [[_count_spanned_rows(starts, at, column) for column in range(len(cells))] for at, cells in enumerate(body)]
    return [
        tuple(replace(cell, rowspan=span) for cell, span, start in zip(cells, spans[at], starts[at], strict=True) if start)
        for at, cells in enumerate(body)
    ]


def _find_cell_starts(body: Sequence[Cells], at: int, group: Sequence[bool]) -> list[bool]:
    """Whether a cell of its own begins in each column of the row."""
    found: list[bool] = []
    for column, cell in enumerate(body[at]):
        above_goes_on = all(not found[left] for left in range(column) if group[left])
        goes_on = at > 0 and group[column] and above_goes_on and bool(cell.text) and body[at - 1][column].text == cell.text
        found.append(not goes_on)
    return found


def _count_spanned_rows(starts: Sequence[Sequence[bool]], at: int, column: int) -> int:
    below = at + 1
    while below < len(starts) and not starts[below][column]:
        below += 1
    return below - at


def build_total_rows(document: Document, listing: Listing, fields: Sequence[ListField], wanted: Sequence[str]) -> list[Cells]:
    """合计 of the wanted columns; blank where a number is missing."""
    first = next((at for at, field in enumerate(fields) if field.key in wanted), 0)
    if not first:
        return []
    rest = tuple(_make_total_cell(document, listing, field, field.key in wanted) for field in fields[first:])
    return [(Cell("合计", "center", head=True, colspan=first), *rest)]


def _make_total_cell(document: Document, listing: Listing, field: ListField, wanted: bool) -> Cell:
    if not wanted:
        return Cell("")
    figure = formulas.sum_figures(row.figure(field.key) for row in document.rows(listing.key))
    return make_number_cell(document, figure, field, document.outline.places)


def make_number_cell(document: Document, figure: Figure, field: ListField, places: int, place: str = "") -> Cell:
    points = field.unit == POINTS
    text = printing.format_table_figure(figure, places, document.outline.trim or points)
    return Cell(text, "center" if points else "right", place=place)
