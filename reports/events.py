"""办理记录: the only place that writes events."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from departments import audit
from departments.models import User
from reports.models import Event, Report, Status, Submission


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
    """Writes down what brought the report to its present state; without `source` the state stayed as it was.

    The same goes into the district's 审计日志.
    """
    before = report.status if source is None else source
    _audit(report, act, before, note, by)
    return Event.objects.create(
        report=report,
        act=act,
        source=before,
        target=report.status,
        actor=by,
        at=at or timezone.now(),
        note=note,
        submission=submission,
    )


def _audit(report: Report, act: str, before: str, note: str, by: User | None) -> None:
    moved = f"{Status(before).label} → {report.get_status_display()}" if before and before != report.status else act
    audit.record(audit.Act.STEP, report, district=report.department.district_id, detail=f"{moved} {note}".rstrip(), actor=by)
