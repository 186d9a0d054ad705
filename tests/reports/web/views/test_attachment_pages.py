"""The page of 附件: uploading, taking out, fetching; who may, and what is said of what is refused."""

from urllib.parse import quote

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from departments.models import Role
from reports import workflow
from reports.filing.attachments import evidence
from reports.models import Attachment, Cycle, Event, Status
from reports.workflow import signed_scans
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.workflow import builders
from tests.reports.workflow.builders import ITEM, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "attachments"


@pytest.fixture
def attached(report, clerk):
    return evidence.add_evidence(report, upload("采购合同.pdf", files.pdf()), place="section.management", by=clerk)


@pytest.fixture
def send(report, clerk, leader):
    def sent():
        workflow.hand_over(report, by=clerk)
        return workflow.submit(report, by=leader)

    return sent


def post(client, report, *contents, place="report", page="attachments", **named):
    """Names and contents, or just good files by name."""
    chosen = [upload(name, files.GOOD[name]) for name in contents] + [upload(name, content) for name, content in named.items()]
    answer = client.post(f"/reports/{report.pk}/{page}/", {"place": place, "files": chosen}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(client, report, query=""):
    answer = client.get(f"/reports/{report.pk}/attachments/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_several_files_are_uploaded_at_once(client_of, clerk, report):
    page = post(client_of(clerk), report, "采购合同.pdf", "截图.png", "明细.xlsx", place="section.management")
    assert "已上传 3 份：采购合同.pdf、截图.png、明细.xlsx。" in page
    assert page.count("attached-name") == 3
    assert '<h3 class="attached-place">一、项目资金管理情况</h3>' in page
    assert {each.place for each in Attachment.objects.all()} == {"section.management"}


def test_the_same_content_under_another_name_is_told_and_kept_once(client_of, clerk, report):
    client, content = client_of(clerk), files.GOOD["截图.png"]
    post(client, report, "截图.png")
    page = post(client, report, **{"截图副本.png": content, "新的.png": content})
    assert "“截图副本.png”的内容与已有的“截图.png”相同，没有重复保存。" in page
    assert "“新的.png”的内容与已有的“截图.png”相同" in page
    assert ("已上传 " not in page, Attachment.objects.count()) == (True, 1)


def test_a_refused_file_takes_no_other_with_it(client_of, clerk, report):
    page = post(client_of(clerk), report, "截图.png", **{"坏.pdf": b"%PDF-1.7", "程序.exe": b"MZ"})
    assert "已上传 1 份：截图.png。" in page
    assert "“坏.pdf”没有上传：PDF 已损坏" in page
    assert "“程序.exe”没有上传：只接受" in page


def test_many_refusals_do_not_fill_the_page(client_of, clerk, report):
    page = post(client_of(clerk), report, **{f"{number}.exe": b"MZ" for number in range(9)})
    assert page.count("没有上传：") == 5
    assert "另有 4 个文件没有上传" in page


def test_a_post_without_files_says_so(client_of, clerk, report):
    assert "没有选择文件" in post(client_of(clerk), report)


def test_a_file_of_30_mb_is_answered_with_a_sentence_and_not_kept(client_of, clerk, report, media):
    page = post(client_of(clerk), report, **{"大.pdf": files.pdf() + bytes(30 * 1024 * 1024)})
    assert "“大.pdf”没有上传：文件有 30.1 MB，超过 20 MB" in page
    assert not media.exists()


def test_more_than_the_limit_in_one_request_is_thrown_away(client_of, clerk, report, monkeypatch):
    monkeypatch.setattr("reports.filing.attachments.upload_handler.MOST_OF_REPORT", 100_000)
    long = files.pdf(words="x" * 150_000)
    page = post(client_of(clerk), report, **{"一.pdf": long, "二.pdf": files.pdf(words="2")})
    assert "“二.pdf”没有上传：一次上传的文件合计超过 200 MB" in page


def test_more_than_a_hundred_files_are_answered_with_a_sentence(client_of, clerk, report):
    page = post(client_of(clerk), report, **{f"{number}.pdf": b"%PDF" for number in range(101)})
    assert "一次最多选 100 个文件" in page


@pytest.mark.parametrize("page", ["attachments", "scans"])
def test_a_broken_request_is_answered_with_a_sentence(client_of, clerk, report, page):
    kind = "multipart/form-data; boundary=" + "x" * 300
    answer = client_of(clerk).post(f"/reports/{report.pk}/{page}/", b"nonsense", content_type=kind, follow=True)
    assert "文件没有传完整" in answer.content.decode()


def test_a_request_that_breaks_off_is_answered_with_a_sentence(client_of, clerk, report, monkeypatch):
    def too_big(*_):
        raise RequestDataTooBig

    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", too_big)
    assert "一次选的文件太多" in post(client_of(clerk), report, "截图.png")


@pytest.mark.parametrize("page", ["attachments", "scans"])
def test_nobody_uploads_from_another_site(report, clerk, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    answer = client.post(f"/reports/{report.pk}/{page}/", {"files": [upload("截图.png", files.picture())]})
    assert answer.status_code == 403
    assert Attachment.objects.count() == 0


def test_the_place_is_chosen_by_the_link(client_of, clerk, report):
    page = shown(client_of(clerk), report, "?place=section.output")
    assert '<option value="section.output" selected>' in page
    assert '<option value="report" selected>' in shown(client_of(clerk), report, "?place=nowhere")


def test_section_and_overview_say_how_many(client_of, clerk, report, attached):
    section = client_of(clerk).get(f"/reports/{report.pk}/sections/management/").content.decode()
    assert f'href="/reports/{report.pk}/attachments/?place=section.management">本章节的佐证材料（1 份）' in section
    assert "（0 份）" in client_of(clerk).get(f"/reports/{report.pk}/sections/output/").content.decode()
    assert "一、项目资金管理情况：1 份" in client_of(clerk).get(f"/reports/{report.pk}/").content.decode()


def test_the_leader_sees_them_before_signing(client_of, clerk, leader, report, attached):
    workflow.hand_over(report, by=clerk)
    page = client_of(leader).get(f"/reports/{report.pk}/sign/").content.decode()
    assert "一、项目资金管理情况：1 份" in page
    assert "待签发" in shown(client_of(leader), report)


def test_a_file_is_taken_out_after_a_second_click(client_of, clerk, report, attached):
    client = client_of(clerk)
    assert "确认移除" in shown(client, report)
    answer = client.post(f"/attachments/{attached.pk}/remove/", follow=True)
    assert "已移除“采购合同.pdf”" in answer.content.decode()
    assert "还没有佐证材料" in answer.content.decode()
    assert client.post(f"/attachments/{attached.pk}/remove/").status_code == 404


def test_after_sending_nothing_is_offered_and_nothing_taken(client_of, clerk, report, attached, send):
    send()
    client = client_of(clerk)
    page = shown(client, report)
    assert "确认移除" not in page
    assert 'id="files"' not in page
    assert "不能修改" in post(client, report, "截图.png")
    assert "不能修改" in client.post(f"/attachments/{attached.pk}/remove/", follow=True).content.decode()
    assert Attachment.objects.get().removed_at is None


# 签章扫描件 ------------------------------------------------------------------------------------------------------------


def test_a_scan_is_asked_for_uploaded_and_taken_back(client_of, clerk, report, send):
    Cycle.objects.update(requires_scan=True)
    assert 'id="scan-files"' not in shown(client_of(clerk), report)
    send()
    client = client_of(clerk)
    assert "没有扫描件，财政局不能审核通过" in client.get(f"/reports/{report.pk}/").content.decode()
    assert "已上传 1 份：现场.jpg。" in post(client, report, "现场.jpg", page="scans")
    assert "没有扫描件" not in client.get(f"/reports/{report.pk}/").content.decode()
    client.post(f"/attachments/{Attachment.objects.get().pk}/remove/")
    assert "还没有扫描件" in shown(client, report)
    assert list(Event.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["attach_scan", "remove_scan"]


def test_who_had_to_log_in_again_finds_the_page(client_of, clerk, report):
    answer = client_of(clerk).get(f"/reports/{report.pk}/scans/")
    assert answer.headers["Location"] == f"/reports/{report.pk}/attachments/"


def test_a_scan_that_is_no_scan_is_refused(client_of, clerk, report, send):
    send()
    assert "只接受 PDF、JPG、PNG 文件" in post(client_of(clerk), report, "说明.docx", page="scans")


def test_during_the_review_a_scan_is_added_but_not_taken_back(client_of, clerk, reviewer, report, send):
    send()
    made = signed_scans.add_signed_scan(report, upload("扫描件.pdf", files.pdf()), by=clerk)
    workflow.start_review(report, by=reviewer)
    client = client_of(clerk)
    assert "确认移除" not in post(client, report, "现场.jpg", page="scans")
    assert "已开始审核" in client.post(f"/attachments/{made.pk}/remove/", follow=True).content.decode()


# Fetching ---------------------------------------------------------------------------------------------------------------


def fetched(client, attachment):
    answer = client.get(f"/attachments/{attachment.pk}/")
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def test_a_file_is_a_download_and_nothing_else(client_of, clerk, attached):
    answer = client_of(clerk).get(f"/attachments/{attached.pk}/")
    assert b"".join(answer.streaming_content) == files.pdf()
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('采购合同.pdf')}"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_the_bureau_fetches_what_was_sent_and_no_draft(client_of, reviewer, manager, clerk, report, attached, send):
    assert [fetched(client_of(person), attached) for person in (reviewer, manager)] == [404, 404]
    send()
    assert [fetched(client_of(person), attached) for person in (reviewer, manager)] == [200, 200]
    put(report, Status.IN_REVIEW)
    workflow.return_(report, by=reviewer, items=[ITEM])
    later = evidence.add_evidence(report, upload("截图.png", files.picture()), place="report", by=clerk)
    evidence.remove_evidence(attached, by=clerk)
    assert [fetched(client_of(reviewer), each) for each in (attached, later)] == [200, 404]
    assert [fetched(client_of(clerk), each) for each in (attached, later)] == [200, 200]


def test_a_scan_that_was_taken_back_is_no_longer_the_bureaus(client_of, clerk, reviewer, report, send):
    send()
    made = signed_scans.add_signed_scan(report, upload("扫描件.pdf", files.pdf()), by=clerk)
    assert fetched(client_of(reviewer), made) == 200
    signed_scans.remove_signed_scan(made, by=clerk)
    assert (fetched(client_of(reviewer), made), fetched(client_of(clerk), made)) == (404, 200)


def test_strangers_find_nothing(client_of, stranger, client, report, attached, send):
    neighbour = builders.make_person("neighbour", Role.CLERK, department=builders.make_department(report.department.district, "088002"))
    send()
    for person in (stranger, neighbour):
        theirs = client_of(person)
        assert fetched(theirs, attached) == 404
        assert theirs.post(f"/attachments/{attached.pk}/remove/").status_code == 404
        assert theirs.get(f"/reports/{report.pk}/attachments/").status_code == 404
        for page in ("attachments", "scans"):
            chosen = {"files": [upload("截图.png", files.picture())]}
            assert theirs.post(f"/reports/{report.pk}/{page}/", chosen).status_code == 404
    assert client.get(f"/attachments/{attached.pk}/").headers["Location"].startswith("/login/")
    assert Attachment.objects.count() == 1


def test_the_bureau_takes_nothing_out(client_of, reviewer, attached, send):
    send()
    answer = client_of(reviewer).post(f"/attachments/{attached.pk}/remove/", follow=True)
    assert "不能修改" in answer.content.decode() or "只有本单位" in answer.content.decode()
    assert Attachment.objects.get().removed_at is None


def test_stored_files_have_no_address(client_of, clerk, attached):
    client = client_of(clerk)
    assert [client.get(f"/{prefix}{attached.file.name}").status_code for prefix in ("", "media/", "static/")] == [404] * 3


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_is_the_same_for_every_number_of_files(client_of, clerk, report, number, django_assert_num_queries):
    for at in range(number):
        evidence.add_evidence(report, upload("合同.pdf", files.pdf(words=str(at))), place="section.output", by=clerk)
    client = client_of(clerk)
    last = Attachment.objects.latest("pk")
    with django_assert_num_queries(7):
        shown(client, report)
    with django_assert_num_queries(4):
        assert fetched(client, last) == 200


def test_an_upload_never_lies_in_memory(client_of, clerk, report, monkeypatch):
    kinds = []
    real = evidence.add_evidence
    monkeypatch.setattr(
        evidence, "add_evidence", lambda report, file, **how: kinds.append(type(file).__name__) or real(report, file, **how)
    )
    post(client_of(clerk), report, "截图.png")
    assert kinds == ["TemporaryUploadedFile"]
    assert isinstance(upload("a", b""), SimpleUploadedFile)


# The reviewer's page ----------------------------------------------------------------------------------------------------


def review(client, report):
    return client.get(f"/admin/reports/report/{report.pk}/change/").content.decode()


def test_the_reviewer_sees_them_by_place_and_what_is_new(client_of, clerk, leader, reviewer, report, attached, send):
    type(reviewer).objects.filter(pk=reviewer.pk).update(is_staff=True)
    client = client_of(type(reviewer).objects.get(pk=reviewer.pk))
    assert "采购合同.pdf" not in review(client, report)
    send()
    page = review(client, report)
    assert f'href="/attachments/{attached.pk}/">采购合同.pdf' in page
    assert "佐证材料 1 份" in page
    assert ">新<" not in page
    workflow.withdraw(report, by=leader)
    evidence.add_evidence(report, upload("截图.png", files.picture()), place="report", by=clerk)
    send()
    page = review(client, report)
    assert page.index("整份报告") < page.index("截图.png</a>") < page.index(">新<") < page.index("采购合同.pdf")
    assert page.count(">新<") == 1


def test_the_reviewer_is_told_that_the_scan_is_missing(client_of, clerk, reviewer, report, send):
    Cycle.objects.update(requires_scan=True)
    send()
    client = client_of(reviewer)
    assert "还没有签章扫描件" in review(client, report)
    signed_scans.add_signed_scan(report, upload("扫描件.pdf", files.pdf()), by=clerk)
    page = review(client, report)
    assert "还没有签章扫描件" not in page
    assert "扫描件.pdf" in page
