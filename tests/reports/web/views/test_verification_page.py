"""真伪核验: numbers and files, asked by anybody."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports import workflow
from reports.domain.rendering import pdf
from reports.models import Approval, Report
from reports.release.publishing import publication_acts, verification
from reports.web.views import upload_hashing
from reports.workflow import printouts
from tests import builders
from tests.reports.release.publishing import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paper differs from the others."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: f"%PDF-1.7 {stamp.kind} {stamp.number}".encode())


@pytest.fixture
def report(db: None) -> Report:
    return shelf.approved()


@pytest.fixture
def approval(report: Report) -> Approval:
    found = Approval.objects.get(submission__report=report)
    printouts.get_printout(found.submission)
    printouts.get_final_printout(found)
    return found


def page(reference: str, status: int = 200) -> str:
    response = Client().get(f"/verify/{reference}/")
    assert response.status_code == status
    return response.content.decode()


def upload(reference: str, content: bytes) -> str:
    return Client().post(f"/verify/{reference}/", {"file": SimpleUploadedFile("a.pdf", content)}).content.decode()


def test_an_approved_paper_is_valid(approval):
    found = page(approval.submission.reference)
    papers = [printout.sha256 for printout in approval.submission.printouts.all()]
    assert all(word in found for word in ("有效", "云水区档案馆", "2018", "审核通过", approval.submission.sha256, *papers))


def test_a_paper_that_is_not_public_shows_nothing_of_its_content(approval):
    found = page(approval.submission.reference)
    assert ("扫描和著录" in found, "573.5" in found, "/public/2018" in found) == (False, False, False)


def test_a_reopened_paper_is_no_longer_valid(approval):
    workflow.reopen(approval.submission.report, by=None, reason="数字有误")
    assert "已重新打开" in page(approval.submission.reference)


def test_a_superseded_paper_says_so(approval):
    report = approval.submission.report
    workflow.reopen(report, by=None, reason="数字有误")
    workflow.answer(report.return_items.get(is_open=True), by=builders.clerk(report.department), kind="changed", text="已改")
    shelf.approve(report)
    assert "已被新版替代" in page(approval.submission.reference)


def test_a_public_paper_has_states_of_its_own(report):
    first = shelf.published(report)
    assert "财政局现在公开的版本" in page(first.reference)
    second = shelf.published(report)
    assert "已被新版替代" in page(first.reference)
    assert re.search(rf'<a\s[^>]*href="/public/{second.reference}/">\s*查看现在公开的版本\s*</a>', page(first.reference))
    publication_acts.withdraw_publication(second, by=None, note="附表有误")
    assert "这次公开已撤回：附表有误" in page(second.reference)


def test_a_replaced_paper_names_no_newer_one_that_was_withdrawn(report):
    first = shelf.published(report)
    publication_acts.withdraw_publication(shelf.published(report), by=None, note="附表有误")
    found = page(first.reference)
    assert ("现在没有公开的版本" in found, "请以新的公开版为准" in found, "/public/2018" in found) == (True, False, False)
    assert "新的公开版也已撤回" in Client().get(f"/public/{first.reference}/").content.decode()


def test_what_is_not_approved_has_no_number_yet():
    report = builders.complete_report()
    workflow.hand_over(report, by=None)
    reference = workflow.submit(report, by=None).reference
    assert "查无此编号" in page(reference, 404)


@pytest.mark.parametrize("reference", ["2018-0000000000", "x", "20180000000000", "a" * 50, "某单位的报告"])
def test_an_unknown_number_is_a_plain_answer(reference):
    assert "查无此编号" in page(reference, 404)


def test_known_and_unknown_numbers_cost_about_the_same(approval, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        verification.find_answer("2018-0000000000")
    with django_assert_max_num_queries(5):
        verification.find_answer(approval.submission.reference)


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    "typed", ["{0}", " {0} ", "{1}", "{2}", "{3}", "编号：{0}", "编号：{0} 校验码：07ad4b2287a5", "https://example.gov.cn/verify/{0}"]
)
def test_a_number_is_found_as_people_type_it(approval, typed):
    reference = approval.submission.reference
    number = typed.format(reference, reference.lower(), reference.replace("-", " ").replace("0", "O"), reference.translate(FULL_WIDTH))
    assert Client().get("/verify/", {"number": number}).headers["Location"] == f"/verify/{reference}/"


def test_an_address_copied_with_the_full_stop_behind_it_is_understood(approval):
    assert f"编号 {approval.submission.reference}" in page(f"{approval.submission.reference}。")


@pytest.mark.parametrize("typed", ["不是编号", "2018-K7Q2M9XW4D0", "12018-K7Q2M9XW4D", "2018-K7Q2M9XW4"])
def test_a_scribble_is_no_number(typed):
    response = Client().get("/verify/", {"number": typed})
    assert (response.status_code, "查无此编号" in response.content.decode()) == (404, True)


def test_each_paper_is_known_by_its_name(approval):
    reference = approval.submission.reference
    public = shelf.published(approval.submission.report)
    files = [shelf.content(printout.file) for printout in approval.submission.printouts.order_by("pk")]
    said = [upload(reference, content) for content in (*files, shelf.content(public.file))]
    assert [name in found for name, found in zip(("的送审稿", "的定稿", "的公开版"), said, strict=True)] == [True] * 3
    assert all("相符" in found for found in said)


def test_one_byte_changed_is_refused(approval):
    content = shelf.content(approval.submission.printouts.latest("pk").file)
    assert "不符" in upload(approval.submission.reference, content[:-1] + b"!")


def test_another_report_is_refused(approval):
    other = shelf.approved("云水区体育馆", "088002")
    content = shelf.content(printouts.get_printout(other.submissions.get()).file)
    assert "不符" in upload(approval.submission.reference, content)


def test_no_file_and_a_file_too_large_are_answered_in_words(approval, monkeypatch):
    path = f"/verify/{approval.submission.reference}/"
    assert "请先选择" in Client().post(path).content.decode()
    monkeypatch.setattr(upload_hashing, "MOST", 1000)
    assert Client().post(path, {"file": SimpleUploadedFile("a.pdf", b"x" * 9000)}).status_code == 413
    assert Client().post(path, {"file": SimpleUploadedFile("a.pdf", b"x" * 2000)}).status_code == 413


def test_an_uploaded_file_is_kept_nowhere(approval, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.MEDIA_ROOT = str(tmp_path)
    upload(approval.submission.reference, b"x" * 4_000_000)
    assert list(tmp_path.iterdir()) == []


def test_the_form_needs_no_cookie(approval):
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"/verify/{approval.submission.reference}/", {"file": SimpleUploadedFile("a.pdf", b"x")})
    assert (response.status_code, dict(response.cookies)) == (200, {})
