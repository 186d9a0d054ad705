"""公开 in the admin: what is due, the preview that is published, and who may."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import Department, User
from reports import workflow
from reports.models import Cycle, Publication, Report
from reports.release.publishing.countdown import count_days_left
from tests import builders
from tests.reports.release.publishing import shelf
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/publication/"
SECRET = "涉及国家秘密"


@pytest.fixture
def report(db: None) -> Report:
    return shelf.approved()


@pytest.fixture
def manager(report: Report) -> User:
    return builders.manager(report.department.district)


@pytest.fixture
def desk(client_of, manager: User) -> Client:
    return client_of(manager)


def page_of(report: Report) -> str:
    return f"{LIST}report/{report.pk}/"


def approved_on(report: Report, days_ago: int) -> None:
    Cycle.objects.filter(pk=report.cycle_id).update(approved_on=timezone.localdate() - timedelta(days=days_ago))


def form(desk: Client, report: Report, **given: str) -> dict[str, str]:
    """The form as the preview of these reasons fills it in."""
    reasons = {f"reason:{key}": reason for key, reason in given.items()}
    shown = desk.post(page_of(report), {"on": str(timezone.localdate()), "act": "preview", **reasons}).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    assert seen is not None
    return {"on": str(timezone.localdate()), "act": "publish", "seen": seen[1], **reasons}


@pytest.mark.parametrize(("days_ago", "words"), [(0, "还剩 20 天"), (20, "今天到期"), (21, "已超过 1 天")])
def test_the_list_counts_twenty_calendar_days_down(desk, report, days_ago, words):
    approved_on(report, days_ago)
    found = desk.get(LIST).content.decode()
    assert (words in found, 'class="overdue"' in found) == (True, days_ago == 21)


def test_without_the_day_of_approval_nothing_is_counted(desk, report):
    assert "未填批复日期" in desk.get(LIST).content.decode()
    assert count_days_left(report.cycle, timezone.localdate()) is None


def test_what_is_published_is_no_longer_due(desk, report):
    approved_on(report, 30)
    done = shelf.published(report)
    assert "没有符合条件的报告" in desk.get(LIST).content.decode()
    found = desk.get(LIST, {"state": "published"}).content.decode()
    assert (done.reference in found, "已超过 10 天" in found) == (True, False)


def test_the_preview_is_what_the_public_reads(desk, report):
    desk.post(page_of(report), form(desk, report, three_public=SECRET))
    done = Publication.objects.get()
    shown, public = (desk.get(path).content.decode() for path in (page_of(report), f"/public/{done.reference}/"))
    sections = [re.findall(r'<section class="level.*?</section>', page, re.DOTALL) for page in (shown, public)]
    assert sections[0] == sections[1] != []
    assert done.withheld == {"three_public": SECRET}


def test_choices_that_nobody_previewed_are_not_published(desk, report):
    stale = form(desk, report) | {"reason:output": SECRET}
    assert "请看过现在的预览再公开" in desk.post(page_of(report), stale).content.decode()
    assert not Publication.objects.exists()


def test_a_hidden_amount_in_a_public_text_is_pointed_out(desk, db):
    raw = builders.paper()
    told = shelf.approved("云水区体育馆", "088002", texts={**raw["texts"], "output": "全年支出573.5万元，目标完成。"})
    shown = desk.post(page_of(told), {"on": "", "act": "preview", "reason:expenditure": SECRET}).content.decode()
    assert "整体绩效产出情况分析：573.5" in shown


def test_figures_that_would_tell_a_hidden_one_are_named(desk, report):
    shown = desk.post(page_of(report), {"on": "", "act": "preview", "reason:expenditure": SECRET}).content.decode()
    assert "另有 2 处可以推算出不予公开的数" in shown


@pytest.mark.parametrize("on", ["", "2018-02-30", "昨天", "2999-01-01"])
def test_a_wrong_date_is_a_sentence(desk, report, on):
    page = desk.post(page_of(report), form(desk, report) | {"on": on})
    assert (page.status_code, "公开日期" in page.content.decode(), Publication.objects.exists()) == (200, True, False)


def test_a_publication_is_withdrawn_with_a_note(desk, report):
    done = shelf.published(report)
    desk.post(f"{LIST}{done.pk}/withdraw/", {"note": "附表有误"})
    assert "附表有误" in desk.get(page_of(report)).content.decode()
    assert not Publication.objects.standing().exists()


def test_what_was_withheld_is_withheld_again(desk, report):
    done = shelf.published(report, {"output": SECRET})
    assert f'name="reason:output" value="{SECRET}"' in desk.get(page_of(report)).content.decode()
    assert desk.get(f"{LIST}{done.pk}/change/", follow=True).redirect_chain[-1][0] == page_of(report)


def test_a_reviewer_looks_and_does_nothing(client_of, report):
    reviewer = client_of(builders.reviewer(report.department.district))
    done = shelf.published(report)
    found = reviewer.get(page_of(report)).content.decode()
    assert (done.reference in found, "撤回公开</button>" in found, 'name="seen"' in found) == (True, False, False)
    reviewer.post(f"{LIST}{done.pk}/withdraw/", {"note": "附表有误"})
    assert Publication.objects.standing().get() == done


def test_a_stranger_finds_nothing(client_of, report):
    done = shelf.published(report)
    stranger = client_of(builders.manager(builders.district("临水区"), "stranger"))
    answers = [
        stranger.get(page_of(report)),
        stranger.get(f"{LIST}{done.pk}/change/"),
        stranger.post(f"{LIST}{done.pk}/withdraw/", {"note": "x"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert report.department.name not in stranger.get(LIST, {"state": "all"}).content.decode()


def test_a_draft_has_a_page_without_a_paper(desk, manager, report):
    workflow.reopen(report, by=manager, reason="数字有误")
    found = desk.get(page_of(report)).content.decode()
    assert ("审核通过后才能公开" in found, 'name="seen"' in found) == (True, False)


def test_the_list_asks_equally_often_for_50_and_500(desk, report):
    assert _asked_for(desk, report, 50) == _asked_for(desk, report, 450) <= 8


def _asked_for(desk: Client, report: Report, more: int) -> int:
    have, district = Report.objects.count(), report.department.district
    units = Department.objects.bulk_create(
        Department(district=district, code=f"9{at:05}", name=f"第{at}中心") for at in range(have, have + more)
    )
    Report.objects.bulk_create(Report(department=unit, cycle=report.cycle, outline=report.outline, status="approved") for unit in units)
    with asked() as queries:
        assert f"未公开 <b>{have + more}</b>" in desk.get(LIST).content.decode()
    return len(queries)
