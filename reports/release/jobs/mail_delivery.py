"""Sends the outbox, one mail at a time. Two workers never have the same mail: whoever counts the try has it for a minute.

A worker that is killed after the mail server took the mail, and before that is written down, leaves it to be sent again:
one mail may then arrive twice, under one Message-ID. None is lost.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone

from reports.models import MailState, OutboxMail
from reports.release.jobs.attempts import begin_attempt, select_due
from reports.release.jobs.mail_errors import describe_mail_error
from reports.workflow.notices.delivery import wants_mail
from reports.workflow.notices.emails import build_email

PAUSES = (1, 5, 15, 60, 180, 360, 720)  # minutes after the first failure, the second …; a day in all
MOST_ATTEMPTS = len(PAUSES) + 1
SENDING = timedelta(minutes=1)  # nobody else takes a mail for so long
NEXT_FEW = 10  # mails looked at in one go, so that two who send find one each

logger = logging.getLogger(__name__)


def deliver_mails(most: int = 20) -> int:
    """Sends until nothing waits, or one does not go: then the server is likely to be away, and exports need not wait for it.

    How many were dealt with.
    """
    for done in range(most):
        if not (mail := _take_next_mail()):
            return done
        if not _try_mail(mail):
            return done + 1
    return most


def _take_next_mail() -> OutboxMail | None:
    due = select_due(select_waiting_mails()).select_related("notice__recipient", "notice__report")[:NEXT_FEW]
    return next((mail for mail in due if begin_attempt(mail, apart=SENDING)), None)


def select_waiting_mails() -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(state=MailState.WAITING).order_by("created", "pk")


def send_mails_again(mails: QuerySet[OutboxMail]) -> int:
    """再发一次: those that do not wait already; how many."""
    fresh = {"state": MailState.WAITING, "attempts": 0, "error": "", "finished": None, "not_before": None}
    return mails.exclude(state=MailState.WAITING).order_by().update(**fresh)


def _try_mail(mail: OutboxMail) -> bool:
    """False: it has to be tried again."""
    if mail.attempts > MOST_ATTEMPTS:
        _close_mail(mail, MailState.FAILED, mail.error or "每次发送都中断了")
        return True
    if refusal := _describe_mail_refusal(mail):
        _close_mail(mail, MailState.DROPPED, refusal)
        return True
    return _send_mail(mail)


def _describe_mail_refusal(mail: OutboxMail) -> str:
    """Why nobody wants this mail any more; "" when it goes to the address that the person has now."""
    person = mail.notice.recipient
    if not wants_mail(person):
        return "本人已停用、不要邮件，或者没有邮箱"
    mail.address = person.email
    try:
        validate_email(mail.address)
    except ValidationError:
        return "邮箱地址不正确"
    return ""


def _send_mail(mail: OutboxMail) -> bool:
    """A server that is away is tried again later, the longer the later; an address that it refuses is not."""
    try:
        build_email(mail).send()
    except smtplib.SMTPRecipientsRefused as refusal:
        _close_mail(mail, MailState.FAILED, describe_mail_error(refusal))
    except Exception as error:
        logger.exception("发给 %s 的邮件没有发出（第 %d 次）", mail.address, mail.attempts)
        _postpone_mail(mail, describe_mail_error(error))
        return False
    else:
        _close_mail(mail, MailState.SENT, "")
    return True


def _postpone_mail(mail: OutboxMail, error: str) -> None:
    if mail.attempts >= MOST_ATTEMPTS:
        _close_mail(mail, MailState.FAILED, error)
        return
    again = timezone.now() + timedelta(minutes=PAUSES[mail.attempts - 1])
    OutboxMail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(error=error[:500], not_before=again)


def _close_mail(mail: OutboxMail, state: MailState, error: str) -> None:
    ended = {"state": state, "address": mail.address, "error": error[:500], "finished": timezone.now(), "not_before": None}
    OutboxMail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(**ended)
