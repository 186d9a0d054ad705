"""The one gate: every change of a report's state passes here, or does not happen.

Row lock, permission, guards, status, what comes with it and the Event are one transaction.
SQLite ignores row locks: there the UPDATE decides, because it repeats the old status.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet

from departments.models import User
from reports.models import Event, Report, Status
from reports.workflow import events, permissions, queue_facts, transition_lookups
from reports.workflow.act_context import Attempt, NewItem, Refused, check_words
from reports.workflow.transition import Transition


def take_step(
    name: str,
    report: Report,
    *,
    by: User | None,
    note: str = "",
    items: Sequence[NewItem] = (),
) -> Event:
    """Takes the step or raises Refused; a repeated click gets the Event of the first. `report` follows the new state."""
    with transaction.atomic():
        attempt = Attempt(lock_expected_report(report), by, check_words(note), tuple(items))
        row = transition_lookups.find_row(name, attempt.report.status)
        event = _write_step(row, attempt) if row else _find_repeated(name, attempt)
    for field in ("status", "turn", "since", "before_signature"):
        setattr(report, field, getattr(attempt.report, field))
    return event


def lock_report(report: Report) -> Report:
    """The report as it stands now, held until the transaction ends."""
    return select_locked().get(pk=report.pk)


def lock_expected_report(report: Report) -> Report:
    """The same of a report that has to be filed. Raises Refused for one that is 免报."""
    held = lock_report(report)
    refuse_excused(held)
    return held


def refuse_excused(report: Report) -> None:
    """Raises Refused."""
    if excuse := report.excuse:
        unit, year = report.department.name, report.cycle.year
        raise Refused(f"{unit} {year} 年度免报（{excuse}），不用办理；要恢复的，由财政局管理员取消免报或恢复填报。")


def select_locked() -> QuerySet[Report]:
    return Report.objects.with_obligation().select_for_update(of=("self",)).select_related("department__district", "cycle", "outline")


def move_report(report: Report, source: str, **changes: object) -> None:
    """Writes the new state while the old one still holds, else raises Refused."""
    if not Report.objects.filter(pk=report.pk, status=source).update(**changes):
        raise Refused("这份报告刚刚被别人办理过，请刷新页面后再看。")
    for field, value in changes.items():
        setattr(report, field, value)


def _write_step(row: Transition, attempt: Attempt) -> Event:
    report, source = attempt.report, Status(attempt.report.status)
    permissions.check_role(attempt, row.who, row.label)
    for guard in row.guards:
        guard(attempt)
    target = row.lands(attempt)
    origin = {"before_signature": source} if target.state.awaits_signature else {}
    since = report.since if row.keeps_waiting else attempt.moment
    move_report(report, source, status=target, turn=target.state.turn, since=since, **origin)
    submission = row.effect(attempt)
    queue_facts.refresh_queue_facts(report)
    return events.record_event(report, row, source=source, by=attempt.by, at=attempt.moment, note=attempt.note, submission=submission)


def _find_repeated(name: str, attempt: Attempt) -> Event:
    """The Event of the same act by the same person when it brought the report here; else Refused."""
    report, actor = attempt.report, attempt.by.pk if attempt.by else None
    last = report.events.exclude(source=F("target")).order_by("-pk").first()
    if last and (last.act, last.actor_id, last.target) == (name, actor, report.status) and transition_lookups.is_repeatable(last):
        return last
    raise Refused(f"这份报告现在是“{report.get_status_display()}”，不能{transition_lookups.list_rows(name)[-1].label}。")
