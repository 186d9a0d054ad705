"""What a figure is counted over: one district, one year beside the year before, perhaps one 股室."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from departments.models import Department
from reports.models import Event, Exemption, Report, Submission, Turn

Rows = TypeVar("Rows", bound=Model)
UNASSIGNED = 0  # stands for the departments that no 股室 looks after


@dataclass(frozen=True)
class Scope:
    district: int
    year: int
    desk: int | None = None

    @property
    def years(self) -> tuple[int, int]:
        """This year and the one that it is compared with."""
        return (self.year, self.year - 1)

    def reports(self) -> QuerySet[Report, Any]:
        """Reports due in both years, unordered, with `filed_at` and `filed_late`."""
        return select_expected(add_first_filing(Report.objects.filter(self._ours()).order_by()))

    def this_year(self) -> QuerySet[Report, Any]:
        return self.reports().filter(cycle__year=self.year)

    def of_sent(self, rows: QuerySet[Rows, Any], path: str) -> QuerySet[Rows, Any]:
        """Rows of those `reports` that were sent; `path` leads from a row to its report.

        By joins alone: a subquery of the reports, with their filing in it, took PostgreSQL minutes while it knew the tables as empty.
        A report that was sent is due even from a merged department, so only exemptions are left to ask for.
        """
        return rows.filter(self._ours(f"{path}__"), ~Exists(_select_exemptions(f"{path}__")))

    def _ours(self, path: str = "") -> Q:
        ours = {f"{path}cycle__district": self.district, f"{path}cycle__year__in": self.years}
        return Q(**ours) if self.desk is None else Q(**ours, **{f"{path}department__desk": self.desk or None})


def add_first_filing(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """With the moment of the first submission that was not withdrawn, and whether that one was late; None: never sent.

    A correction sent after the deadline makes no department late; a report sent in time, withdrawn and sent again does.
    """
    first = _select_standing_submissions().order_by("number")
    return reports.annotate(filed_at=Subquery(first.values("sent_at")[:1]), filed_late=Subquery(first.values("late")[:1]))


def select_expected(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Without departments exempt from the cycle, and without merged ones that never sent. Reports are `filed`."""
    return _select_obliged(reports).exclude(Q(department__active=False, filed_at=None))


def select_never_sent(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """The expected ones that were never sent; asked without a join, it goes through a large district at once."""
    inactive = Department.objects.filter(active=False)
    return _select_obliged(reports).filter(~Exists(_select_standing_submissions())).exclude(department__in=inactive)


def _select_standing_submissions() -> QuerySet[Submission, Any]:
    """Submissions of a report that were not withdrawn."""
    withdrawn = Event.objects.filter(act="withdraw", submission=OuterRef("pk"))
    return Submission.objects.filter(~Exists(withdrawn), report=OuterRef("pk"))


def _select_obliged(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    return reports.filter(~Exists(_select_exemptions()))


def _select_exemptions(path: str = "") -> QuerySet[Exemption, Any]:
    """Of the report to which `path` leads."""
    return Exemption.objects.filter(cycle=OuterRef(f"{path}cycle"), department=OuterRef(f"{path}department"))


def select_at_bureau(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Reports whose rows are what was sent: of a draft or a correction under way the bureau sees the state alone."""
    return reports.exclude(turn=Turn.DEPARTMENT)
