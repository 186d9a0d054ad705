"""Numbers as they stand in an address, a form or a header: read within bounds, whatever was sent.

int() refuses more than 4,300 digits with the error of a programmer's mistake, and a column of the database holds 63 bits.
"""

from __future__ import annotations

from collections.abc import Iterable

DIGITS_OF_ID = 18  # less than 2^63


def parse_number(text: str | None, digits: int = DIGITS_OF_ID) -> int | None:
    """The number that the ASCII digits say, at most so many; None for anything else, a sign or a blank included."""
    if not text or len(text) > digits or not (text.isascii() and text.isdigit()):
        return None
    return int(text)


def parse_ids(texts: Iterable[str]) -> list[int]:
    """Of what should be ids those that can be."""
    return [number for number in map(parse_number, texts) if number is not None]
