"""后台任务: seen and dealt with by the technical administrator alone."""

import pytest
from django.utils import timezone

from departments.models import User
from reports.models import Job, JobPart, JobState, PaperOrder, Report
from reports.release.jobs import worker_presence
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/admin/tasks/"


@pytest.fixture
def report() -> Report:
    district = builders.district()
    return builders.report(builders.department(district, "001", "第001中心"), builders.cycle(district))


@pytest.fixture
def technical() -> User:
    return builders.person("technical", is_staff=True, is_superuser=True)


def order(report: Report, **of: object) -> PaperOrder:
    return PaperOrder.objects.create(
        report=report, **{"kind": "draft", "digest": f"{PaperOrder.objects.count()}", "created": timezone.now(), **of}
    )


def export(report: Report, owner: User, **of: object) -> Job:
    job = Job.objects.create(kind="summary", name="汇总表.xlsx", owner=owner, digest="0", created=timezone.now(), **of)
    JobPart.objects.create(job=job, report=report)
    return job


def test_it_says_what_waits_and_what_failed_and_for_whom(client_of, technical, report):
    manager = builders.manager(report.cycle.district)
    order(report, asked_by=manager), export(report, manager, state=JobState.FAILED, error="磁盘满了")
    overview = client_of(technical).get(PAGE).context["overview"]
    assert [(line.name, line.state, line.asked_by) for line in overview.waiting] == [("第001中心 2018 年度草稿", "等待", manager)]
    assert [(line.name, line.state, line.error) for line in overview.failed] == [("汇总表.xlsx", "失败", "磁盘满了")]


def test_whether_a_worker_is_there_is_said(client_of, technical, monkeypatch):
    assert "没有后台进程在运行" in client_of(technical).get(PAGE).content.decode()
    for ago, words in ((0, "后台进程在运行"), (3, "起没有消息")):
        monkeypatch.setattr(worker_presence, "find_last_sign", lambda ago=ago: timezone.now() - timezone.timedelta(minutes=ago))
        assert words in client_of(technical).get(PAGE).content.decode()


def test_a_failed_one_is_tried_again_and_a_waiting_one_cancelled(client_of, technical, report):
    failed, waiting = order(report, state=JobState.FAILED, attempts=6, error="x"), order(report)
    job = export(report, technical)
    client = client_of(technical)
    for path in (f"paper/{failed.pk}/retry", f"paper/{waiting.pk}/cancel", f"export/{job.pk}/cancel"):
        assert client.post(f"{PAGE}{path}/").status_code == 302
    assert [(each.state, each.attempts, each.error) for each in PaperOrder.objects.order_by("pk")] == [
        ("waiting", 0, ""),
        ("cancelled", 0, ""),
    ]
    client.post(f"{PAGE}export/{job.pk}/retry/")
    assert Job.objects.get().state == JobState.WAITING


@pytest.mark.parametrize("path", ["paper/0/retry", "paper/0/cancel", "other/1/retry", "paper/1/remove"])
def test_what_there_is_not_is_404(client_of, technical, path: str):
    assert client_of(technical).post(f"{PAGE}{path}/").status_code == 404


def test_a_second_click_is_told(client_of, technical, report):
    waiting = order(report)
    for act, words in (("retry", "不用重试"), ("cancel", "已取消"), ("cancel", "已经结束")):
        page = client_of(technical).post(f"{PAGE}paper/{waiting.pk}/{act}/", follow=True).content.decode()
        assert words in page


def test_nobody_else_finds_it(client_of, report):
    for person in (builders.manager(report.cycle.district), builders.reviewer(report.cycle.district)):
        assert client_of(person).get(PAGE).status_code == 404


def test_one_row_and_many_cost_the_same(client_of, technical, report, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(technical)
    order(report), export(report, technical, state=JobState.FAILED)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(3):
        order(report), order(report, state=JobState.FAILED)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)
