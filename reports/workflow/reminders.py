"""提醒: the bureau asks a department for its report. Changes no state."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from departments.models import User
from reports.models import Event, Report
from reports.workflow import events, gate, transitions
from reports.workflow.act_context import Attempt, Refused, check_words
from reports.workflow.permissions import check_role


@transaction.atomic
def remind_department(report: Report, *, by: User | None, note: str = "") -> Event:
    """Writes the reminder down, once a day. Raises Refused."""
    attempt = Attempt(gate.lock_expected_report(report), by, check_words(note))
    check_role(attempt, transitions.OF_BUREAU, events.REMIND.label)
    if not attempt.report.state.is_at_department:
        raise Refused(f"这份报告现在是“{attempt.report.get_status_display()}”，不用提醒单位报送。")
    today = timezone.localtime(attempt.moment).replace(hour=0, minute=0, second=0, microsecond=0)
    if attempt.report.events.filter(act=events.REMIND.name, at__gte=today).exists():
        raise Refused("今天已经提醒过这个单位，请明天再提醒。")
    return events.record_event(attempt.report, events.REMIND, by=by, at=attempt.moment, note=attempt.note)
