"""排名: every department that the bureau has a paper of, beside its own last year. Four queries for any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from reports.domain import Outcome
from reports.models import DUE, Submission
from reports.release.statistics import finding_counts, money, score_distribution
from reports.release.statistics.filing_progress import NO_DESK
from reports.release.statistics.scope import Scope


@dataclass(frozen=True)
class Standing:
    """One department in one year; None: not known, or not yet."""

    rate: Decimal | None = None  # 执行率 in per cent
    is_rate_left_out: bool = False  # a figure of it is impossible by a check
    findings: int | None = None  # 必须修改 and 须说明 of the last paper
    points: Decimal | None = None  # 财政评分, once approved
    days_late: int | None = None  # of the first filing; 0: in time. Not filed: until now
    rounds: int = 0


@dataclass(frozen=True)
class LeagueLine:
    report: int
    code: str
    name: str
    desk: str
    state: str
    now: Standing
    before: Standing = field(default_factory=Standing)


# What the table is ordered by, and whether the largest stands first. What is not known comes last.
ORDERS: dict[str, tuple[str, bool]] = {
    "points": ("财政评分", True),
    "rate": ("执行率", True),
    "findings": ("核对问题", False),
    "days_late": ("逾期天数", False),
    "rounds": ("报送次数", False),
}


def load_league(scope: Scope, now: datetime) -> list[LeagueLine]:
    """By code. Every department that has to file; of one that has not sent only how late it is."""
    checked = finding_counts.load_checked_papers(scope)
    units, left = money.leave_out_impossible(money.load_unit_amounts(scope), checked)
    wrong = {(each.report) for each in left if each.place in money.OF_RATE}
    rates = {unit.report: unit.rate for unit in units}
    points = {each.report: each.points for each in score_distribution.load_approved_scores(scope)}
    findings = Counter(each.report for each in checked.found if each.outcome is not Outcome.HINT)
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    rows = scope.reports().annotate(rounds=Subquery(last.values("number")[:1])).order_by("department__code")
    columns = ("pk", "cycle__year", "department", "department__code", "department__name", "department__desk__name", "status")
    lines: dict[int, LeagueLine] = {}
    before: dict[int, Standing] = {}
    for pk, year, unit, code, name, desk, status, filed_at, due, rounds in rows.values_list(*columns, "filed_at", DUE, "rounds"):
        has_paper = pk in rates
        standing = Standing(
            rates.get(pk),
            pk in wrong,
            findings[pk] if has_paper else None,
            points.get(pk),
            _count_days_late(filed_at, due, now),
            rounds or 0,
        )
        if year == scope.year:
            lines[unit] = LeagueLine(pk, code, name, desk or NO_DESK, status, standing)
        else:
            before[unit] = standing
    return [_put_beside(line, before.get(unit)) for unit, line in lines.items()]


def _put_beside(line: LeagueLine, before: Standing | None) -> LeagueLine:
    return LeagueLine(line.report, line.code, line.name, line.desk, line.state, line.now, before) if before else line


def _count_days_late(filed_at: datetime | None, due: datetime, now: datetime) -> int | None:
    """Whole calendar days in Beijing time; None while the deadline of a paper that was not sent lies ahead."""
    if filed_at is None and now <= due:
        return None
    return max(0, (timezone.localdate(filed_at or now) - timezone.localdate(due)).days)


def rank_league(lines: Iterable[LeagueLine], order: str) -> list[LeagueLine]:
    """The best first, by one of ORDERS; those of which it is not known at the end, by code."""
    is_largest_first = ORDERS[order][1]

    def key(line: LeagueLine) -> tuple[bool, Decimal, str]:
        value = getattr(line.now, order)
        return value is None, Decimal() if value is None else Decimal(-value if is_largest_first else value), line.code

    get_key: Callable[[LeagueLine], tuple[bool, Decimal, str]] = key
    return sorted(lines, key=get_key)
