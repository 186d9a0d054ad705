"""A notice as a mail: plain text in Chinese, with absolute addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from reports.models import Notice, OutboxMail
from reports.workflow.notices.delivery import join_lines

FOOT = "这是系统自动发送的通知，请不要回复。不想再收到邮件，请登录后在“我的设置”里取消"


def build_email(mail: OutboxMail) -> EmailMessage:
    """The same Message-ID every time: whoever gets a mail twice, because a worker died, may tell them to be one."""
    headers = {"Message-ID": f"<notice-{mail.notice_id}@{urlsplit(settings.PERFEVAL_URL).hostname}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        join_lines(mail.notice.title), build_body(mail.notice), settings.DEFAULT_FROM_EMAIL, [mail.address], headers=headers
    )


def build_body(notice: Notice) -> str:
    lines = [f"{number}. {line['text']}\n{make_absolute(line['path'])}" for number, line in enumerate(notice.lines, 1)]
    parts = [
        f"{join_lines(str(notice.recipient))}：",
        f"{notice.title}\n{notice.text}",
        *lines,
        f"查看和办理：{make_absolute(notice.path)}",
    ]
    return "\n\n".join([*parts, f"——\n{FOOT}：{make_absolute(reverse('me'))}\n"])


def make_absolute(path: str) -> str:
    return f"{settings.PERFEVAL_URL}{path}"
