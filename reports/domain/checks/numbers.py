"""Numbers of a finding: what a sum takes a cell for, and its words: − for minus, declared places for differences."""

from __future__ import annotations

from decimal import Decimal

from reports.domain.document import Document
from reports.domain.figures import normalise_amount

MINUS = "−"


def show_amount(amount: Decimal) -> str:
    """As typed: 50.1, −0.25."""
    return f"{normalise_amount(amount):f}".replace("-", MINUS)


def show_difference(amount: Decimal, places: int) -> str:
    """With sign and at least the declared places: +0.10, −0.10."""
    typed = -int(normalise_amount(amount).as_tuple().exponent)
    return f"{amount:+.{max(places, typed, 0)}f}".replace("-", MINUS)


def show_percent(amount: Decimal) -> str:
    """+78.8 %, −100 %; one place."""
    return f"{normalise_amount(round(amount, 1)):+f} %".replace("-", MINUS)


def read_amount(document: Document, place: str) -> Decimal | None:
    """None for a blank, 不适用 or 涉密; in a grid where a blank means nothing, a blank is 0."""
    figure = document.figure(place)
    if figure.is_blank and is_zero_when_blank(document, place):
        return Decimal(0)
    return figure.amount


def is_zero_when_blank(document: Document, place: str) -> bool:
    grid = document.outline.grids.get(place.partition(".")[0])
    return grid is not None and grid.blank == "zero"
