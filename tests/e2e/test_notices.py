"""The bell, the list of notices and the own settings, in a real browser on both screens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from departments.models import User
from reports.domain.rendering import pdf
from reports.models import OutboxMail, Report
from tests import builders
from tests.e2e import shell
from tests.e2e.shell import fits
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]


@pytest.fixture
def returned(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report that came back with an item on a text and one on a cell."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    return make_report("tianxin-2018")


@pytest.fixture
def people(returned: Report) -> dict[str, User]:
    folk = shell.people(returned)
    User.objects.update(email="")
    shell.fill(returned, folk["clerk"])
    shell.send_back(returned, folk)
    return folk


@pytest.mark.parametrize("screen", SCREENS)
def test_from_the_bell_to_the_item(
    browse: Callable[..., Page], axe: Callable[[Page], None], people: dict[str, User], returned: Report, screen: dict[str, int]
):
    page = browse(people["clerk"])
    page.set_viewport_size(screen)
    page.goto("/")
    page.get_by_role("link", name="通知 1 条未读").click()
    expect(page.get_by_role("heading", name="财政局退回，请修改")).to_be_visible()
    expect(page.get_by_text("〔必改〕")).to_contain_text("请写明资金审批程序")
    expect(page.get_by_text("〔请说明〕")).to_contain_text("与上年差异较大")
    axe(page)
    assert fits(page)

    page.get_by_role("link", name=re.compile("到这条意见.*第 2 条")).click()
    expect(page.locator(":target")).to_contain_text("与上年差异较大")
    page.go_back()
    page.get_by_role("button", name="查看和办理").click()
    page.wait_for_url(f"**/reports/{returned.pk}/")
    expect(page.get_by_role("link", name="通知", exact=True)).to_be_visible()


def test_without_javascript_all_are_read_at_once(browse: Callable[..., Page], people: dict[str, User]):
    page = browse(people["leader"], java_script_enabled=False)
    page.goto("/notices/")
    page.get_by_role("button", name="全部标为已读").click()
    expect(page.get_by_text("条通知已标为已读")).to_be_visible()
    expect(page.get_by_role("button", name="全部标为已读")).to_have_count(0)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.console("status of 422")
def test_a_person_says_where_to_write(
    browse: Callable[..., Page], axe: Callable[[Page], None], people: dict[str, User], screen: dict[str, int]
):
    page = browse(people["clerk"])
    page.set_viewport_size(screen)
    page.goto("/")
    page.get_by_role("link", name="我的设置").click()
    page.get_by_label("邮箱").fill("不是邮箱")
    page.get_by_role("button", name="保存设置").click()
    expect(page.get_by_text("邮箱地址不对")).to_be_visible()
    axe(page)
    assert fits(page)

    page.get_by_label("邮箱").fill("clerk@example.cn")
    page.get_by_role("button", name="保存设置").click()
    expect(page.get_by_text("设置已保存。")).to_be_visible()
    expect(page.get_by_label("用邮件接收通知")).to_be_checked()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_manager_looks_into_the_outbox(
    browse: Callable[..., Page], axe: Callable[[Page], None], people: dict[str, User], returned: Report, screen: dict[str, int]
):
    notice = returned.notices.latest("pk")
    OutboxMail.objects.create(notice=notice, address="clerk@example.cn", state="failed", error="连接被拒绝", created=notice.created)
    page = browse(builders.manager(returned.department.district))
    page.set_viewport_size(screen)
    page.goto("/admin/reports/outboxmail/")
    expect(page.get_by_text("连接被拒绝")).to_be_visible()
    axe(page)
    page.get_by_role("row", name="clerk@example.cn").get_by_role("link").click()
    axe(page)
    page.get_by_role("button", name="再发一次").click()
    expect(page.get_by_text("已排队")).to_be_visible()
