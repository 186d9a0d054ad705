"""延期: one department gets more time, with a reason that it sees. Changes no state, but passes the same lock and the same roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from departments.models import User
from reports.models import Event, Report
from reports.workflow import events, gate, transitions
from reports.workflow.act_context import Attempt, Refused, check_words
from reports.workflow.permissions import check_role

LONGEST = 200  # characters of a reason: the department reads it beside its deadline


@transaction.atomic
def extend(report: Report, *, by: User | None, until: datetime, reason: str) -> Event:
    """The department's own deadline. A later one replaces it; an earlier one too, as long as it lies ahead. Raises Refused."""
    attempt = Attempt(gate.lock_report(report), by, check_words(reason))
    check_extendable(attempt)
    _check_extension(attempt, until)
    given = {"extended_to": until, "extension_reason": attempt.note}
    Report.objects.filter(pk=report.pk).update(**given)
    for field, value in given.items():
        setattr(report, field, value)
    note = f"延期至 {timezone.localtime(until):%Y-%m-%d %H:%M}：{attempt.note}"
    return events.record_event(attempt.report, events.EXTEND, by=by, at=attempt.moment, note=note)


def check_extendable(attempt: Attempt) -> None:
    """Whether this person may give this department more time at all. Raises Refused."""
    gate.refuse_excused(attempt.report)
    check_role(attempt, transitions.EXTENDERS, events.EXTEND.label)
    if attempt.report.state.is_passed:
        raise Refused("这份报告已经审核通过，不需要延期；须修改的，请先重新打开。")


def _check_extension(attempt: Attempt, until: datetime) -> None:
    report = attempt.report
    if until <= attempt.moment:
        raise Refused("延期后的截止时间须晚于现在，请重新选择。")
    if until <= report.cycle.due:
        due = timezone.localtime(report.cycle.due)
        raise Refused(f"延期后的截止时间须晚于本年度任务的截止时间（{due:%Y-%m-%d %H:%M}），请重新选择。")
    if not attempt.note:
        raise Refused("请写明延期的理由，单位会看到。")
    if len(attempt.note) > LONGEST:
        raise Refused(f"延期的理由有 {len(attempt.note):,} 个字，最多 {LONGEST} 个字，请删减。")
