"""Numbers in the words of a finding: − for minus, declared places for differences."""

from __future__ import annotations

from decimal import Decimal

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
