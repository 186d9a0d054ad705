"""C39: is there one value whose change closes all broken sums? Exact, over the linear checks.

Cells joined by C09 are one unknown. Every sum that holds an unknown bounds its new value by an interval (the rounding envelope); the value
must lie in all of them, so sums that hold today must go on holding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.checks import numbers, rounding
from reports.checks.equations import Equation
from reports.document import Document

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


def repairs(document: Document, equations: Iterable[Equation], joined: Iterable[Unknown] = ()) -> list[Repair]:
    """The single changes that close the most broken sums, best evidence first; [] when nothing is broken or nothing helps."""
    known = sums(document, equations)
    broken = [found for found in known if found.is_broken]
    groups = list(joined)
    inside = {place for group in groups for place in group}
    alone = [frozenset({place}) for found in broken for place in found.equation.difference.terms if place not in inside]
    candidates = [repair for unknown in dict.fromkeys([*groups, *alone]) if (repair := _repair(document, unknown, known))]
    most = max((repair.closes for repair in candidates), default=0)
    return sorted((repair for repair in candidates if repair.closes == most), key=lambda repair: (-repair.exact, repair.places))


def sums(document: Document, equations: Iterable[Equation]) -> list[Sum]:
    """Every balance that can be evaluated, with its residual."""
    return [found for equation in equations if (found := _sum(document, equation))]


def _sum(document: Document, equation: Equation) -> Sum | None:
    """None for a sum that cannot be evaluated, or that tolerates more than rounding."""
    if equation.check.within or not (equation.left.terms and equation.right.terms):
        return None
    amounts = {place: numbers.amount(document, place) for place in equation.places}
    known = {place: amount for place, amount in amounts.items() if amount is not None}
    if len(known) < len(amounts):
        return None
    return Sum(equation, equation.difference.value(known), rounding.of(document, equation.difference.terms.items()))


def _repair(document: Document, unknown: Unknown, sums: list[Sum]) -> Repair | None:
    touching = [found for found in sums if found.coefficient(unknown)]
    closes = [found for found in touching if found.is_broken]
    wanted = Counter(_value(document, unknown, found) for found in touching if found.residual and found.equation.sign == "=")
    fitting = [value for value in wanted if all(_closes(document, unknown, found, value) for found in touching)]
    if not closes or not fitting:
        return None
    best = max(fitting, key=lambda value: (wanted[value], -abs(value)))
    return Repair(tuple(sorted(unknown)), best, len(closes), wanted[best], frozenset(found.equation.places for found in closes))


def _value(document: Document, unknown: Unknown, found: Sum) -> Decimal:
    """The one value of all the unknown's cells that leaves no residual."""
    held = sum((found.equation.difference.terms.get(place, Decimal(0)) * _amount(document, place) for place in unknown), Decimal(0))
    return (held - found.residual) / found.coefficient(unknown)


def _closes(document: Document, unknown: Unknown, found: Sum, value: Decimal) -> bool:
    gap = (value - _value(document, unknown, found)) * found.coefficient(unknown)
    return gap <= found.width if found.equation.sign == "<=" else abs(gap) <= found.width


def _amount(document: Document, place: str) -> Decimal:
    return document.figure(place).amount or Decimal(0)
