"""A notice with its mail, as an act leaves them."""

from datetime import timedelta

from django.utils import timezone

from departments.models import User
from reports.models import Notice, NoticeKind, Report
from reports.workflow.notices import delivery
from reports.workflow.notices.messages import Message, MessageLine

WORDS = Message("请逐条修改。", (MessageLine("〔必改〕管理情况：请写明", "/reports/1/#item-7"),))


def make_notice(report: Report, person: User, title: str = "财政局退回，请修改") -> Notice:
    """One of the calendar, each of another day."""
    day = timezone.localdate() + timedelta(days=Notice.objects.count())
    return delivery.write_notices(
        report, [person], delivery.NoticeText(NoticeKind.DUE_5, title, WORDS, "report"), at=timezone.now(), day=day
    )[0]
