"""What everybody reads without login, and what nobody does."""

from __future__ import annotations

import pytest
from django.http import HttpResponseBase
from django.test import Client

from departments.models import Department
from reports import workflow
from reports.models import Publication, Report
from reports.release.publishing import publication_acts
from tests import builders
from tests.reports.release.publishing import shelf
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
SECRET = "涉及国家秘密"


def get(path: str, **headers: str) -> HttpResponseBase:
    """Read to its end, as a browser does."""
    response = Client().get(path, headers=headers)
    if response.streaming:
        b"".join(response)
    return response


def text(path: str, status: int = 200) -> str:
    response = get(path)
    assert response.status_code == status
    return response.content.decode()


def pages_of(publication: Publication) -> list[str]:
    return [f"/public/{publication.reference}{ending}" for ending in ("/", ".pdf", ".json")]


def test_the_list_names_what_is_published_and_nothing_else():
    shelf.published()
    shelf.approved("云水区体育馆", "088002")
    found = text("/public/")
    assert ("云水区档案馆2018年度" in found, "云水区体育馆" in found, "088001" in found) == (True, False, False)


def test_a_year_of_which_nothing_is_public_is_told_and_kept():
    shelf.published()

    page = text("/public/?year=1900")

    assert "没有 1900 年度的公开报告。" in page
    assert '<option value="1900" selected>' in page


@pytest.mark.parametrize(
    ("query", "number"), [("?q=档案馆", 1), ("?q=扫描和著录", 1), ("?q=不在报告里", 0), ("?year=2018", 1), ("?year=x&page=y&district=z", 1)]
)
def test_it_is_searched_by_unit_words_and_year(query, number):
    shelf.published()
    assert f"共 {number} 份" in text(f"/public/{query}")


def test_withheld_words_are_not_found():
    shelf.published(withheld={"projects": SECRET})
    assert "共 0 份" in text("/public/?q=扫描和著录")


def test_the_list_asks_equally_often_for_50_and_500():
    first = shelf.published()
    few, many = _asked_for(first, 50), _asked_for(first, 450)
    assert few == many <= 4


def _asked_for(first: Publication, more: int) -> int:
    """Statements of a list page after so many more were published."""
    have, district = Publication.objects.count(), first.report.department.district
    numbers = range(have, have + more)
    units = Department.objects.bulk_create(Department(district=district, code=f"9{at:05}", name=f"第{at}中心") for at in numbers)
    same = {"cycle": first.report.cycle, "outline": first.report.outline, "status": "approved"}
    reports = Report.objects.bulk_create(Report(department=unit, **same) for unit in units)
    copied = {
        name: getattr(first, name)
        for name in ("approval", "published_on", "at", "year", "title", "document", "sha256", "text", "pdf_sha256")
    }
    Publication.objects.bulk_create(
        Publication(report=report, reference=f"2018-{at:010}", unit=f"第{at}中心", **copied)
        for at, report in zip(numbers, reports, strict=True)
    )
    with asked() as queries:
        assert f"共 {have + more} 份" in text("/public/")
    return len(queries)


def test_a_reader_needs_no_cookie_and_leaves_none():
    done = shelf.published()
    for path in ("/public/", *pages_of(done), "/verify/", f"/verify/{done.reference}/"):
        response = get(path)
        assert (response.status_code, dict(response.cookies)) == (200, {}), path


def test_a_cache_need_not_tell_readers_apart():
    done = shelf.published()
    assert [get(path).headers.get("Vary") for path in ("/public/", *pages_of(done))] == [None] * 4


def test_pages_and_files_may_be_kept_by_caches():
    done = shelf.published()
    for path in ("/public/", *pages_of(done)):
        assert get(path).headers["Cache-Control"] == "public, max-age=300"
    etag = get(pages_of(done)[1]).headers["ETag"]
    assert etag == f'"{done.pdf_sha256}"'
    assert get(pages_of(done)[1], **{"If-None-Match": etag}).status_code == 304


def test_what_is_not_published_is_not_found():
    report = shelf.approved()
    for reference in (report.submissions.get().reference, "2018-0000000000", "x"):
        assert [get(f"/public/{reference}{ending}").status_code for ending in ("/", ".pdf", ".json")] == [404, 404, 404]


def test_a_withdrawn_report_leaves_its_note_alone():
    done = shelf.published()
    publication_acts.withdraw_publication(done, by=None, note="附表有误，更正后重新公开")
    for path in pages_of(done):
        found = text(path, 410)
        assert ("附表有误，更正后重新公开" in found, "扫描和著录" in found) == (True, False)
    assert "共 0 份" in text("/public/")


def test_a_replaced_version_leads_to_the_new_one():
    report = shelf.approved()
    first, second = shelf.published(report), shelf.published(report)
    assert f'href="/public/{second.reference}/"' in text(f"/public/{first.reference}/", 410)


def test_a_reopened_report_says_that_it_is_being_changed():
    done = shelf.published()
    workflow.reopen(done.report, by=None, reason="数字有误")
    assert "正在修改" in text(f"/public/{done.reference}/")


def test_a_newer_approval_that_is_not_public_is_mentioned():
    done = shelf.published()
    report = done.report
    workflow.reopen(report, by=None, reason="数字有误")
    item = report.return_items.get(is_open=True)
    workflow.answer(item, by=builders.clerk(report.department), kind="changed", text="已改")
    shelf.approve(report)
    assert "已有新的审核通过的版本，尚未公开" in text(f"/public/{done.reference}/")


def test_readers_see_the_reason_and_no_findings():
    done = shelf.published(withheld={"three_public": SECRET})
    found = text(f"/public/{done.reference}/")
    assert (f"本节不予公开：{SECRET}" in found, "核对" in found, "退回意见" in found) == (True, False, False)
