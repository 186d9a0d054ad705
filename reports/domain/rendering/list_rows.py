"""Rows of a list in a table: the working of scored rows, equal neighbours as one cell, a last row of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.domain import formulas, scoring
from reports.domain.document import Document, Row
from reports.domain.figures import BLANK, Figure, round_amount
from reports.domain.patterns import printing
from reports.domain.rendering.page_blocks import Cell
from reports.domain.scoring.assessment_rows import SCORE, WEIGHT
from reports.domain.shapes import ListField, Listing

POINTS = "分"  # printed without trailing zeros
PERCENT = "%"
BY_HUNDRED = re.compile(r"\*\s*100\b")
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
    found = {field.key: _compute_row_value(row, field) if field.formula else detail for field in fields}
    return replace(row, values={**row.values, **found})


def _compute_row_value(row: Row, field: ListField) -> Figure:
    """Rounded as a share is; blank where an operand is. A ratio with the unit % is one of 100, whether its formula says so or not."""
    amount = formulas.compute_value(field.formula, row.figure).amount
    if amount is None:
        return BLANK
    times = 100 if field.unit == PERCENT and not BY_HUNDRED.search(field.formula) else 1
    return Figure.of(round_amount(amount * times, formulas.SHARE_PLACES))


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
    """合计 of the wanted columns, or 总分 where the outline counts rows of money too (`plus`); blank where a number is missing."""
    first = next((at for at, field in enumerate(fields) if field.key in wanted), 0)
    if not first:
        return []
    beside = [place for one in document.outline.assessment if one.listing == listing.key for place in one.plus]
    rest = tuple(_make_total_cell(document, listing, field, beside if field.key in wanted else None) for field in fields[first:])
    return [(Cell("总分" if beside else "合计", "center", head=True, colspan=first), *rest)]


def _make_total_cell(document: Document, listing: Listing, field: ListField, beside: Sequence[str] | None) -> Cell:
    """`beside`: grid rows whose weight and score count too; None where the column is not added up."""
    if beside is None:
        return Cell("")
    counted = [document.figure(f"{place}.{field.key}") for place in beside if field.key in (WEIGHT, SCORE)]
    figure = formulas.sum_figures([*(row.figure(field.key) for row in document.rows(listing.key)), *counted])
    return make_number_cell(document, figure, field, document.outline.places)


def make_number_cell(document: Document, figure: Figure, field: ListField, places: int, place: str = "") -> Cell:
    points = field.unit == POINTS
    text = printing.format_table_figure(figure, places, document.outline.trim or points)
    if field.unit == PERCENT and figure.amount is not None:
        text += PERCENT
    return Cell(text, "center" if points else "right", place=place)
