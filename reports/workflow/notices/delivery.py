"""Notices and their mails, written together in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.urls import reverse

from departments.models import User
from reports.models import Event, Notice, OutboxMail, Report
from reports.workflow.notices.messages import Message

TITLE_LENGTH = 200


@dataclass(frozen=True)
class NoticeText:
    kind: str  # the act, or a NoticeKind
    title: str
    words: Message
    page: str  # name of the page of the report


def write_notices(
    report: Report, people: Sequence[User], said: NoticeText, *, at: datetime, event: Event | None = None, day: date | None = None
) -> list[Notice]:
    """One notice for each person, and one mail for each who has an address and wants it. Two statements."""
    path = reverse(said.page, args=[report.pk])
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=person,
            report=report,
            kind=said.kind,
            event=event,
            day=day,
            title=join_lines(said.title)[:TITLE_LENGTH],
            text=said.words.text,
            lines=[asdict(line) for line in said.words.lines],
            path=path,
            created=at,
        )
        for person in people
    )
    OutboxMail.objects.bulk_create(
        OutboxMail(notice=notice, address=notice.recipient.email, created=at) for notice in notices if wants_mail(notice.recipient)
    )
    return notices


def wants_mail(person: User) -> bool:
    return person.is_active and person.wants_mail and bool(person.email)


def join_lines(text: str) -> str:
    """Without line ends and other control characters: what stands in the header of a mail."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
