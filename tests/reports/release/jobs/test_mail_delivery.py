"""The outbox: sent once, tried again later, given up, left alone."""

import smtplib
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from departments.models import User
from reports.models import MailState, OutboxMail, Report
from reports.release.jobs import attempts, mail_delivery
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
Make = Callable[..., OutboxMail]


@pytest.fixture
def make(report: Report, clerk: User) -> Make:
    """`make("标题")` waits to be sent to the clerk."""
    clerk.email = "clerk@example.cn"
    clerk.save()
    return lambda title="财政局退回，请修改": make_notice(report, clerk, title).mail


@pytest.fixture
def server_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    def says(error: Exception) -> None:
        def refuse(*_: object) -> None:
            raise error

        monkeypatch.setattr(BACKEND, refuse)

    return says


def fresh(one: OutboxMail) -> OutboxMail:
    return OutboxMail.objects.get(pk=one.pk)


def test_what_waits_is_sent_once_the_oldest_first(make: Make, mailoutbox):
    first, second = make("一"), make("二")
    assert (mail_delivery.deliver_mails(), mail_delivery.deliver_mails()) == (2, 0)
    assert [(sent.subject, sent.to) for sent in mailoutbox] == [("一", ["clerk@example.cn"]), ("二", ["clerk@example.cn"])]
    assert [(each.state, each.error, each.not_before, each.finished is not None) for each in (fresh(first), fresh(second))] == [
        (MailState.SENT, "", None, True)
    ] * 2


def test_so_many_at_a_time_and_no_more(make: Make, mailoutbox):
    for number in range(3):
        make(f"第{number}封")
    assert (mail_delivery.deliver_mails(most=2), len(mailoutbox)) == (2, 2)


def test_a_server_that_is_away_is_tried_later_and_ever_later(make: Make, server_says):
    one = make()
    server_says(ConnectionRefusedError("refused"))
    pauses, now = [], timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        while fresh(one).state == MailState.WAITING:
            assert mail_delivery.deliver_mails() == 1
            if until := fresh(one).not_before:
                pauses.append((until - timezone.now()) // timedelta(minutes=1))
                clock.move_to(until + timedelta(seconds=1))
    assert pauses == list(mail_delivery.PAUSES)
    assert (fresh(one).state, fresh(one).attempts, fresh(one).error) == (
        MailState.FAILED,
        mail_delivery.MOST_ATTEMPTS,
        "邮件服务器拒绝连接，端口不对或者没有启动（ConnectionRefusedError：refused）",
    )


def test_meanwhile_it_is_left_alone(make: Make, server_says):
    make()
    server_says(smtplib.SMTPServerDisconnected("gone"))
    assert (mail_delivery.deliver_mails(), mail_delivery.deliver_mails()) == (1, 0)


def test_one_that_does_not_go_ends_the_round(make: Make, server_says):
    first, second = make(), make()
    server_says(TimeoutError("timed out"))
    assert mail_delivery.deliver_mails() == 1
    assert (fresh(first).attempts, fresh(second).attempts) == (1, 0)


def test_an_address_that_the_server_refuses_is_not_tried_again(make: Make, server_says):
    one = make()
    server_says(smtplib.SMTPRecipientsRefused({"clerk@example.cn": (550, b"no such user")}))
    mail_delivery.deliver_mails()
    assert (fresh(one).state, "不收这个地址" in fresh(one).error) == (MailState.FAILED, True)


@pytest.mark.parametrize("change", [{"is_active": False}, {"wants_mail": False}, {"email": ""}])
def test_who_left_or_thought_otherwise_gets_no_mail(make: Make, mailoutbox, change: dict[str, object]):
    one = make()
    User.objects.update(**change)
    mail_delivery.deliver_mails()
    assert (fresh(one).state, mailoutbox) == (MailState.DROPPED, [])


def test_an_address_that_is_none_is_not_sent_to(make: Make, mailoutbox):
    one = make()
    User.objects.update(email="clerk@example.cn\nBcc: all@example.cn")
    mail_delivery.deliver_mails()
    assert (fresh(one).error, mailoutbox) == ("邮箱地址不正确", [])


def test_it_goes_to_the_address_of_today(make: Make, mailoutbox):
    one = make()
    User.objects.update(email="new@example.cn")
    mail_delivery.deliver_mails()
    assert ([sent.to for sent in mailoutbox], fresh(one).address) == ([["new@example.cn"]], "new@example.cn")


def test_what_another_worker_has_is_not_sent(make: Make, mailoutbox):
    assert attempts.begin_attempt(make(), apart=mail_delivery.SENDING)
    assert (mail_delivery.deliver_mails(), mailoutbox) == (0, [])


def test_what_a_dead_worker_had_is_sent_a_minute_later(make: Make, mailoutbox):
    one = make()
    assert attempts.begin_attempt(one, apart=mail_delivery.SENDING)
    OutboxMail.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    mail_delivery.deliver_mails()
    assert (len(mailoutbox), fresh(one).attempts) == (1, 2)


def test_a_mail_that_kills_every_worker_is_given_up(make: Make, mailoutbox):
    one = make()
    OutboxMail.objects.update(attempts=mail_delivery.MOST_ATTEMPTS)
    mail_delivery.deliver_mails()
    assert (fresh(one).state, fresh(one).error, mailoutbox) == (MailState.FAILED, "每次发送都中断了", [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(make: Make, mailoutbox):
    for number in range(12):
        make(f"第{number}封")
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        try:
            while mail_delivery.select_waiting_mails().exists():
                mail_delivery.deliver_mails()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
    assert sorted(sent.subject for sent in mailoutbox) == sorted(f"第{number}封" for number in range(12))
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


def test_again_sends_what_was_sent_or_given_up(make: Make, mailoutbox):
    sent, given_up, waits = make("一"), make("二"), make("三")
    OutboxMail.objects.filter(pk=sent.pk).update(state=MailState.SENT, attempts=1)
    OutboxMail.objects.filter(pk=given_up.pk).update(state=MailState.FAILED, attempts=8, error="refused")
    assert mail_delivery.send_mails_again(OutboxMail.objects.all()) == 2
    assert (fresh(given_up).error, fresh(given_up).attempts, fresh(waits).attempts) == ("", 0, 0)
    mail_delivery.deliver_mails()
    assert len(mailoutbox) == 3


def test_the_command_sends_everything_and_tells(make: Make, mailoutbox, capsys: pytest.CaptureFixture[str]):
    for number in range(25):
        make(f"第{number}封")
    call_command("send_mail", "--daily")
    told = capsys.readouterr().out
    assert ("已处理 25 封邮件，还有 0 封待发。" in told, "已提醒" in told, len(django_mail.outbox)) == (True, True, 25)
