"""邮件发件箱 of the 管理员."""

from pathlib import Path

import pytest
from django.test import Client

from departments.models import Role, User
from reports.models import MailState, OutboxMail, Report
from tests.reports.test_query_counts import asked
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/outboxmail/"


@pytest.fixture
def manager(people: dict[str, User]) -> User:
    """Of the same district as `report`, as the reviewer."""
    return people[Role.MANAGER]


@pytest.fixture
def reviewer(people: dict[str, User]) -> User:
    return people[Role.REVIEWER]


@pytest.fixture
def clerk(people: dict[str, User]) -> User:
    return people[Role.CLERK]


@pytest.fixture
def mail(report: Report, clerk: User) -> OutboxMail:
    """Given up."""
    clerk.email = "clerk@example.cn"
    clerk.save()
    made = make_notice(report, clerk).mail
    OutboxMail.objects.update(state=MailState.FAILED, attempts=8, error="ConnectionRefusedError：refused")
    return made


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_manager_reads_who_what_and_why(mail: OutboxMail, manager: User):
    listed, one = (client_of(manager).get(path).content.decode() for path in (LIST, f"{LIST}{mail.pk}/change/"))
    for words in ("clerk@example.cn", "财政局退回，请修改", "未发出", "ConnectionRefusedError：refused"):
        assert words in listed
        assert words in one
    assert ("查看和办理：http" in one, "再发一次" in one, 'name="_save"' in one) == (True, True, False)


def test_a_mail_is_sent_once_more(mail: OutboxMail, manager: User):
    page = client_of(manager).post(f"{LIST}{mail.pk}/again/", follow=True).content.decode()
    mail.refresh_from_db()
    assert ("1 封邮件已排队" in page, mail.state, mail.attempts, mail.error) == (True, MailState.WAITING, 0, "")


def test_several_at_once(mail: OutboxMail, manager: User):
    client_of(manager).post(LIST, {"action": "send_again", "_selected_action": [mail.pk]})
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING


def test_what_waits_has_no_button(mail: OutboxMail, manager: User):
    OutboxMail.objects.update(state=MailState.WAITING)
    page = client_of(manager).get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "/again/" not in page
    assert "已经在等待发送" in client_of(manager).post(f"{LIST}{mail.pk}/again/", follow=True).content.decode()


def test_it_is_the_managers_alone(mail: OutboxMail, reviewer: User, stranger: User):
    assert client_of(reviewer).get(LIST).status_code == 403
    assert [client_of(who).post(f"{LIST}{mail.pk}/again/").status_code for who in (reviewer, stranger)] == [404, 404]
    assert "clerk@example.cn" not in client_of(stranger).get(LIST).content.decode()


def test_the_list_asks_equally_often(mail: OutboxMail, manager: User, report: Report, clerk: User):
    client, counts = client_of(manager), []
    for number in (1, 20):
        for _ in range(number):
            make_notice(report, clerk)
        with asked() as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_it_says_what_keeps_notices_from_being_right(manager: User, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    monkeypatch.setattr("reports.workflow.notices.workdays.list_unknown", lambda years: [2031])
    page = client_of(manager).get(LIST).content.decode()
    assert ("还没有设置邮件服务器" in page, "没有 2031 年的节假日安排文件" in page) == (True, True)
