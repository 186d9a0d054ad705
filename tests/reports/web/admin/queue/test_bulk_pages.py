"""批量办理 and 我的导出 as pages: whose they are, what they say."""

import re

import pytest
from django.test import Client

from departments.models import Membership, User
from reports.models import Batch, Job, JobState, Report, Status
from reports.release import jobs
from reports.release.jobs import tasks, worker_presence
from tests import builders

QUEUE = "/admin/reports/report/"


def tick(client: Client, action: str, *reports: Report, everything: bool = False) -> str:
    chosen = {"action": action, "_selected_action": [report.pk for report in reports], "select_across": int(everything)}
    return client.post(f"{QUEUE}?state=all", chosen).headers["Location"]


def form(page: str) -> dict[str, list[str]]:
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: [value for key, value in fields if key == name] for name, _ in fields if name != "csrfmiddlewaretoken"}


@pytest.fixture
def client(client_of, reviewer: User) -> Client:
    return client_of(reviewer)


def test_from_the_queue_to_the_result(client: Client, in_review: Report):
    address = tick(client, "bulk_approve", in_review)
    page = client.get(address).content.decode()
    assert (address, "可以通过 <strong>1</strong> 份" in page) == (f"/admin/bulk/approve/?ids={in_review.pk}", True)

    result = client.post(address, form(page), follow=True)
    assert "已通过 <strong>1</strong> 份" in result.content.decode()
    assert Report.objects.get().status == Status.APPROVED


def test_a_second_click_shows_the_first_result(client: Client, in_review: Report):
    address = tick(client, "bulk_approve", in_review)
    sent = form(client.get(address).content.decode())
    first, second = (client.post(address, sent).headers["Location"] for _ in range(2))
    assert (first == second, Batch.objects.count()) == (True, 1)


def test_a_return_without_words_is_asked_again(client: Client, in_review: Report):
    address = tick(client, "bulk_return", in_review)
    sent = form(client.get(address).content.decode())
    assert "请写明意见" in client.post(address, {**sent, "text": " "}).content.decode()
    assert "已退回 <strong>1</strong> 份" in client.post(address, {**sent, "text": "请补充"}, follow=True).content.decode()
    assert Report.objects.get().return_items.get().text == "请补充"


def test_what_cannot_be_done_has_no_button(client: Client, sent: Report):
    page = client.get(tick(client, "bulk_approve", sent)).content.decode()
    assert ("不办理：这份报告现在是“已报送”" in page, "确认通过" in page) == (True, False)


def test_what_left_the_filter_meanwhile_is_named(client: Client, in_review: Report):
    chosen = {"action": "bulk_approve", "_selected_action": [in_review.pk]}
    page = client.post(f"{QUEUE}?state=submitted", chosen, follow=True).content.decode()
    assert f"已不在所选范围：{in_review}（审核中）。" in page


def test_what_left_the_filter_is_named_only_to_who_may_see_it(client_of, in_review: Report):
    stranger = client_of(builders.reviewer(builders.district("临川区"), "stranger"))
    page = stranger.post(f"{QUEUE}?state=all", {"action": "bulk_approve", "_selected_action": [in_review.pk]}, follow=True)
    assert in_review.department.name not in page.content.decode()


def test_too_many_is_a_sentence(client: Client, in_review: Report, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.web.admin.queue.bulk_pages.MOST", 0)
    assert tick(client, "bulk_approve", in_review, everything=True).startswith(QUEUE)
    assert "一次最多办理 0 份" in client.get(QUEUE).content.decode()


def test_another_districts_reports_are_not_shown(client_of, in_review: Report):
    stranger = client_of(builders.reviewer(builders.district("临川区"), "stranger"))
    page = stranger.get(f"/admin/bulk/approve/?ids={in_review.pk}", follow=True).content.decode()
    assert ("没有选中报告" in page, "云水区档案馆" in page) == (True, False)


def test_an_unknown_act_is_404(client: Client):
    assert client.get("/admin/bulk/delete/?ids=1").status_code == 404


def test_a_result_is_its_persons_own(client: Client, client_of, in_review: Report, manager: User):
    address = tick(client, "bulk_approve", in_review)
    result = client.post(address, form(client.get(address).content.decode())).headers["Location"]
    assert (client.get(result).status_code, client_of(manager).get(result).status_code) == (200, 404)


@pytest.mark.parametrize("number", [2, 6])
def test_each_report_of_a_preview_costs_at_most_fifteen_statements(
    number: int, client: Client, complete: Report, django_assert_max_num_queries
):
    for at in range(number):
        builders.report(builders.department(complete.department.district, code=f"B{at}", name=f"云水区{at}局"), complete.cycle)
    ids = ",".join(str(pk) for pk in Report.objects.values_list("pk", flat=True))

    with django_assert_max_num_queries(10 + 15 * (number + 1)):
        assert client.get(f"/admin/bulk/remind/?ids={ids}").status_code == 200


# 我的导出 ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def job(sent: Report, reviewer: User, settings, tmp_path) -> Job:
    settings.MEDIA_ROOT = tmp_path
    return jobs.request_job("data", Report.objects.all(), reviewer)


@pytest.fixture
def done(job: Job) -> Job:
    while tasks.run_next_task():
        continue
    job.refresh_from_db()
    return job


def test_the_page_shows_how_far_it_is(client: Client, job: Job):
    page = client.get("/admin/exports/").content.decode()
    assert (job.name in page, "<progress" in page, "data-open" in page, "等待后台处理" in page) == (True,) * 4


def test_a_worker_that_is_missing_is_said(client: Client, job: Job, monkeypatch: pytest.MonkeyPatch):
    assert "后台进程没有运行" in client.get("/admin/exports/").content.decode()
    monkeypatch.setattr(worker_presence, "is_worker_present", lambda: True)
    assert "后台进程没有运行" not in client.get("/admin/exports/").content.decode()


def test_the_file_is_fetched_later(client: Client, done: Job):
    assert "data-open" not in client.get("/admin/exports/").content.decode()
    response = client.get(f"/admin/exports/{done.pk}/")
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_page_asks_equally_often_for_any_number_of_jobs(client: Client, job: Job, django_assert_max_num_queries):
    for _ in range(5):
        jobs.cancel_job(Job.objects.latest("pk"))
        jobs.request_job("data", Report.objects.all(), job.owner)
    with django_assert_max_num_queries(5):  # on PostgreSQL one asks for the worker
        client.get("/admin/exports/")


def test_a_file_is_not_there_before_it_is_done(client: Client, job: Job):
    assert client.get(f"/admin/exports/{job.pk}/").status_code == 404


def test_a_colleagues_file_is_404(client_of, done: Job, manager: User):
    colleague = client_of(manager)
    ways = [
        colleague.get(f"/admin/exports/{done.pk}/"),
        *(colleague.post(f"/admin/exports/{done.pk}/{act}/") for act in ("cancel", "retry")),
    ]
    assert [answer.status_code for answer in ways] == [404] * 3


def test_who_lost_sight_of_one_report_gets_no_file(client: Client, done: Job, reviewer: User):
    builders.reviewer(builders.district("临川区"), "elsewhere")
    Membership.objects.filter(user=reviewer).update(district=builders.district("临川区"))
    page = client.get("/admin/exports/").content.decode()
    assert client.get(f"/admin/exports/{done.pk}/").status_code == 404
    assert ("不能再下载" in page, ">下载</a>" in page) == (True, False)


def test_a_report_of_another_district_among_many_is_enough(client: Client, done: Job):
    unit = builders.department(builders.district("临川区"), code="X", name="临川区档案馆")
    done.parts.create(report=builders.report(unit))
    assert client.get(f"/admin/exports/{done.pk}/").status_code == 404


def test_it_is_cancelled_and_started_again(client: Client, job: Job):
    client.post(f"/admin/exports/{job.pk}/cancel/")
    assert Job.objects.get().state == JobState.CANCELLED
    assert "已重新排队" in client.post(f"/admin/exports/{job.pk}/retry/", follow=True).content.decode()
    assert "不用重新生成" in client.post(f"/admin/exports/{job.pk}/retry/", follow=True).content.decode()


def test_an_expired_file_is_404_and_may_be_made_again(client: Client, done: Job):
    Job.objects.update(state=JobState.EXPIRED)
    assert client.get(f"/admin/exports/{done.pk}/").status_code == 404
    assert "重新生成" in client.get("/admin/exports/").content.decode()


def test_departments_have_no_such_page(client_of, leader: User):
    assert client_of(leader).get("/admin/exports/").status_code == 302


def test_what_is_assigned_goes_to_a_chosen_colleague_of_the_district(client: Client, client_of, in_review: Report, manager: User):
    colleague = builders.reviewer(in_review.department.district, "colleague")
    stranger = builders.reviewer(builders.district("临川区"), "stranger")
    address = tick(client, "bulk_assign", in_review)
    page = client.get(address).content.decode()
    assert (f'value="{colleague.pk}"' in page, f'value="{stranger.pk}"' in page, f'value="{manager.pk}"' in page) == (True, False, False)

    for wrong in ("", "x", stranger.pk):
        assert "请选择分配给哪位审核员。" in client.post(address, {**form(page), "to": wrong}).content.decode()
    done = client.post(address, {**form(page), "to": colleague.pk, "text": "请接手"}, follow=True).content.decode()
    assert ("已分配 <strong>1</strong> 份" in done, Report.objects.get().reviewer) == (True, colleague)
