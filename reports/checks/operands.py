"""The amount that a sum takes a cell for."""

from __future__ import annotations

from decimal import Decimal

from reports.document import Document


def amount(document: Document, place: str) -> Decimal | None:
    """None for a blank, 不适用 or 涉密; in a grid where a blank means nothing, a blank is 0."""
    figure = document.figure(place)
    if figure.is_blank and counts_as_zero(document, place):
        return Decimal(0)
    return figure.amount


def counts_as_zero(document: Document, place: str) -> bool:
    grid = document.outline.grids.get(place.partition(".")[0])
    return grid is not None and grid.blank == "zero"
