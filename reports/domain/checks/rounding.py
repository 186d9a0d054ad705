"""The rounding envelope: each operand may be off by half a unit of its column's declared last place.

Declared places count, not the digits typed: a column of two places with six classes and their total gives ±0.035.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reports.domain.checks import short_names
from reports.domain.document import Document

ROUNDED = ("万元", "亿元", "元", "%")  # whole numbers of anything else (人, 辆) are counted, so they are exact


def compute_half_unit(document: Document, place: str) -> Decimal:
    """Half a unit of the last place of a cell or a list row's number, in the unit of the cell."""
    decimals = short_names.count_decimals(document, place)
    if not decimals and short_names.find_unit(document, place) not in ROUNDED:
        return Decimal(0)
    return Decimal(5).scaleb(-decimals - 1)


def compute_envelope(document: Document, terms: Iterable[tuple[str, Decimal]]) -> Decimal:
    """Width of the envelope of a sum: its operands' halves, weighted."""
    return sum((abs(coefficient) * compute_half_unit(document, place) for place, coefficient in terms), Decimal(0))
