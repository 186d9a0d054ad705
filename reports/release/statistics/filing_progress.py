"""报送进度: by day, by 股室 and by state, each beside last year; and who is late."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Value
from django.db.models.functions import TruncDate
from django.db.models.lookups import LessThan
from django.utils import timezone

from reports.models import DUE, Cycle, Status, Turn
from reports.release.statistics.scope import Scope

NO_DESK = "未分配"
FILED = Q(filed_at__isnull=False)
THERE = Q(turn=Turn.DEPARTMENT)
PASSED = Q(status__in=Status.passed())


@dataclass(frozen=True)
class DeskProgress:
    """How far the departments of a 股室 are. approved + waiting + returned + unsent = expected."""

    name: str
    expected: int = 0
    approved: int = 0
    waiting: int = 0
    returned: int = 0
    unsent: int = 0
    overdue: int = 0  # not sent although the deadline has passed
    late: int = 0  # sent after the deadline

    @property
    def sent(self) -> int:
        return self.expected - self.unsent


NUMBERS = [field.name for field in fields(DeskProgress) if field.name != "name"]
COUNTS = {
    "expected": Count("pk"),
    "approved": Count("pk", filter=PASSED),
    "waiting": Count("pk", filter=~THERE & ~PASSED),
    "returned": Count("pk", filter=THERE & FILED),
    "unsent": Count("pk", filter=THERE & ~FILED),
    "late": Count("pk", filter=Q(filed_late=True)),
}


def count_by_desk(scope: Scope, now: datetime) -> dict[int, dict[str, DeskProgress]]:
    """Per year and name of the 股室, in one query."""
    overdue = Count("pk", filter=_match_unsent_past_due(now))
    rows = scope.reports().values("cycle__year", "department__desk__name").annotate(**COUNTS, overdue=overdue)
    found: dict[int, dict[str, DeskProgress]] = {year: {} for year in scope.years}
    for year, name, *counts in rows.values_list("cycle__year", "department__desk__name", *NUMBERS):
        found[year][name or NO_DESK] = DeskProgress(name or NO_DESK, *counts)
    return found


def _match_unsent_past_due(now: datetime) -> Q:
    """Never sent, although the deadline of the department, extended or not, has passed."""
    return THERE & ~FILED & Q(LessThan(DUE, Value(now)))


def sum_desks(desks: dict[str, DeskProgress]) -> DeskProgress:
    """The whole district."""
    return DeskProgress("合计", *(sum(getattr(desk, key) for desk in desks.values()) for key in NUMBERS))


def count_by_state(scope: Scope) -> dict[int, dict[str, int]]:
    """Number of reports per year and state, in one query."""
    found: dict[int, dict[str, int]] = {year: dict.fromkeys(Status.values, 0) for year in scope.years}
    for row in scope.reports().values("cycle__year", "status").annotate(number=Count("pk")):
        found[row["cycle__year"]][row["status"]] = row["number"]
    return found


def count_by_day(scope: Scope) -> dict[int, dict[date, int]]:
    """Departments per year and day (Beijing time) on which they sent for the first time; one query."""
    rows = scope.reports().filter(FILED).values("cycle__year", day=TruncDate("filed_at")).annotate(number=Count("pk"))
    found: dict[int, dict[date, int]] = {year: {} for year in scope.years}
    for row in rows:
        found[row["cycle__year"]][row["day"]] = row["number"]
    return found


@dataclass(frozen=True)
class Day:
    """One day before or after the deadline; per cent of the departments that had sent by its end. None: not yet, or no such year."""

    offset: int  # 0 is the day of the deadline
    day: date
    number: int
    total: int | None
    rate: float | None
    last_rate: float | None


def build_filing_course(
    days: dict[int, dict[date, int]], cycles: dict[int, Cycle], expected: dict[int, int], year: int, today: date
) -> list[Day]:
    """The two years laid over each other by their deadlines: every day on which somebody sent, and the deadline itself."""
    offsets = {each: _count_by_offset(days[each], cycles[each]) for each in cycles}
    due = _get_due_day(cycles[year])
    now = (today - due).days
    marks = sorted({0, *(offset for found in offsets.values() for offset in found)} | ({now} if now < 0 else set()))
    lines = []
    for mark in marks:
        total = _count_until(offsets[year], mark) if mark <= now else None
        last = _count_until(offsets[year - 1], mark) if year - 1 in offsets else None
        rates = _compute_per_cent(total, expected[year]), _compute_per_cent(last, expected.get(year - 1, 0))
        lines.append(Day(mark, due + timedelta(days=mark), offsets[year].get(mark, 0), total, *rates))
    return lines


def _get_due_day(cycle: Cycle) -> date:
    return timezone.localdate(cycle.due)


def _count_by_offset(days: dict[date, int], cycle: Cycle) -> dict[int, int]:
    return {(day - _get_due_day(cycle)).days: number for day, number in days.items()}


def _count_until(offsets: dict[int, int], mark: int) -> int:
    return sum(number for offset, number in offsets.items() if offset <= mark)


def _compute_per_cent(part: int | None, whole: int) -> float | None:
    return None if part is None or not whole else part / whole * 100


@dataclass(frozen=True)
class Late:
    """A department that has not sent, or sent after the deadline."""

    report: int
    code: str
    name: str
    desk: str
    state: str
    sent: bool
    days: int  # whole calendar days past the deadline; 0: on the day itself


def list_late_departments(scope: Scope, now: datetime, most: int) -> list[Late]:
    """Those who still have not sent first, then the latest first; at most so many, in one query."""
    wanted = Q(filed_late=True) | _match_unsent_past_due(now)
    columns = ("pk", "department__code", "department__name", "department__desk__name", "status", "filed_at")
    rows = scope.this_year().filter(wanted).values_list(*columns, DUE)
    labels = dict(Status.choices)
    found = [
        Late(pk, code, name, desk or NO_DESK, str(labels[status]), filed_at is not None, _count_days_late(due, filed_at or now))
        for pk, code, name, desk, status, filed_at, due in rows
    ]
    return sorted(found, key=lambda each: (each.sent, -each.days, each.code))[:most]


def _count_days_late(due: datetime, moment: datetime) -> int:
    return (timezone.localdate(moment) - timezone.localdate(due)).days


def compute_rates(desks: dict[int, dict[str, DeskProgress]]) -> dict[str, dict[int, float]]:
    """Per cent sent, by name of the 股室 and year."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for year, named in desks.items():
        for name, desk in named.items():
            found[name][year] = desk.sent / desk.expected * 100
    return found
