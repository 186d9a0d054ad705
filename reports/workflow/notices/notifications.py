"""Who is told of an act, and in which words: a part of the act's row. Told in the act's transaction, by reports.workflow.events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from departments.models import User
from reports.models import Event, Report
from reports.workflow.notices import delivery, messages
from reports.workflow.notices.messages import Message

Audience = Callable[[Report], list[User]]
AT_BUREAU, AT_DEPARTMENT, TO_SIGN = "admin:reports_report_change", "report", "sign"


@dataclass(frozen=True)
class Notification:
    to: Audience
    title: str  # {paper} is the report
    say: Callable[[Event], Message]
    page: str  # name of the page where it goes on

    def notice(self, event: Event) -> delivery.NoticeText:
        title = self.title.format(paper=messages.describe_report(event.report))
        return delivery.NoticeText(event.act, title, self.say(event), self.page)


def build_sentence(sentence: str, label: str = "说明") -> Callable[[Event], Message]:
    """The sentence, and the note of the act below it."""
    return lambda event: messages.add_note(event, sentence, label)


def tell_recipients(event: Event, notification: Notification) -> None:
    """Tells everybody concerned but the person who did it."""
    if event.report.excuse:
        return
    others = [person for person in notification.to(event.report) if person.pk != event.actor_id]
    if others:
        delivery.write_notices(event.report, others, notification.notice(event), at=event.at, event=event)
