"""Exports in the background and many at once, in a real browser."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from departments.models import User
from reports import workflow
from reports.models import Report
from tests import builders
from tests.e2e.shell import fits
from tests.reports.release.jobs.conftest import send
from tests.reports.release.jobs.processes import worker

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE, EXPORTS = "/admin/reports/report/", "/admin/exports/"


@pytest.fixture
def reviewer() -> User:
    """Of a district with three reports that were sent and never printed."""
    district = builders.district()
    send(district, 3)
    return builders.reviewer(district)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[None]:
    """A worker beside the test's server, with the same database and files."""
    (tmp_path / "media").symlink_to(settings.MEDIA_ROOT)
    name = connection.settings_dict
    server = f"postgres://{name['USER']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
    url = server if connection.vendor == "postgresql" else f"sqlite:///{name['NAME']}"
    with worker({"PERFEVAL_VAR": str(tmp_path), "DATABASE_URL": url}):
        yield


def act(page: Page, label: str) -> None:
    page.goto(QUEUE)
    for box in page.locator("input.action-select").all():
        box.check()
    page.locator("select[name=action]").select_option(label=label)
    page.get_by_role("button", name="执行").click()


def test_from_the_click_to_the_download(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User, running: None):
    page = browse(reviewer)
    act(page, "下载报告文本（PDF）…")
    page.get_by_role("button", name="确认下载报告文本").click()
    page.wait_for_url(f"**{EXPORTS}")
    expect(page.get_by_text("正在后台生成")).to_be_visible()
    axe(page)

    link = page.get_by_role("link", name="下载 报告文本")
    expect(link).to_be_visible(timeout=600_000)  # printing takes as long as it takes
    with page.expect_download() as download:
        link.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.namelist() == [f"A{at:03}_云水区第{at}中心_2018.pdf" for at in range(3)]
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())


def test_progress_is_accessible_and_follows_without_javascript(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer, java_script_enabled=False)
    act(page, "下载报告文本（PDF）…")
    page.get_by_role("button", name="确认下载报告文本").click()
    expect(page.locator("progress")).to_have_attribute("value", "0")
    page.get_by_role("link", name="刷新进度").click()
    expect(page.get_by_text("等待后台处理")).to_be_visible()

    page = browse(reviewer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(EXPORTS)
    axe(page)
    assert fits(page)
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_text("已取消", exact=True)).to_be_visible()


def test_many_are_returned_after_a_preview(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    workflow.start_review(Report.objects.get(department__code="A001"), by=reviewer)
    page = browse(reviewer)
    act(page, "批量退回…")
    expect(page.get_by_text("选中 3 份，可以退回 1 份")).to_be_visible()
    axe(page)
    assert fits(page)

    page.get_by_label("共同的退回意见").fill("请补充佐证材料。")
    page.get_by_role("button", name="确认退回 1 份").click()
    expect(page.get_by_role("row", name="A001").or_(page.get_by_role("row", name="云水区第1中心"))).to_contain_text("已退回")
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    expect(page.get_by_role("button", name="打印")).to_be_visible()
