"""What a finding rests on: the figures at its places. A rule may come to say the same of them in other words;
a reason that was given for the figures stands as long as they do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reports.domain.checks.findings import Finding
from reports.domain.document import Document
from reports.domain.number_spelling import fold_letters

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
LONGEST = 60  # letters of a value; more is prose, of which the numbers count that are spoken of


def add_evidence(document: Document, finding: Finding, bounds: Mapping[str, str]) -> Finding:
    """The finding with its evidence. `bounds`: the cycle's own; a bureau that draws them closer asks anew.

    A proposal (C39) rests on every sum that it closes, which its words name.
    """
    if finding.fixes:
        return finding
    parts = [*(f"{place}={_show_place(document, finding, place)}" for place in finding.places), finding.rests_on, *sorted(bounds.values())]
    return replace(finding, evidence=hashlib.sha256("|".join(parts).encode()).hexdigest()[:16])


def _show_place(document: Document, finding: Finding, place: str) -> str:
    if place.startswith("table."):
        return _show_table(document, place.removeprefix("table."))
    text = _read_place(document, place)
    if len(text) <= LONGEST and not place.startswith(("narrative.", "wording.")):
        return text
    spoken = set(_iter_numbers(finding.message))
    return " ".join(number for number in _iter_numbers(text) if number in spoken)


def _show_table(document: Document, table: str) -> str:
    """The figures of a grid; which rows a list has and what they answer."""
    if table in document.outline.grids:
        return " ".join(f"{place}={figure}" for place, figure in sorted(document.filled_figures()) if place.startswith(f"{table}."))
    return " ".join(f"{row.key}>{row.answers}" for row in document.rows(table))


def _iter_numbers(text: str) -> Iterator[str]:
    return (number.replace(",", "") for number in NUMBER.findall(fold_letters(text)))


def _read_place(document: Document, place: str) -> str:
    """What stands at the place; "" where it holds no value of its own."""
    head, _, rest = place.partition(".")
    if head == "narrative":
        return document.text(rest)
    if head == "wording":
        return document.wordings.get(rest, "")
    if place in document.outline.fields:
        return document.field(place)
    if place.count(".") != 2:
        return ""
    if head in document.outline.grids:
        return str(document.figure(place))
    key, _, field = rest.partition(".")
    row = document.find_row(head, key)
    return row.text(field) if row else ""
