"""C10: 元 typed as 万元 or the reverse: a figure about ten thousand times another of its line, or of last year;
or one that, ten thousand times smaller or larger, closes a broken sum.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, short_names
from reports.domain.checks.applicable import select_asked
from reports.domain.checks.equations import build_equations
from reports.domain.checks.rules import single_fix
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, report_finding, rule
from reports.domain.shapes import Grid, GridLine

TIMES = Decimal(10_000)
ROOM = Decimal("1.6")  # a budget and its final figure may be this many times apart and the slip is still seen
Named = tuple[str, str, Decimal]  # place, name, amount


@rule(
    "C10",
    name="元与万元没有混用",
    severity="E",
    source="财政部门审核惯例",
    explanation="找出约为同行其他数或上年数一万倍（万分之一）的数，以及放大或缩小一万倍后合计就相符的数。",
)
def check_unit_slips(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for cells in _list_lines(document):
        found = next((pair for pair in itertools.combinations(cells, 2) if is_slip(pair[0][2], pair[1][2])), None)
        if found:
            yield _build_finding(document, check, *found)
        elif context.last_year:
            yield from _compare_with_last_year(document, check, context.last_year, cells)
    yield from _find_in_sums(document, check)


def is_slip(first: Decimal, second: Decimal) -> bool:
    """Whether one is about ten thousand times the other."""
    small, large = sorted((abs(first), abs(second)))
    return bool(small) and TIMES / ROOM <= large / small <= TIMES * ROOM


def _list_lines(document: Document) -> Iterator[list[Named]]:
    """Amounts that should be of one size: each row of a grid, each row of a list."""
    for grid in document.outline.grid:
        for row in grid.rows:
            columns = [column for column in grid.columns if _is_money(grid, row, column)]
            places = [(f"{grid.key}.{row.key}.{column.key}", document.fill(column.label)) for column in columns]
            yield list(_select_amounts(document, places))
    for listing in document.outline.listing:
        fields = [field for field in listing.fields if field.kind == "number" and field.unit == document.outline.unit]
        for found in document.rows(listing.key) if len(fields) > 1 else ():
            yield list(_select_amounts(document, [(f"{listing.key}.{found.key}.{field.key}", field.label) for field in fields]))


def _is_money(grid: Grid, row: GridLine, column: GridLine) -> bool:
    """A typed amount of its own; what is of another column (其中) may be small beside it."""
    return grid.is_typed(row.key, column.key) and not column.of and grid.unit_of(row.key, column.key) in ("万元", "元")


def _select_amounts(document: Document, places: list[tuple[str, str]]) -> Iterator[Named]:
    for place, name in places:
        amount = document.figure(place).amount
        if amount:
            yield place, name, amount


def _build_finding(document: Document, check: Check, first: Named, second: Named) -> Finding:
    places = (first[0], second[0])
    words = f"{_name_line(document, first[0])}：{first[1]} {numbers.show_amount(first[2])}，{second[1]} {numbers.show_amount(second[2])}"
    found = report_finding(check, places, f"{words}，相差约一万倍，请核对是否混用了元和万元")
    return replace(found, figures=short_names.show_figures(document, *places))


def _name_line(document: Document, place: str) -> str:
    is_cell = place.partition(".")[0] in document.outline.grids
    return short_names.name_line(document, place) if is_cell else short_names.name_place(document, place).partition(" · ")[0]


def _compare_with_last_year(document: Document, check: Check, last_year: Document, cells: list[Named]) -> Iterator[Finding]:
    for place, name, amount in cells:
        before = last_year.figure(place).amount
        if before and is_slip(amount, before):
            words = f"{_name_line(document, place)}：{name} {numbers.show_amount(amount)}，上年 {numbers.show_amount(before)}"
            found = report_finding(check, (place,), f"{words}，相差约一万倍，请核对是否混用了元和万元")
            yield replace(found, figures=short_names.show_figures(document, place), rests_on=f"{before:f}")


def _find_in_sums(document: Document, check: Check) -> Iterator[Finding]:
    """The cell alone: the finding of the sum itself, with its arithmetic, stands beside this one."""
    seen: set[str] = set()
    for found in single_fix.list_sums(document, build_equations(document, select_asked(document.outline))):
        terms = found.equation.difference.terms if found.is_broken and found.equation.sign == "=" else {}
        for place in (place for place in terms if place not in seen):
            closing = _find_closing(found, place, document.figure(place).amount or Decimal(0))
            if closing is not None and short_names.find_unit(document, place) == document.outline.unit:
                seen.add(place)
                yield _report_alone(document, check, place, closing)


def _find_closing(found: single_fix.Sum, place: str, amount: Decimal) -> Decimal | None:
    """The amount in the other unit, where that closes the sum and leaving it out does not."""
    coefficient = found.equation.difference.terms[place]
    if not amount or found.closes(-coefficient * amount):
        return None
    return next((new for new in (amount / TIMES, amount * TIMES) if found.closes(coefficient * (new - amount))), None)


def _report_alone(document: Document, check: Check, place: str, closing: Decimal) -> Finding:
    name, typed = short_names.name_place(document, place), short_names.show_figure(document.figure(place))
    words = f"{name} {typed}，如为 {numbers.show_amount(closing)} 则合计相符"
    made = report_finding(check, (place,), f"{words}，请核对是否混用了元和万元", subject=f"{place}|sum")
    return replace(made, figures=short_names.show_figures(document, place), rests_on=f"{closing:f}")
