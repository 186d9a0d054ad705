"""办理记录: the only place that writes events."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from departments.models import User
from reports.models import Event, Report, Submission


def record(
    report: Report,
    act: str,
    *,
    by: User | None,
    source: str | None = None,
    at: datetime | None = None,
    note: str = "",
    submission: Submission | None = None,
) -> Event:
    """Writes down what brought the report to its present state; without `source` the state stayed as it was."""
    return Event.objects.create(
        report=report,
        act=act,
        source=report.status if source is None else source,
        target=report.status,
        actor=by,
        at=at or timezone.now(),
        note=note,
        submission=submission,
    )
