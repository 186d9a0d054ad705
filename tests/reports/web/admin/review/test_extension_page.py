"""延期 in the admin: a manager's page, and the deadline beside the report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.models import Report, Status
from tests import builders

pytestmark = pytest.mark.django_db


def url(report: Report) -> str:
    return f"/admin/reports/report/{report.pk}/extend/"


def given(days: int, reason: str = "机构改革") -> dict[str, str]:
    moment = timezone.localtime() + timedelta(days=days)
    return {"until_0": f"{moment:%Y-%m-%d}", "until_1": "17:30", "reason": reason}


def test_a_manager_gives_a_department_more_time(client_of, complete, manager):
    client = client_of(manager)
    review = f"/admin/reports/report/{complete.pk}/change/"
    assert url(complete) in client.get(review).content.decode()
    assert "延期只对本单位" in client.get(url(complete)).content.decode()

    page = client.post(url(complete), given(40), follow=True).content.decode()

    kept = Report.objects.get()
    assert (f"{timezone.localtime(kept.due):%H:%M}", kept.extension_reason) == ("17:30", "机构改革")
    assert "报送截止时间已延期" in page
    assert "已延期：机构改革" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (given(2), "须晚于本年度任务的截止时间"),
        (given(40, " "), "理由：这个字段是必填项"),
        (given(40) | {"until_0": "9999-12-31"}, "请填写 2100 年以前的日期"),
        (given(40) | {"until_0": "明天"}, "延期至：输入一个有效的日期"),
    ],
)
def test_a_refused_extension_says_why_and_keeps_what_was_typed(client_of, complete, manager, form: dict[str, str], words: str):
    page = client_of(manager).post(url(complete), form).content.decode()
    assert words in page
    assert form["until_0"] in page
    assert Report.objects.get().extended_to is None


def test_nobody_else_reaches_the_page(client_of, complete, reviewer):
    elsewhere = builders.manager(builders.district("临川区"), "elsewhere")
    for person in (reviewer, elsewhere):
        assert client_of(person).get(url(complete)).status_code == 404
        assert client_of(person).post(url(complete), given(40)).status_code == 404
    assert url(complete) not in client_of(reviewer).get(f"/admin/reports/report/{complete.pk}/change/").content.decode()
    assert not complete.events.filter(act="extend").exists()


def test_an_approved_report_is_not_extended(client_of, in_review, manager, reviewer):
    workflow.approve(in_review, by=reviewer)
    assert client_of(manager).get(url(in_review)).status_code == 404
    assert Report.objects.get().status == Status.APPROVED
