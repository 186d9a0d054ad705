"""The leader's desk."""

import pytest

from reports import workflow
from reports.models import Narrative, ReturnItem
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def handed_over(report, clerk):
    workflow.hand_over(report, by=clerk)
    return report


@pytest.fixture
def sent_again(handed_over, people, clerk):
    """Returned once with one item, changed, answered, handed over again."""
    workflow.submit(handed_over, by=people["leader"])
    workflow.start_review(handed_over, by=people["reviewer"])
    workflow.return_(handed_over, by=people["reviewer"], items=[builders.ITEM])
    workflow.answer(ReturnItem.objects.get(), by=clerk, kind="changed", text="已写入第二段")
    Narrative.objects.update(text="专款专用，按月拨付。")
    workflow.hand_over(handed_over, by=clerk)
    return handed_over


def test_what_waits_is_listed_with_who_handed_it_over(client_of, clerk, leader, handed_over):
    clerk.name = "赵六"
    clerk.save()
    page = text(client_of(leader), "/signatures/")
    assert "赵六 于" in page
    assert f'href="/reports/{handed_over.pk}/sign/"' in page


def test_a_person_without_a_name_goes_by_the_account(client_of, clerk, leader, handed_over):
    clerk.name = ""
    clerk.save()
    assert "clerk 于" in text(client_of(leader), "/signatures/")


def test_nothing_waiting_is_said_in_words(client_of, leader, report):
    assert "现在没有等待您签发的报告" in text(client_of(leader), "/signatures/")


def test_a_clerk_signs_nothing(client_of, clerk, handed_over):
    assert f"/reports/{handed_over.pk}/sign/" not in text(client_of(clerk), "/signatures/")
    assert client_of(clerk).get(f"/reports/{handed_over.pk}/sign/").headers["Location"] == f"/reports/{handed_over.pk}/"


def test_a_report_that_does_not_wait_is_not_signed(client_of, leader, report):
    assert client_of(leader).get(f"/reports/{report.pk}/sign/").headers["Location"] == f"/reports/{report.pk}/"


def test_the_whole_report_is_read_before_it_is_signed(client_of, leader, handed_over):
    page = text(client_of(leader), f"/reports/{handed_over.pk}/sign/")
    assert "专款专用，按进度拨付。" in page
    assert "这是第一次报送" in page
    assert page.index("签发并报送") < page.index("退给填报人")


def test_the_second_time_the_changes_and_the_answers_are_shown(client_of, leader, sent_again):
    page = text(client_of(leader), f"/reports/{sent_again.pk}/sign/")
    assert "改动 1 处" in page
    assert "<span>专款专用，按</span><del>进度</del><ins>月</ins><span>拨付。</span>" in page
    assert "请写明资金审批程序" in page
    assert "已写入第二段" in page


def test_a_report_without_changes_says_so(client_of, leader, sent_again):
    Narrative.objects.update(text="专款专用，按进度拨付。")
    assert "没有改动" in text(client_of(leader), f"/reports/{sent_again.pk}/sign/")


def test_what_is_missing_stands_in_the_way(client_of, leader, handed_over):
    Narrative.objects.all().delete()
    page = text(client_of(leader), f"/reports/{handed_over.pk}/sign/")
    assert "补齐 1 处必填内容后，可以签发并报送" in page
    assert "退给填报人" in page


def test_the_number_of_queries_is_small(client_of, leader, sent_again, django_assert_max_num_queries):
    client = client_of(leader)
    with django_assert_max_num_queries(9):
        text(client, f"/reports/{sent_again.pk}/sign/")
