"""A notice as a mail: plain text in Chinese, with absolute addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from reports.models import Notice, OutboxMail
from reports.notices.writing import one_line

FOOT = "这是系统自动发送的通知，请不要回复。不想再收到邮件，请登录后在“我的设置”里取消"


def letter(mail: OutboxMail) -> EmailMessage:
    """The same Message-ID every time: whoever gets a mail twice, because a worker died, may tell them to be one."""
    headers = {"Message-ID": f"<notice-{mail.notice_id}@{urlsplit(settings.PERFEVAL_URL).hostname}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(one_line(mail.notice.title), body(mail.notice), settings.DEFAULT_FROM_EMAIL, [mail.address], headers=headers)


def body(notice: Notice) -> str:
    lines = [f"{number}. {line['text']}\n{absolute(line['path'])}" for number, line in enumerate(notice.lines, 1)]
    parts = [f"{one_line(str(notice.recipient))}：", f"{notice.title}\n{notice.text}", *lines, f"查看和办理：{absolute(notice.path)}"]
    return "\n\n".join([*parts, f"——\n{FOOT}：{absolute(reverse('me'))}\n"])


def absolute(path: str) -> str:
    return f"{settings.PERFEVAL_URL}{path}"
