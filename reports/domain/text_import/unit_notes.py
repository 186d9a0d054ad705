"""单位：元 above a table: in which unit of money its figures are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.domain.figures import Figure, NotANumber, parse_figure
from reports.domain.patterns.fixed_words import ANY_UNIT, UNITS
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import TextLine, squeeze

NOTE = re.compile(rf"[（(]?(?:金额)?单位[:：](?:人民币)?({ANY_UNIT})[）)]?$")
REACH = 400  # letters between a note and the table that it speaks of
TOO_LARGE = "按表上的单位“{}”换算后超出范围，请核对单位"


@dataclass(frozen=True)
class UnitNotes:
    """Places of the notes, with their units."""

    places: tuple[int, ...] = ()
    units: tuple[str, ...] = ()

    def find_unit(self, at: int) -> str:
        """The unit of a table that begins or goes on at a place of the text; "" where none is written."""
        before = bisect_right(self.places, at) - 1
        return self.units[before] if before >= 0 and at - self.places[before] <= REACH else ""


NO_NOTES = UnitNotes()


def find_unit_notes(lines: Sequence[TextLine]) -> UnitNotes:
    found = [(line.at, note[1]) for line in lines if "单位" in line.text and (note := NOTE.search(squeeze(line.text)))]
    return UnitNotes(tuple(at for at, _ in found), tuple(unit for _, unit in found))


def is_unit_note(text: str) -> bool:
    return NOTE.fullmatch(squeeze(text)) is not None


def convert_unit(mention: Mention, written: str, own: str) -> Mention:
    """A figure of a table in the fact's own unit."""
    if mention.kind != "figure" or written == own or written not in UNITS or own not in UNITS:
        return mention
    figure = mention.value
    if not isinstance(figure, Figure) or figure.amount is None or any(mention.stated.endswith(unit) for unit in UNITS):
        return mention
    try:
        scaled: Decimal = figure.amount * UNITS[written] / UNITS[own]
        return replace(mention, value=parse_figure(f"{scaled.normalize():f}"))
    except NotANumber:
        return replace(mention, doubt=TOO_LARGE.format(written))
