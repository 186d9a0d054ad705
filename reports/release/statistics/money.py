"""预算执行 and 三公经费 across departments. Amounts in 万元, of reports at the bureau or approved; sums compare like with like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reports.release.statistics import cell_columns
from reports.release.statistics.filing_progress import NO_DESK
from reports.release.statistics.finding_counts import Checked, CountedFinding
from reports.release.statistics.scope import Scope, select_at_bureau

# Upper ends in per cent, each belonging to its band; 执行率 above 100 % must be explained (C11), below 90 % too (C12).
BANDS = (("低于 60%", 60), ("60%–80%", 80), ("80%–90%", 90), ("90%–100%", 100))
ABOVE = "超过 100%"
OF_RATE = frozenset({"expenditure.total.adjusted", "expenditure.total.final"})
LABELS = {
    "expenditure.total.budget": "支出合计年初预算",
    "expenditure.total.adjusted": "支出合计调整预算",
    "expenditure.total.final": "支出合计决算",
    "three_public.total.budget": "“三公”经费预算",
    "three_public.total.final": "“三公”经费决算",
}


@dataclass(frozen=True)
class UnitAmounts:
    """What one department states; None: blank, 不适用 or 涉密."""

    report: int
    year: int
    code: str
    name: str
    desk: str
    budget: Decimal | None = None
    adjusted: Decimal | None = None
    final: Decimal | None = None
    three_budget: Decimal | None = None
    three_final: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """执行率 in per cent: 决算 ÷ 调整预算."""
        return compute_per_cent(self.final, self.adjusted)


@dataclass(frozen=True)
class LeftOut:
    """A figure that no sum, rate or band holds, because the finding calls it impossible."""

    report: int
    year: int
    code: str
    name: str
    place: str
    amount: Decimal
    finding: CountedFinding

    @property
    def label(self) -> str:
        return LABELS[self.place]


@dataclass(frozen=True)
class Sums:
    """Both sides of a comparison, of the departments that state both."""

    units: int = 0
    planned: Decimal = Decimal()
    spent: Decimal = Decimal()

    @property
    def rate(self) -> Decimal | None:
        return compute_per_cent(self.spent, self.planned)


def compute_per_cent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole * 100 if part is not None and whole else None


def load_unit_amounts(scope: Scope) -> list[UnitAmounts]:
    """Every department of both years, by code, in one query."""
    columns = ("pk", "cycle__year", "department__code", "department__name", "department__desk__name", *cell_columns.TOTALS)
    rows = (
        cell_columns.add_amounts(select_at_bureau(scope.reports()), **cell_columns.TOTALS)
        .order_by("department__code")
        .values_list(*columns)
    )
    return [UnitAmounts(pk, year, code, name, desk or NO_DESK, *amounts) for pk, year, code, name, desk, *amounts in rows]


def leave_out_impossible(found: Iterable[UnitAmounts], checked: Checked) -> tuple[list[UnitAmounts], list[LeftOut]]:
    """The departments without the figures that cannot be, and these by department."""
    kept, left = [], []
    for unit in found:
        wrong = list(_iter_impossible_amounts(unit, checked))
        left += [each for _, each in wrong]
        kept.append(replace(unit, **_blank(name for name, _ in wrong)))
    return kept, left


def _blank(names: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(names)


def _iter_impossible_amounts(unit: UnitAmounts, checked: Checked) -> Iterator[tuple[str, LeftOut]]:
    for name, place in cell_columns.TOTALS.items():
        amount, finding = getattr(unit, name), checked.impossible.get((unit.report, place))
        if amount is not None and finding is not None:
            yield name, LeftOut(unit.report, unit.year, unit.code, unit.name, place, amount, finding)


def sum_execution(found: Iterable[UnitAmounts]) -> Sums:
    """调整预算 and 决算."""
    return _sum_amount_pairs((unit.adjusted, unit.final) for unit in found)


def sum_three_public(found: Iterable[UnitAmounts]) -> Sums:
    """“三公”经费 预算 and 决算."""
    return _sum_amount_pairs((unit.three_budget, unit.three_final) for unit in found)


def _sum_amount_pairs(pairs: Iterable[tuple[Decimal | None, Decimal | None]]) -> Sums:
    both = [(planned, spent) for planned, spent in pairs if planned is not None and spent is not None]
    return Sums(len(both), sum((planned for planned, _ in both), Decimal()), sum((spent for _, spent in both), Decimal()))


def count_by_rate_band(found: Iterable[UnitAmounts]) -> dict[str, int]:
    """Departments per band of 执行率."""
    numbers = dict.fromkeys([name for name, _ in BANDS] + [ABOVE], 0)
    for rate in (unit.rate for unit in found):
        if rate is not None:
            numbers[next((name for name, end in BANDS if _is_within_band(rate, name, end)), ABOVE)] += 1
    return numbers


def _is_within_band(rate: Decimal, name: str, end: int) -> bool:
    """90 % belongs to 90%–100%, as 低于 90% must be explained; 100 % itself is not above."""
    return rate <= end if end == 100 else rate < end


def list_lowest_rates(found: Iterable[UnitAmounts], most: int) -> list[UnitAmounts]:
    """The departments with the lowest 执行率."""
    rated = [(unit.rate, unit.code, unit) for unit in found if unit.rate is not None]
    return [unit for *_, unit in sorted(rated, key=lambda each: each[:2])[:most]]


def list_overspent_units(found: Iterable[UnitAmounts], most: int) -> list[UnitAmounts]:
    """Departments whose “三公”经费 决算 exceeds the 预算, the largest excess first."""
    over = [
        (unit.three_final - unit.three_budget, unit) for unit in found if unit.three_final is not None and unit.three_budget is not None
    ]
    wanted = [(excess, unit) for excess, unit in over if excess > 0]
    return [unit for _, unit in sorted(wanted, key=lambda each: (-each[0], each[1].code))[:most]]
