"""What a figure is counted over: one district, one year beside the year before, perhaps one 股室."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, Model, Q, QuerySet, Subquery

from reports.models import Report, Turn, obligation

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
        return add_first_filing(Report.objects.expected().filter(self._ours()).order_by())

    def this_year(self) -> QuerySet[Report, Any]:
        return self.reports().filter(cycle__year=self.year)

    def of_sent(self, rows: QuerySet[Rows, Any], path: str) -> QuerySet[Rows, Any]:
        """Rows of those `reports` that were sent; `path` leads from a row to its report.

        By joins alone: a subquery of the reports, with their filing in it, took PostgreSQL minutes while it knew the tables as empty.
        A report that was sent is due even from a merged department, so only exemptions are left to ask for.
        """
        return rows.filter(self._ours(f"{path}__"), ~obligation.match_exempt(f"{path}__"))

    def _ours(self, path: str = "") -> Q:
        ours = {f"{path}cycle__district": self.district, f"{path}cycle__year__in": self.years}
        return Q(**ours) if self.desk is None else Q(**ours, **{f"{path}department__desk": self.desk or None})


def add_first_filing(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """With the moment of the first submission that was not withdrawn, and whether that one was late; None: never sent.

    A correction sent after the deadline makes no department late; a report sent in time, withdrawn and sent again does.
    """
    first = obligation.select_standing_submissions().order_by("number")
    return reports.annotate(filed_at=Subquery(first.values("sent_at")[:1]), filed_late=Subquery(first.values("late")[:1]))


def select_never_sent(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Of which nothing stands that was sent; asked without a join, it goes through a large district at once."""
    return reports.filter(~Exists(obligation.select_standing_submissions()))


def select_at_bureau(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Reports whose rows are what was sent: of a draft or a correction under way the bureau sees the state alone."""
    return reports.exclude(turn=Turn.DEPARTMENT)
