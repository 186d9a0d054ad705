"""A notice as a mail."""

from email import message_from_bytes, policy

import pytest

from departments.models import User
from reports.models import Notice, OutboxMail, Report
from reports.workflow.notices import emails
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(report: Report, clerk: User) -> OutboxMail:
    clerk.email = "clerk@example.cn"
    return make_notice(report, clerk).mail


def test_the_whole_mail(waiting: OutboxMail, settings):
    settings.PERFEVAL_URL, settings.DEFAULT_FROM_EMAIL = "https://jx.example.cn", "绩效自评 <jx@example.cn>"
    made = emails.build_email(waiting)
    assert (made.subject, made.to, made.from_email) == ("财政局退回，请修改", ["clerk@example.cn"], "绩效自评 <jx@example.cn>")
    assert made.extra_headers == {"Message-ID": f"<notice-{waiting.notice_id}@jx.example.cn>", "Auto-Submitted": "auto-generated"}
    assert made.body == (
        "clerk：\n\n财政局退回，请修改\n请逐条修改。\n\n1. 〔必改〕管理情况：请写明\nhttps://jx.example.cn/reports/1/#item-7\n\n"
        f"查看和办理：https://jx.example.cn{waiting.notice.path}\n\n"
        "——\n这是系统自动发送的通知，请不要回复。不想再收到邮件，请登录后在“我的设置”里取消：https://jx.example.cn/me/\n"
    )


@pytest.mark.parametrize("nasty", ["标题\r\nBcc: all@example.cn", "标题\nSubject: 另一个", "标题\x0b\x85\u2028X-A: 1", "标题\x00"])
def test_no_title_and_no_name_makes_a_header(waiting: OutboxMail, nasty: str):
    Notice.objects.update(title=nasty.replace("\x00", " "))
    User.objects.update(name=nasty[:50].replace("\x00", " "))
    waiting = OutboxMail.objects.get(pk=waiting.pk)
    parsed = message_from_bytes(emails.build_email(waiting).message().as_bytes(), policy=policy.default)
    assert sorted(name.lower() for name, _ in parsed.items()) == sorted(
        ["content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date", "message-id", "auto-submitted"]
    )
    assert parsed["subject"].startswith("标题")
