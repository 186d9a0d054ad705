"""公开 in a real browser: a manager publishes with one section withheld, a passer-by reads it and verifies the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from departments.models import User
from reports.domain.rendering import pdf
from reports.models import Approval, Publication, Report
from tests import builders
from tests.e2e.shell import fits, keep_all_public
from tests.reports.release.publishing import shelf

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "涉及商业秘密"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture
def report(transactional_db: None) -> Report:
    return shelf.approved()


@pytest.fixture
def manager(report: Report) -> User:
    return builders.manager(report.department.district)


def publish(page: Page, report: Report) -> None:
    """With the projects withheld, after a look at the preview."""
    page.goto("/admin/reports/publication/")
    page.get_by_role("link", name="公开").last.click()
    page.get_by_label("项目组织实施情况").fill(SECRET)
    page.get_by_role("button", name="预览", exact=True).click()
    expect(page.get_by_role("region", name="公众将看到的内容")).to_contain_text(f"本节不予公开：{SECRET}")
    keep_all_public(page)
    page.get_by_role("button", name="按左侧所示公开").click()
    expect(page.get_by_text("已公开，编号")).to_be_visible()


def choose(page: Page, file: Path) -> None:
    page.get_by_label("PDF 文件").set_input_files(file)


def changed(file: Path) -> Path:
    """The same with one byte changed."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    other = file.with_name("changed.pdf")
    other.write_bytes(content)
    return other


def test_a_manager_publishes_and_anybody_reads_and_verifies(browse: Callable[..., Page], report: Report, manager: User, tmp_path: Path):
    publish(browse(manager), report)

    visitor = browse()
    visitor.goto("/public/")
    visitor.get_by_role("link", name="云水区档案馆2018年度").click()
    expect(visitor.get_by_role("article")).to_contain_text(f"本节不予公开：{SECRET}")
    expect(visitor.get_by_role("article")).not_to_contain_text("扫描和著录")
    paper = tmp_path / "paper.pdf"
    with visitor.expect_download() as download:
        visitor.evaluate("() => { const a = document.querySelector('a[href$=\".pdf\"]'); a.download = 'x.pdf'; a.click(); }")
    download.value.save_as(paper)

    visitor.get_by_role("article").wait_for()
    visitor.get_by_role("link", name="核验真伪").last.click()
    expect(visitor.get_by_text("有效", exact=True)).to_be_visible()
    choose(visitor, paper)
    expect(visitor.get_by_role("status")).to_contain_text("相符：这就是编号")
    choose(visitor, changed(paper))
    expect(visitor.get_by_role("status")).to_contain_text("不符")


@pytest.fixture
def published(report: Report, monkeypatch: pytest.MonkeyPatch) -> Publication:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7 " + stamp.number.encode())
    return shelf.published(report, {"projects": SECRET})


def test_the_file_does_not_leave_the_browser(browse: Callable[..., Page], published: Publication, tmp_path: Path):
    page, sent = browse(), []
    page.goto(f"/verify/{published.reference}/")
    page.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(shelf.content(published.file))
    choose(page, paper)
    expect(page.get_by_role("status")).to_contain_text("的公开版，一字未改")
    assert sent == []


def test_a_dropped_file_is_checked(browse: Callable[..., Page], published: Publication):
    page = browse()
    page.goto(f"/verify/{published.reference}/")
    data = page.evaluate_handle(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'a.pdf')); return data; }",
        shelf.content(published.file).decode(),
    )
    page.dispatch_event("form[data-check]", "drop", {"dataTransfer": data})
    expect(page.get_by_role("status")).to_contain_text("相符")


@pytest.mark.parametrize(("change", "words"), [(False, "相符：这就是编号"), (True, "不符")])
def test_without_javascript_the_server_answers(
    browse: Callable[..., Page], published: Publication, tmp_path: Path, change: bool, words: str
):
    page = browse(java_script_enabled=False)
    page.goto(f"/verify/{published.reference}/")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(shelf.content(published.file))
    choose(page, changed(paper) if change else paper)
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("status")).to_contain_text(words)


@pytest.mark.console("status of 404")
@pytest.mark.console("status of 410")
def test_every_public_page_is_accessible_quiet_and_fits(
    browse: Callable[..., Page], axe: Callable[[Page], None], published: Publication, report: Report
):
    approval = Approval.objects.get(submission__report=report)
    gone = Publication.objects.get(pk=published.pk)
    numbers = (approval.submission.reference, published.reference, "2018-0000000000")
    standing = shelf.published(report, {"projects": SECRET})
    paths = ["/public/", "/public/?q=无", f"/public/{standing.reference}/", f"/public/{gone.reference}/", "/verify/"]
    page = browse()
    for path in [*paths, *(f"/verify/{number}/" for number in numbers)]:
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)
            page.goto(path)
            axe(page)
            assert fits(page), (path, screen)


def test_the_desk_of_the_manager_is_accessible_and_fits(
    browse: Callable[..., Page], axe: Callable[[Page], None], published: Publication, report: Report, manager: User
):
    page = browse(manager)
    for path in ("/admin/reports/publication/?state=all", f"/admin/reports/publication/report/{report.pk}/"):
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)
            page.goto(path)
            axe(page)
            assert fits(page), (path, screen)
