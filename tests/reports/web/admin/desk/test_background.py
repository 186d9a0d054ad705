"""后台处理 on the desk: told to the 管理员, silent where all is well."""

import pytest
from django.utils import timezone

from departments.models import District
from reports.models import JobState, PaperOrder, Report
from reports.release.jobs import worker_presence
from reports.web.admin.desk.background import NO_WORKER
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    district = builders.district()
    return builders.report(builders.department(district, "001", "第001中心"), builders.cycle(district))


@pytest.fixture
def _working(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_presence, "is_worker_present", lambda: True)


def troubles(client) -> list[str]:
    return [trouble.words for trouble in client.get("/admin/").context["troubles"]]


def fail(report: Report, **of: object) -> None:
    order = {"state": JobState.FAILED, "error": "“三、”有 300,001 字，请精简。", "created": timezone.now()}
    PaperOrder.objects.create(report=report, **{"kind": "final", **order, **of})


def test_a_worker_that_is_not_heard_of_is_said_to_the_manager(client_of, report):
    district: District = report.cycle.district
    page = client_of(builders.manager(district)).get("/admin/")
    assert [trouble.words for trouble in page.context["troubles"]] == [NO_WORKER]
    assert "后台进程没有运行" in page.content.decode()
    assert troubles(client_of(builders.reviewer(district))) == []


@pytest.mark.usefixtures("_working")
def test_papers_that_could_not_be_made_are_named(client_of, report):
    fail(report), fail(report, kind="draft", digest="0")
    client = client_of(builders.manager(report.cycle.district))
    assert troubles(client) == ["1 份报告文本没有生成：第001中心。第一份的原因：“三、”有 300,001 字，请精简。"]


@pytest.mark.usefixtures("_working")
def test_those_of_another_district_are_not(client_of, report):
    fail(report)
    assert troubles(client_of(builders.manager(builders.district("临川区")))) == []
