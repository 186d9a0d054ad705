"""C39: the one figure that would mend the broken sums, with its alternatives; once for each slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.checks import naming, numbers
from reports.checks.context import Context
from reports.checks.findings import Finding
from reports.checks.hints import groups
from reports.checks.repair import Repair
from reports.checks.rules.registry import rule, said
from reports.document import Document
from reports.outlines import Check

MOST = 3  # alternatives; beyond, the evidence points nowhere


@rule(
    "C39",
    name="改动一个数能否使各处合计相符",
    severity="W",
    source="财政部门审核惯例",
    explanation="合计不相符时，试着只改一个数，看能否使最多的合计相符。",
)
def mending(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for found in groups(document):
        if len(found) <= MOST:
            places = tuple(dict.fromkeys(place for one in found for place in one.places))
            hint = said(check, places, "；或者，".join(_words(document, one) for one in found), subject=f"C39 {places[0]}")
            yield replace(hint, value=found[0].value if len(found) == 1 else None)


def _words(document: Document, one: Repair) -> str:
    held = "、".join(dict.fromkeys(naming.shown(document.figure(place)) for place in one.places))
    sums = {1: "", 2: "两处"}.get(one.exact, f"{one.exact} 处")
    names = "和".join(_name(document, place) for place in one.places)
    return f"若{names}为 {numbers.shown(one.value)}（现为 {held}），{sums}合计{'均' * (one.exact > 1)}相符"


def _name(document: Document, place: str) -> str:
    """A row of a list by its name, a cell by its row and column."""
    table, key, _ = place.split(".")
    row = next((row for row in document.rows(table) if row.key == key), None)
    named = row.text("name") if row else ""
    return f"{document.outline.lists[table].label}“{named}”" if named else naming.short(document, place)
