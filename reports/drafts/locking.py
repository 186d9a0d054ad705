"""The gate before every write: state, deadline, person and revision, each decided by a conditional UPDATE.

The UPDATE takes the report's row lock on PostgreSQL; SQLite's write transaction holds the whole file. So nobody can
submit between the check and the write, on either database.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from departments.models import Membership, Role, User
from reports.drafts.refusals import NotEditable, Stale
from reports.models import Report, SectionState, Status


def hold(report: Report, by: User | None) -> None:
    """Lock the report for writing. Raises NotEditable. `by` None: no role in the department is needed, as for an import."""
    if report.cycle.locked_after_due and report.cycle.is_overdue:
        raise NotEditable(f"报送截止时间 {timezone.localtime(report.cycle.due):%Y-%m-%d %H:%M} 已过，本年度任务已锁定，不能再修改。")
    ours = Report.objects.filter(pk=report.pk)
    if ours.filter(**_of_person(by), status__in=Status.editable()).update(status=F("status")):
        return
    current = ours.values_list("status", flat=True).get()
    if current not in Status.editable():
        raise NotEditable(f"报告现在是“{Status(current).label}”状态，不能修改。")
    raise NotEditable("只有本单位的填报人和负责人可以填写这份报告。")


def _of_person(by: User | None) -> dict[str, object]:
    if by is None:
        return {}
    return {"department__in": Membership.objects.filter(user=by, role__in=Role.of_departments()).values("department")}


def revision(report: Report, section: str) -> int:
    """0 for a section that was never saved."""
    return SectionState.objects.filter(report=report, section=section).values_list("revision", flat=True).first() or 0


def advance(report: Report, section: str, seen: int, by: User | None) -> int:
    """The next revision, if the section still has the one that was seen. Raises Stale."""
    now = timezone.now()
    if seen and SectionState.objects.filter(report=report, section=section, revision=seen).update(
        revision=seen + 1, saved_at=now, saved_by=by
    ):
        return seen + 1
    if seen:
        raise stale(report, section)
    try:
        with transaction.atomic():
            SectionState.objects.create(report=report, section=section, revision=1, saved_by=by)
    except IntegrityError as taken:
        raise stale(report, section) from taken
    return 1


def stale(report: Report, section: str) -> Stale:
    state = SectionState.objects.filter(report=report, section=section).select_related("saved_by").first()
    return Stale(state.revision, state.saved_by, state.saved_at) if state else Stale(0, None, None)


def remember_editor(report: Report, by: User | None) -> None:
    """Nobody approves a report that they edited; so who edited is kept."""
    if by is not None and not getattr(report, "is_editor", False):
        Report.editors.through.objects.bulk_create([Report.editors.through(report_id=report.pk, user_id=by.pk)], ignore_conflicts=True)
