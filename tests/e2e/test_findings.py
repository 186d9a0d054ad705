"""勾稽 in a real browser: a clerk breaks a sum, reads the arithmetic, mends it; gives a reason, changes the figure, confirms it again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from departments.models import User
from reports import workflow
from reports.filing import live_findings
from reports.models import Explanation, Report, Status
from tests import builders
from tests.e2e.sections import at, saved, url

pytestmark = pytest.mark.django_db(transaction=True)
TOTAL, PROJECT = "expenditure.total.final", "expenditure.project.final"
Browse = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def report() -> Report:
    """A complete report whose figures agree."""
    return builders.complete_report()


@pytest.fixture
def clerk(report: Report) -> User:
    return builders.clerk(report.department)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存本章节").click()
    saved(page)


def test_a_clerk_breaks_a_sum_follows_the_arithmetic_and_mends_it(browse: Browse, report: Report, clerk: User, axe: Check) -> None:
    page = browse(clerk)
    page.goto(url(report, "expenditure"))
    expect(page.locator(".mark-red")).to_have_count(0)
    at(page, TOTAL).fill("573.6")
    save(page)
    broken = page.locator(".finding-red", has_text="405 + 168.5 = 573.5，表中 573.6，差 −0.10 万元")
    expect(broken).to_be_visible()
    cell = page.locator("td", has=at(page, TOTAL))
    expect(cell.get_by_role("link", name="必须修改")).to_be_visible()
    axe(page)
    page.goto(f"/reports/{report.pk}/")
    expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
    axe(page)
    page.locator(".finding-red").get_by_role("link", name="573.6", exact=True).first.click()
    expect(page).to_have_url(re.compile(rf"/sections/expenditure/#{re.escape(TOTAL)}$"))
    at(page, TOTAL).fill("573.5")
    save(page)
    expect(page.locator(".finding-red")).to_have_count(0)
    expect(page.locator(".mark-red")).to_have_count(0)


def test_a_reason_is_given_and_confirmed_again_after_the_figure_changed(browse: Browse, report: Report, clerk: User, axe: Check) -> None:
    page = browse(clerk)
    page.goto(url(report, "basics"))
    at(page, "staff.total.actual").fill("25")
    save(page)
    page.get_by_label("说明原因").fill("两名同志年底到龄退休，手续次年办结")
    page.get_by_role("button", name="保存说明").click()
    expect(page.locator(".finding-green .tag")).to_have_text("已说明")
    at(page, "staff.total.actual").fill("26")
    save(page)
    expect(page.locator(".finding-amber .tag")).to_have_text("需重新确认")
    axe(page)
    expect(page.get_by_label("数字改过")).to_have_value("两名同志年底到龄退休，手续次年办结")
    page.get_by_role("button", name="重新确认").click()
    expect(page.locator(".finding-green .tag")).to_have_text("已说明")
    assert live_findings.find_live_findings(report).outdated == []
    assert Explanation.objects.get().by == clerk


def test_marks_follow_a_save_in_the_background(browse: Browse, report: Report, clerk: User) -> None:
    page = browse(clerk)
    page.clock.install()
    page.goto(url(report, "expenditure"))
    at(page, TOTAL).fill("573.6")
    page.clock.run_for(31_000)
    cell = page.locator("td", has=at(page, TOTAL))
    expect(cell.get_by_role("link", name="必须修改")).to_be_visible()
    at(page, TOTAL).fill("573.5")
    page.clock.run_for(31_000)
    expect(page.locator(".mark-red")).to_have_count(0)
    expect(page.locator(".finding-red")).to_have_count(0)


def test_the_leader_lets_a_figure_go_and_signs(browse: Browse, report: Report, axe: Check) -> None:
    report.figures.filter(table="expenditure", row="total", column="final").update(amount="573.6")
    leader = builders.leader(report.department)
    workflow.hand_over(report, by=None)
    page = browse(leader)
    page.goto(f"/reports/{report.pk}/sign/")
    axe(page)
    expect(page.get_by_role("button", name="签发并报送")).to_have_count(0)
    while page.get_by_role("button", name="保存说明").count():
        page.locator("details[open]").get_by_role("textbox").first.fill("与批复决算一致")
        page.locator("details[open]").get_by_role("button", name="保存说明").first.click()
        expect(page.locator(".message-success")).to_have_text("说明已保存。")
        page.goto(f"/reports/{report.pk}/sign/")
        if not page.locator("details[open] textarea").count():
            break
    page.get_by_label("我已看过报告全文").check()
    page.get_by_role("button", name="签发并报送").click()
    expect(page.get_by_role("heading", name="已报送财政局")).to_be_visible()
    report.refresh_from_db()
    assert report.status == Status.SUBMITTED
