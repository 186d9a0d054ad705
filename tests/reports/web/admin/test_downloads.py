"""What is selected in the queue, taken away as files."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from departments import audit
from departments.models import AuditEntry, District
from reports.models import Job, Report
from reports.release.exports.export_kinds import KINDS
from tests import builders
from tests.reports.release.exports.books import column
from tests.reports.release.exports.test_paper_archive import keep
from tests.reports.release.statistics.builders import approve, small_district

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reports/report/"


@pytest.fixture
def small(db: None) -> District:
    return small_district()


def act(client: Client, name: str, *codes: str, address: str = "?state=all", everything: bool = False) -> Any:
    chosen = [str(pk) for pk in Report.objects.filter(department__code__in=codes, cycle__year=2018).values_list("pk", flat=True)]
    return client.post(QUEUE + address, {"action": name, "_selected_action": chosen, "select_across": int(everything)}, follow=False)


def confirmed(client: Client, name: str, *codes: str, **how: Any) -> Any:
    """Ticked, looked at, confirmed."""
    seen = act(client, name, *codes, **how)
    return client.post(f"/admin/exports/make/{name.removeprefix('export_')}/", {"ids": seen.context["ids"]})


def codes(response: Any) -> list[str]:
    return column(b"".join(response.streaming_content), "汇总表", "预算编码")


def test_the_summary_is_of_the_selected(client_of, small: District):
    assert codes(confirmed(client_of(builders.reviewer(small)), "export_summary", "A1", "B1")) == ["A1", "B1"]


def test_the_summary_may_be_of_all_that_the_filter_shows(client_of, small: District):
    response = confirmed(client_of(builders.reviewer(small)), "export_summary", "A2", address="?year=2018", everything=True)

    assert codes(response) == ["A2", "B1"]


def test_papers_that_are_printed_come_at_once(client_of, small: District):
    keep(Report.objects.get(department__code="A1", cycle__year=2018), b"%PDF")
    response = confirmed(client_of(builders.reviewer(small)), "export_papers", "A1")

    assert b"".join(response.streaming_content).startswith(b"PK")


def test_papers_that_are_not_printed_are_made_in_the_background(client_of, small: District):
    client = client_of(builders.reviewer(small))
    response = confirmed(client, "export_papers", "A1", "A2")

    assert response.headers["Location"] == "/admin/exports/"
    assert "报告文本_云水区_2018.zip" in client.get("/admin/exports/").content.decode()
    assert Job.objects.get().parts.count() == 2


@pytest.mark.parametrize("name", ["csv", "data"])
def test_the_other_files_come_at_once(name: str, client_of, small: District):
    response = confirmed(client_of(builders.reviewer(small)), f"export_{name}", "A1")

    assert b"".join(response.streaming_content)


def test_another_districts_reports_are_not_taken(client_of, small: District):
    stranger = client_of(builders.reviewer(builders.district("临川区"), "stranger"))

    response = act(stranger, "export_summary", "A1")

    assert (response.status_code, "streaming_content" in vars(response)) == (302, False)


def test_too_many_is_a_sentence_in_the_queue(client_of, small: District, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(KINDS, "papers", replace(KINDS["papers"], most=1))
    client = client_of(builders.reviewer(small))

    response = act(client, "export_papers", "A1", "A2")

    assert response.status_code == 302
    assert "一次最多导出 1 份" in client.get(QUEUE).content.decode()


def test_nothing_is_deleted_from_the_queue(client_of, small: District):
    page = client_of(builders.manager(small)).get(QUEUE).content.decode()

    assert "delete_selected" not in page
    assert [kind.label for kind in KINDS.values() if kind.label not in page] == []


def test_what_was_taken_away_is_written_down(client_of, small: District):
    codes(confirmed(client_of(builders.reviewer(small)), "export_summary", "A1", "B1"))
    [entry] = AuditEntry.objects.filter(act=audit.Act.EXPORT)
    assert (entry.district, entry.target, entry.detail) == (small, KINDS["summary"].label, "2 份报告")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("papers", ["定稿，第 1 次报送", "送审稿，第 2 次报送", "尚未报送，不在内"]),
        ("data", ["第 1 次报送的数据", "第 2 次报送的数据", "尚未报送，不在内"]),
        ("return_items", ["没有未了结的退回意见，不在内", "未了结的意见 1 条", "没有未了结的退回意见，不在内"]),
        ("opinions", ["审核意见，第 1 次报送", "还没有审核通过，不在内", "还没有审核通过，不在内"]),
        ("circular", ["列入通报，第 1 次报送", "列入通报，第 2 次报送", "列入通报，尚未报送"]),
        ("summary", ["列入，第 1 次报送，已通过", "列入，第 2 次报送", "列出单位和状态（待签发），没有金额"]),
    ],
)
def test_the_preview_says_what_each_report_comes_to_and_makes_nothing(client_of, small: District, name: str, said: list[str]):
    approve(Report.objects.get(department__code="A1", cycle__year=2018), "90", "88")
    context = act(client_of(builders.reviewer(small)), f"export_{name}", "A1", "A2", "N1").context
    assert ([line.sentence for line in context["lines"]], context["inside"]) == (said, sum("不在内" not in one for one in said))
    assert (Job.objects.exists(), AuditEntry.objects.filter(act=audit.Act.EXPORT).exists()) == (False, False)


def test_a_preview_of_papers_says_that_they_take_a_while(client_of, small: District):
    client = client_of(builders.reviewer(small))
    assert "确认后在后台生成" in act(client, "export_papers", "A1").content.decode()
    assert "确认后直接下载" in act(client, "export_summary", "A1").content.decode()


def test_what_left_the_filter_meanwhile_is_named(client_of, small: District):
    client = client_of(builders.reviewer(small))
    away = Report.objects.get(department__code="A1", cycle__year=2018)
    response = act(client, "export_summary", "A1", "A2", "B1", address="?year=2018&state=submitted")
    inside = {line.report.pk for line in response.context["lines"]}
    assert (away.pk in inside, f"已不在所选范围：{away}（" in response.content.decode()) == (False, True)


def test_only_the_own_districts_reports_are_made_into_a_file(client_of, small: District):
    ids = ",".join(str(pk) for pk in Report.objects.values_list("pk", flat=True))
    stranger = client_of(builders.reviewer(builders.district("临川区"), "stranger"))
    page = stranger.post("/admin/exports/make/summary/", {"ids": f"{ids},x,{'9' * 40}"}, follow=True).content.decode()
    assert ("没有可导出的报告" in page, stranger.post("/admin/exports/make/delete/").status_code) == (True, 404)


def test_a_preview_takes_as_many_queries_for_any_number(client_of, small: District, django_assert_max_num_queries):
    client = client_of(builders.reviewer(small))
    for chosen in (("A1",), ("A1", "A2", "A3", "B1")):
        with django_assert_max_num_queries(16):
            act(client, "export_data", *chosen)
