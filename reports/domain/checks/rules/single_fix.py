"""C39: is there one value whose change closes all broken sums? Exact, over the linear checks, once for each slip, with its alternatives.

A sum that is broken alone is told of where other sums confirm all but two of its cells, or where last year's report, the prose
or a slip of the pen bears one out.

Cells joined by C09 are one unknown. Every sum that holds an unknown bounds its new value by an interval (the rounding envelope); the value
must lie in all of them, so sums that hold today must go on holding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.domain.checks import likely_slips, matching_names, numbers, rounding, short_names
from reports.domain.checks.applicable import select_asked
from reports.domain.checks.context import NOTHING
from reports.domain.checks.equations import Equation, build_equations
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Row, report_finding, rule
from reports.domain.checks.witnesses import Witnesses
from reports.domain.figures import Figure
from reports.domain.places import find_section

MOST_SLIPS = 10  # of one report; more is no slip of the pen
MOST_TRIED = 100  # cells of one sum; among more the digits of one prove nothing
MOST_NAMED = 2  # alternatives; beyond, the evidence points nowhere
Unknown = frozenset[str]  # cells that hold one and the same figure


@dataclass(frozen=True)
class Sum:
    """A balance with its residual: Σ coefficient × amount = residual, closed when |residual| ≤ width."""

    equation: Equation
    residual: Decimal
    width: Decimal

    @property
    def is_broken(self) -> bool:
        return self.residual > self.width if self.equation.sign == "<=" else abs(self.residual) > self.width

    def closes(self, move: Decimal) -> bool:
        """Whether the sum holds once its residual has moved so far."""
        left = self.residual + move
        return left <= self.width if self.equation.sign == "<=" else abs(left) <= self.width

    def coefficient(self, unknown: Unknown) -> Decimal:
        terms = self.equation.difference.terms
        return sum((terms.get(place, Decimal(0)) for place in unknown), Decimal(0))


@dataclass(frozen=True)
class Repair:
    places: tuple[str, ...]  # the cells that would hold the value
    value: Decimal
    closes: int  # broken sums that it closes
    exact: int  # sums, broken or inside the envelope, that it closes to the last digit
    mends: frozenset[tuple[str, ...]] = frozenset()  # the broken sums, by their cells
    why: str = ""  # what else bears the value out


@rule(
    "C39",
    name="改动一个数能否使各处合计相符",
    severity="W",
    source="财政部门审核惯例",
    explanation="合计不相符时，试着只改一个数，看能否使最多的合计相符；其他合计、上年报告、文字能印证的数不列出，剩下两处以内时列出。",
    version=2,
)
def check_single_fix(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for found in find_fix_groups(document, Witnesses(document, context)):
        if len(found) <= MOST_NAMED:
            places = tuple(dict.fromkeys(place for one in found for place in one.places))
            hint = report_finding(check, places, "；或者，".join(_describe_fix(document, one) for one in found), subject=f"C39 {places[0]}")
            fixes = tuple((one.places, one.value) for one in found)
            yield replace(hint, value=found[0].value if len(found) == 1 else None, fixes=fixes)


def _describe_fix(document: Document, one: Repair) -> str:
    held = "、".join(dict.fromkeys(short_names.show_figure(document.figure(place)) for place in one.places))
    sums = {1: "", 2: "两处"}.get(one.exact, f"{one.exact} 处")
    names = "和".join(_name_cell(document, place) for place in one.places)
    why = f"，{one.why}" if one.why else ""
    return f"若{names}为 {numbers.show_amount(one.value)}（现为 {held}），{sums}合计{'均' * (one.exact > 1)}相符{why}"


def _name_cell(document: Document, place: str) -> str:
    """A row of a list by its name, a cell by its row and column."""
    table, key, _ = (*place.split("."), "", "")[:3]
    row = document.find_row(table, key)
    named = row.text("name") if row else ""
    return f"{document.outline.lists[table].label}“{named}”" if named else short_names.name_place(document, place)


def find_fixes(document: Document) -> list[Repair]:
    """The single changes with the best evidence; [] where every broken sum stands alone and any operand might be the slip."""
    return next(find_fix_groups(document), [])


def find_fix_groups(document: Document, witnesses: Witnesses | None = None) -> Iterator[list[Repair]]:
    """The change that closes most sums with its alternatives; then, with that one made, what closes most of the rest."""
    as_typed = document
    for _ in range(MOST_SLIPS):
        best = _find_best(document, witnesses or Witnesses(document, NOTHING), as_typed)
        if not best:
            return
        yield best
        document = apply_fix(document, best[0].places, best[0].value)


def _select_sums(document: Document) -> Iterator[Check]:
    """What must be so: a budget that was adjusted (R) is no slip of the pen."""
    return (check for check in select_asked(document.outline) if check.severity == "E")


def _find_shared_cells(document: Document) -> frozenset[str]:
    """Cells of two broken sums or more."""
    known = list_sums(document, build_equations(document, _select_sums(document)))
    counts = Counter(place for found in known if found.is_broken for place in found.equation.places)
    return frozenset(place for place, count in counts.items() if count > 1)


def _find_best(document: Document, witnesses: Witnesses, as_typed: Document) -> list[Repair]:
    checks = list(select_asked(document.outline))
    joined = [
        frozenset(pair.places)
        for check in checks
        for pair in matching_names.find_pairs(document, check)
        if pair.is_slip or not pair.difference
    ]
    found = find_repairs(document, list(build_equations(document, checks)), joined)
    best = [one for one in found if (one.exact, one.mends) == (found[0].exact, found[0].mends)]
    if best and max(best[0].exact, best[0].closes) > 1:
        return _narrow(document, best, witnesses) if len(best) > 1 else best
    shared = _find_shared_cells(as_typed) if found else frozenset()
    alone = [one for one in found if shared.isdisjoint(*one.mends)]
    return next(_group_by_sum(document, alone, witnesses), [])


def _group_by_sum(document: Document, found: list[Repair], witnesses: Witnesses) -> Iterator[list[Repair]]:
    """Of every sum that is broken alone: the cells that nothing else confirms. Where nothing confirms any, nothing is said."""
    for mended in dict.fromkeys(one.mends for one in found):
        group = [one for one in found if one.mends == mended]
        if len(group) > MOST_TRIED:
            continue
        cells = {place for sums in mended for place in sums}
        told = _narrow(document, group, witnesses)
        if len(told) <= MOST_NAMED and len({place for one in told for place in one.places}) < len(cells):
            yield told


def _narrow(document: Document, group: list[Repair], witnesses: Witnesses) -> list[Repair]:
    """What last year's report or the prose bears out; where more than two are left, those that one slip of the pen explains."""
    told, why = witnesses.select_borne_out(group)
    if len(told) <= MOST_NAMED:
        return [replace(one, why=why) for one in told]
    slips = [(one, _describe_slip(document, one)) for one in told if not _turns_negative(document, one)]
    return [replace(one, why=slip) for one, slip in slips if slip] or told


def _turns_negative(document: Document, one: Repair) -> bool:
    """What is spent or counted is not below zero; unless a sign alone was lost."""
    held = [_read_amount(document, place) for place in one.places]
    return one.value < 0 and all(amount >= 0 and amount != -one.value for amount in held)


def _describe_slip(document: Document, one: Repair) -> str:
    """The slip in every cell that holds another value; "" where one of them takes more than that."""
    held = [amount for place in one.places if (amount := _read_amount(document, place)) != one.value]
    found = [likely_slips.describe_slip(amount, one.value) for amount in held]
    return found[0] if found and all(found) else ""


def is_repairable(document: Document, finding: Finding) -> bool:
    """Whether the finding proposes one figure, and every cell of it is typed in some section."""
    at_home = all(find_section(document.outline, place) for place in finding.places)
    return finding.value is not None and at_home and all(_is_typed(document, place) for place in finding.places)


def _is_typed(document: Document, place: str) -> bool:
    if place.count(".") != 2:  # a field is named, not mended by a button
        return False
    table, row, column = place.split(".")
    if table in document.outline.grids:
        return document.outline.grids[table].is_typed(row, column)
    field = document.outline.lists[table].field(column)
    return field is not None and field.is_typed


def apply_fix(document: Document, places: Iterable[str], value: Decimal) -> Document:
    """The document with the one value in all these cells."""
    for place in places:
        table, key, column = place.split(".")
        if table in document.outline.grids:
            document = replace(document, figures={**document.figures, place: Figure.of(value)})
            continue
        rows = (_replace_figure(row, column, value) if row.key == key else row for row in document.rows(table))
        document = replace(document, lists={**document.lists, table: tuple(rows)})
    return document


def _replace_figure(row: Row, column: str, value: Decimal) -> Row:
    return replace(row, values={**row.values, column: Figure.of(value)})


def find_repairs(document: Document, asked: Iterable[Equation], joined: Iterable[Unknown] = ()) -> list[Repair]:
    """The single changes that close the most broken sums, best evidence first; [] when nothing is broken or nothing helps."""
    known = list_sums(document, asked)
    broken = [found for found in known if found.is_broken]
    groups = list(joined)
    inside = {place for group in groups for place in group}
    alone = [frozenset({place}) for found in broken for place in found.equation.difference.terms if place not in inside]
    candidates = [repair for unknown in dict.fromkeys([*groups, *alone]) if (repair := _find_repair(document, unknown, known))]
    most = max((repair.closes for repair in candidates), default=0)
    return sorted((repair for repair in candidates if repair.closes == most), key=lambda repair: (-repair.exact, repair.places))


def list_sums(document: Document, asked: Iterable[Equation]) -> list[Sum]:
    """Every balance that can be evaluated, with its residual."""
    return [found for equation in asked if (found := _build_sum(document, equation))]


def _build_sum(document: Document, equation: Equation) -> Sum | None:
    """None for a sum that cannot be evaluated, or that tolerates more than rounding."""
    if equation.check.within or not (equation.left.terms and equation.right.terms):
        return None
    amounts = {place: numbers.read_amount(document, place) for place in equation.places}
    known = {place: amount for place, amount in amounts.items() if amount is not None}
    if len(known) < len(amounts):
        return None
    return Sum(equation, equation.difference.value(known), rounding.compute_envelope(document, equation.difference.terms.items()))


def _find_repair(document: Document, unknown: Unknown, sums: list[Sum]) -> Repair | None:
    touching = [found for found in sums if found.coefficient(unknown)]
    closes = [found for found in touching if found.is_broken]
    wanted = Counter(_compute_value(document, unknown, found) for found in touching if found.residual and found.equation.sign == "=")
    fitting = [value for value in wanted if all(_is_closed_by(document, unknown, found, value) for found in touching)]
    if not closes or not fitting:
        return None
    best = max(fitting, key=lambda value: (wanted[value], -abs(value)))
    return Repair(tuple(sorted(unknown)), best, len(closes), wanted[best], frozenset(found.equation.places for found in closes))


def _compute_value(document: Document, unknown: Unknown, found: Sum) -> Decimal:
    """The one value of all the unknown's cells that leaves no residual."""
    held = sum((found.equation.difference.terms.get(place, Decimal(0)) * _read_amount(document, place) for place in unknown), Decimal(0))
    return (held - found.residual) / found.coefficient(unknown)


def _is_closed_by(document: Document, unknown: Unknown, found: Sum, value: Decimal) -> bool:
    gap = (value - _compute_value(document, unknown, found)) * found.coefficient(unknown)
    return gap <= found.width if found.equation.sign == "<=" else abs(gap) <= found.width


def _read_amount(document: Document, place: str) -> Decimal:
    return document.figure(place).amount or Decimal(0)
