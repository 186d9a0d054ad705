"""C39: what a person may be told of the single changes that would close the broken sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from reports.checks import matching_names, repair
from reports.checks.applicable import select_asked
from reports.checks.equations import equations
from reports.checks.repair import Repair
from reports.document import Document, Row
from reports.figures import Figure

MOST_SLIPS = 10  # of one report; more is no slip of the pen


def hints(document: Document) -> list[Repair]:
    """The single changes with the best evidence; [] where every broken sum stands alone and any operand might be the slip."""
    return next(groups(document), [])


def groups(document: Document) -> Iterator[list[Repair]]:
    """The change that closes most sums with its alternatives; then, with that one made, what closes most of the rest."""
    for _ in range(MOST_SLIPS):
        best = _best(document)
        if not best:
            return
        yield best
        document = mended(document, best[0].places, best[0].value)


def _best(document: Document) -> list[Repair]:
    checks = list(select_asked(document.outline))
    joined = [
        frozenset(pair.places) for check in checks for pair in matching_names.pairs(document, check) if pair.is_slip or not pair.difference
    ]
    found = repair.repairs(document, list(equations(document, checks)), joined)
    best = [one for one in found if (one.exact, one.mends) == (found[0].exact, found[0].mends)]
    return best if best and max(best[0].exact, best[0].closes) > 1 else []


def mended(document: Document, places: Iterable[str], value: Decimal) -> Document:
    """The document with the one value in all these cells."""
    for place in places:
        table, key, column = place.split(".")
        if table in document.outline.grids:
            document = replace(document, figures={**document.figures, place: Figure.of(value)})
            continue
        rows = (_with(row, column, value) if row.key == key else row for row in document.rows(table))
        document = replace(document, lists={**document.lists, table: tuple(rows)})
    return document


def _with(row: Row, column: str, value: Decimal) -> Row:
    return replace(row, values={**row.values, column: Figure.of(value)})
