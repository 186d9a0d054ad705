"""What a figure is counted over: one district, one year beside the year before, perhaps one 股室."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from reports.models import Event, Exemption, Report, Status, Submission

UNASSIGNED = 0  # stands for the departments that no 股室 looks after
AT_DEPARTMENT = (Status.DRAFT, Status.AWAITING_SIGNATURE, Status.RETURNED)


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
        ours = Report.objects.filter(self._of_desk(), cycle__district=self.district, cycle__year__in=self.years)
        return expected(filed(ours.order_by()))

    def this_year(self) -> QuerySet[Report, Any]:
        return self.reports().filter(cycle__year=self.year)

    def _of_desk(self) -> Q:
        if self.desk is None:
            return Q()
        return Q(department__desk=self.desk or None)


def filed(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """With the moment of the first submission that was not withdrawn, and whether that one was late; None: never sent.

    A correction sent after the deadline makes no department late; a report sent in time, withdrawn and sent again does.
    """
    withdrawn = Event.objects.filter(act="withdraw", submission=OuterRef("pk"))
    first = Submission.objects.filter(~Exists(withdrawn), report=OuterRef("pk")).order_by("number")
    return reports.annotate(filed_at=Subquery(first.values("sent_at")[:1]), filed_late=Subquery(first.values("late")[:1]))


def expected(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Without departments exempt from the cycle, and without merged ones that never sent."""
    exempt = Exemption.objects.filter(cycle=OuterRef("cycle"), department=OuterRef("department"))
    return reports.filter(~Exists(exempt)).exclude(Q(department__active=False, filed_at=None))


def at_bureau(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Reports whose rows are what was sent: of a draft or a correction under way the bureau sees the state alone."""
    return reports.exclude(status__in=AT_DEPARTMENT)
