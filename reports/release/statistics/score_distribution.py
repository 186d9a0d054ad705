"""得分分布: what approved reports were given, beside what the departments gave themselves. Points as the approval froze them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.models import Approval, Status
from reports.release.statistics.scope import Scope

# Lower ends, each belonging to its band.
BANDS = (("90 分以上", 90), ("80–90 分", 80), ("70–80 分", 70), ("60–70 分", 60), ("低于 60 分", 0))


@dataclass(frozen=True)
class ApprovedScores:
    """One approved report; None: its outline gives no points, or it was approved before points were kept."""

    report: int
    year: int
    code: str
    own: Decimal | None
    points: Decimal | None
    grade: str


@dataclass(frozen=True)
class Means:
    """Of the reports that have both scores."""

    units: int = 0
    own: Decimal = Decimal()
    points: Decimal = Decimal()


def load_approved_scores(scope: Scope) -> list[ApprovedScores]:
    """Every report of both years that stands approved, with its latest approval, by code; one query."""
    approved = scope.reports().filter(status__in=Status.passed())
    rows = Approval.objects.filter(submission__report__in=approved.values("pk")).order_by(
        "submission__report__department__code", "submission__number"
    )
    columns = ("submission__report", "submission__report__cycle__year", "submission__report__department__code")
    latest = {row[0]: ApprovedScores(*row) for row in rows.values_list(*columns, "self_points", "points", "grade")}
    return list(latest.values())


def count_by_score_band(points: Iterable[Decimal | None]) -> dict[str, int]:
    """Reports per band of points; what has no points is in none."""
    numbers = {name: 0 for name, _ in BANDS}
    for each in points:
        if each is not None:
            numbers[next(name for name, least in BANDS if each >= least)] += 1
    return numbers


def compute_means(found: Iterable[ApprovedScores]) -> Means:
    both = [(each.own, each.points) for each in found if each.own is not None and each.points is not None]
    if not both:
        return Means()
    return Means(len(both), sum((own for own, _ in both), Decimal()) / len(both), sum((given for _, given in both), Decimal()) / len(both))


def count_by_grade(found: Iterable[ApprovedScores], cuts: Mapping[str, Decimal]) -> dict[str, int]:
    """Reports per 等次, the best first; a grade of `cuts` (name and least points) that nobody reached is told as 0."""
    given = [each for each in found if each.grade]
    numbers = dict.fromkeys(sorted(cuts, key=lambda name: -cuts[name]), 0)
    for each in sorted(given, key=lambda each: -(each.points or 0)):
        numbers[each.grade] = numbers.get(each.grade, 0) + 1
    return numbers
