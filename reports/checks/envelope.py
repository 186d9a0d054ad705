"""The rounding envelope: each operand may be off by half a unit of its column's declared last place.

Declared places count, not the digits typed: a column of two places with six classes and their total gives ±0.035.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reports.document import Document


def half(document: Document, place: str) -> Decimal:
    """Half a unit of the last place of a cell or a list row's number, in the unit of the cell."""
    table, row, column = place.split(".", 2)
    grid = document.outline.grids.get(table)
    if grid is not None:
        return Decimal(5).scaleb(-grid.places_of(row, column) - 1)
    field = document.outline.lists[table].field(column)
    return Decimal(0) if field is None or field.kind == "integer" else Decimal(5).scaleb(-document.outline.places - 1)


def of(document: Document, terms: Iterable[tuple[str, Decimal]]) -> Decimal:
    """Width of the envelope of a sum: its operands' halves, weighted."""
    return sum((abs(coefficient) * half(document, place) for place, coefficient in terms), Decimal(0))
