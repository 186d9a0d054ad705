"""Hidden figures that somebody works out: from several public sums together, from the same figure in another year's paper, from a share.

`inference.py` hides what one relation tells. Here all relations are solved at once (exact arithmetic); what they tell is shown
to the person before publishing, who withholds more or keeps it on purpose. Rounded shares tell a figure nearly; they are shown too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from reports.domain import Document, last_year_figures, places, round_amount
from reports.domain.checks.equations import build_equations, list_cells
from reports.domain.checks.linear import Linear, parse_linear
from reports.domain.formulas import FormulaError, parse_formula
from reports.release.publishing.inference import add_computed_cells, is_hidden
from reports.release.publishing.public_texts import Leak, PublicText

SOLVED = "由公开的数可以算出"
Row = dict[str, Fraction]  # coefficient by unknown place
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
LEAST_DIGITS = 3  # of a percentage that means something: 12.5 %, not 12 %


def find_solved_figures(document: Document, secret: Collection[str], unread: Collection[str], known: Mapping[str, str]) -> list[Leak]:
    """What all relations together leave one value for. `unread`: every place that the public does not read, more than the `secret` ones.

    `known`: hidden places that another public paper tells, with where.
    """
    hidden = frozenset(secret)
    unknown = add_computed_cells(document, frozenset(unread)) - known.keys()
    solved = solve_unknowns(_iter_unknown_rows(document, unknown))
    told = {**known, **{place: SOLVED for place in solved if is_hidden(place, hidden)}}
    return [Leak(how, places.label_place(document, place)) for place, how in told.items() if document.figure(place).amount is not None]


def find_known_elsewhere(document: Document, secret: Collection[str], other: Document, heading: str) -> dict[str, str]:
    """Hidden places of this paper that a neighbouring year's public document tells under another name (last_final, 年初 and 年末)."""
    found = {}
    for ours, theirs in iter_same_figures(document, other):
        if is_hidden(ours, frozenset(secret)) and not other.figure(theirs).is_blank and _is_typed_there(other, theirs):
            found[ours] = f"{heading}：{places.label_place(other, theirs)}"
    return found


def iter_same_figures(document: Document, other: Document) -> Iterator[tuple[str, str]]:
    """Pairs of places that say the same thing in papers of two years that follow each other; none for others."""
    if document.year - other.year not in (1, -1):
        return
    newer, older = (document, other) if document.year > other.year else (other, document)
    for new, old in _iter_pairs(newer, older):
        yield (new, old) if newer is document else (old, new)


def _iter_pairs(newer: Document, older: Document) -> Iterator[tuple[str, str]]:
    for grid in newer.outline.grids.values():
        for row, column in grid.typed_cells():
            before = column.removeprefix(last_year_figures.LAST)
            old = older.outline.grids.get(grid.key)
            if before != column and old and old.has(row, before):
                yield f"{grid.key}.{row}.{column}", f"{grid.key}.{row}.{before}"
            if column == "opening" and old and old.has(row, "closing"):
                yield f"{grid.key}.{row}.opening", f"{grid.key}.{row}.closing"


def _is_typed_there(document: Document, place: str) -> bool:
    return place in document.figures


def _iter_unknown_rows(document: Document, unknown: frozenset[str]) -> Iterator[Row]:
    """Each equality with its unknowns; the known side does not matter for what can be solved."""
    for relation in (*_iter_balances(document), *_iter_formulas(document)):
        row = {place: Fraction(factor) for place, factor in relation.terms.items() if is_hidden(place, unknown)}
        if row:
            yield row


def _iter_balances(document: Document) -> Iterator[Linear]:
    checks = [check for check in document.outline.check if not check.within]
    yield from (one.difference for one in build_equations(document, checks) if one.sign == "=")


def _iter_formulas(document: Document) -> Iterator[Linear]:
    """Each computed cell less its sum; one that multiplies figures is left to `inference`."""
    for grid in document.outline.grids.values():
        for row, column in itertools.product(grid.rows, grid.columns):
            if grid.has(row.key, column.key) and (formula := row.formula or column.formula):
                prefix = f"{grid.key}.{{}}.{column.key}" if row.formula else f"{grid.key}.{row.key}.{{}}"
                with suppress(FormulaError):
                    found = parse_linear(parse_formula(formula), lambda name, prefix=prefix: [prefix.format(name)])  # type: ignore[misc]
                    yield found.plus(Linear.sum([f"{grid.key}.{row.key}.{column.key}"]), Decimal(-1))
    for field in document.outline.field:
        if field.formula:
            with suppress(FormulaError):
                found = parse_linear(parse_formula(field.formula), lambda name: list_cells(document, name))
                yield found.plus(Linear.sum([field.key]), Decimal(-1))


def solve_unknowns(rows: Iterable[Row]) -> list[str]:
    """The unknowns that have one value: rows of the reduced echelon form with a single unknown (Gauss-Jordan)."""
    done: dict[str, Row] = {}
    for row in rows:
        left = dict(row)
        for pivot, known in done.items():
            if factor := left.get(pivot):
                left = _subtract(left, known, factor)
        if not left:
            continue
        pivot = next(iter(left))
        left = {place: value / left[pivot] for place, value in left.items()}
        done = {each: _subtract(other, left, other[pivot]) if pivot in other else other for each, other in done.items()}
        done[pivot] = left
    return [pivot for pivot, row in done.items() if len(row) == 1]


def _subtract(row: Row, other: Row, factor: Fraction) -> Row:
    found = {place: row.get(place, Fraction()) - factor * other.get(place, Fraction()) for place in (*row, *other)}
    return {place: value for place, value in found.items() if value}


def find_telling_shares(document: Document, secret: Collection[str], texts: Iterable[PublicText], before: Document | None) -> list[Leak]:
    """Percentages in public texts that are what a hidden figure is of its public total, of last year's, or its growth."""
    hidden = frozenset(secret)
    shares = dict(_iter_shares(document, hidden, before))
    found = []
    for text in texts if shares else ():
        for said in PERCENT.findall(text.text):
            if words := _match_share(said, shares):
                found.append(Leak(text.heading, f"{text.quote(said + '%')}：{words}"))
    return found


def _iter_shares(document: Document, hidden: frozenset[str], before: Document | None) -> Iterator[tuple[Decimal, str]]:
    for place in document.figures:
        amount = document.figure(place).amount
        if not amount or not is_hidden(place, hidden):
            continue
        label = places.label_place(document, place)
        grid, _, column = place.split(".")
        total_row = document.outline.grids[grid].total or "total"
        total = document.figure(f"{grid}.{total_row}.{column}").amount if document.outline.grids[grid].has(total_row, column) else None
        if total and not is_hidden(f"{grid}.{total_row}.{column}", hidden):
            yield amount / total * 100, f"{label} 占公开的合计"
        last = before.figure(place).amount if before and grid in before.outline.grids else None
        if last:
            yield amount / last * 100, f"{label} 与上年之比"
            yield abs(amount - last) / last * 100, f"{label} 比上年增减"


def _match_share(said: str, shares: Mapping[Decimal, str]) -> str:
    places_said = len(said.partition(".")[2])
    if sum(sign.isdigit() for sign in said.lstrip("0.")) < LEAST_DIGITS:
        return ""
    return next((words for share, words in shares.items() if round_amount(share, places_said) == Decimal(said)), "")
