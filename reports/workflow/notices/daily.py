"""The day's run: who still has to send a report, and how long there is. Run as often as you like: each thing is told once.

Told when 5, 2 and 0 working days are left (a run that was missed is made up for by the next, with the true number), and
on the first working day after the deadline, then weekly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from reports.models import DUE, Notice, NoticeKind, Report, Turn
from reports.workflow.notices import delivery, messages, recipients
from reports.workflow.notices.messages import Message
from reports.workflow.notices.workdays import is_workday, workdays_until

FROM_HOUR = 8  # nobody is told at night
WEEK = timedelta(days=7)
FAR = timedelta(days=35)  # five working days lie within, whatever the holidays
MOST_WEEKS = 8  # whoever has not sent by then is asked by telephone
STEPS = ((0, NoticeKind.DUE_0), (2, NoticeKind.DUE_2), (5, NoticeKind.DUE_5))


@dataclass(frozen=True)
class Matter:
    """What is told of a report: once for each kind and day."""

    kind: NoticeKind
    day: date


def tell_deadlines(now: datetime | None = None) -> int:
    """How many reports were told of. Nothing before eight in the morning, nor on days off."""
    moment = timezone.localtime(now)
    if moment.hour < FROM_HOUR or not is_workday(moment.date()):
        return 0
    found = [(report, matter) for report in _list_unsent(moment) if (matter := find_matter(report, moment))]
    told = _list_told([report.pk for report, _ in found])
    return sum(_tell_report(report.pk, matter, moment) for report, matter in found if (report.pk, matter.kind, matter.day) not in told)


def find_matter(report: Report, now: datetime) -> Matter | None:
    """What has to be told of the report at this moment, whether or not it was told already."""
    today, due = timezone.localdate(now), timezone.localdate(report.due)
    if report.due < now:
        return _find_overdue(report, today, due)
    left = workdays_until(today, due)
    return next((Matter(kind, due) for days, kind in STEPS if left <= days), None)


def _find_overdue(report: Report, today: date, due: date) -> Matter | None:
    """From the day after the deadline, week by week."""
    weeks = (today - due - timedelta(days=1)) // WEEK
    late = report.state.is_at_department and not report.state.is_returned and 0 <= weeks < MOST_WEEKS
    return Matter(NoticeKind.OVERDUE, due + timedelta(days=1) + weeks * WEEK) if late else None


def _list_unsent(now: datetime) -> list[Report]:
    """Reports that there may be something to tell of, in one query."""
    near = {"deadline__gt": now - (MOST_WEEKS + 1) * WEEK, "deadline__lt": now + FAR}
    reports = Report.objects.expected().annotate(deadline=DUE).filter(turn=Turn.DEPARTMENT, cycle__opens__lte=now, **near)
    return list(reports.select_related("department", "cycle").order_by("pk"))


def _list_told(reports: list[int]) -> set[tuple[int, str, date | None]]:
    notices = Notice.objects.filter(report__in=reports, kind__in=NoticeKind.values)
    return set(notices.order_by().values_list("report", "kind", "day").distinct())


@transaction.atomic
def _tell_report(pk: int, matter: Matter, now: datetime) -> int:
    """Looks once more while the report is held: it may have been sent, extended or told of meanwhile."""
    held = Report.objects.expected().select_for_update(of=("self",)).select_related("department", "cycle")
    report = held.filter(pk=pk, turn=Turn.DEPARTMENT).first()
    if report is None or find_matter(report, now) != matter or (pk, matter.kind, matter.day) in _list_told([pk]):
        return 0
    said = delivery.NoticeText(matter.kind, *_describe_matter(report, matter, timezone.localdate(now)), "report")
    return int(bool(delivery.write_notices(report, recipients.list_department(report), said, at=now, day=matter.day)))


def _describe_matter(report: Report, matter: Matter, today: date) -> tuple[str, Message]:
    paper, due = messages.describe_report(report), messages.describe_deadline(report)
    if matter.kind == NoticeKind.OVERDUE:
        todo = "本年度任务已锁定，需要延期请与财政局联系" if report.cycle.locked_after_due else "请尽快报送"
        return f"已逾期：{paper}", Message(f"报告还没有报送，{todo}。{due}。")
    left = workdays_until(today, timezone.localdate(report.due))
    how_long = (
        f"还有 {left} 个工作日截止" if left else "今日截止" if today == timezone.localdate(report.due) else "今天是截止前最后一个工作日"
    )
    return f"{how_long}：{paper}", Message(f"{report.state.reminder}。{due}。")
