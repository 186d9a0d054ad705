"""Numbers of a finding: what a sum takes a cell for, and its words: − for minus, declared places for differences."""

from __future__ import annotations

from decimal import Decimal

from reports.document import Document
from reports.figures import plain

MINUS = "−"


def shown(amount: Decimal) -> str:
    """As typed: 50.1, −0.25."""
    return f"{plain(amount):f}".replace("-", MINUS)


def difference(amount: Decimal, places: int) -> str:
    """With sign and at least the declared places: +0.10, −0.10."""
    typed = -int(plain(amount).as_tuple().exponent)
    return f"{amount:+.{max(places, typed, 0)}f}".replace("-", MINUS)


def percent(amount: Decimal) -> str:
    """+78.8 %, −100 %; one place."""
    return f"{plain(round(amount, 1)):+f} %".replace("-", MINUS)


def amount(document: Document, place: str) -> Decimal | None:
    """None for a blank, 不适用 or 涉密; in a grid where a blank means nothing, a blank is 0."""
    figure = document.figure(place)
    if figure.is_blank and counts_as_zero(document, place):
        return Decimal(0)
    return figure.amount


def counts_as_zero(document: Document, place: str) -> bool:
    grid = document.outline.grids.get(place.partition(".")[0])
    return grid is not None and grid.blank == "zero"
