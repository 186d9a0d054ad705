"""The Back key, in a Chromium that keeps pages as people's own does: what was typed is there again, and after the logout nothing is."""

import pytest
from playwright.sync_api import expect

from departments.models import Role
from reports import workflow
from reports.domain.rendering import pdf
from tests import builders
from tests.e2e.sections import TEXT, at, comes_true, no_copy_is_left, url
from tests.e2e.shell import OWN, fill, log_in, people, send_back
from tests.reports.filing.forms.builders import make_clerk, make_report

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "写了一上午"


@pytest.fixture(scope="module")
def browser(browser_type, browser_type_launch_args):
    """Playwright switches the cache of the Back key off."""
    opened = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    yield opened
    opened.close()


def come_in(page, user):
    user.set_password(OWN)
    user.save()
    log_in(page, user.username, OWN)
    page.wait_for_url(lambda address: "/login/" not in address)


def go_back(page):
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_timeout(700)


def leave(page):
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/")


def sees_only_the_login(page):
    """However far back."""
    for _ in range(8):
        go_back(page)
        if page.url == "about:blank":
            return
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
    raise AssertionError("there is always one page more")


@pytest.fixture
def page(browse):
    page = browse()
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def test_a_section_has_its_text_and_after_the_logout_there_is_the_login(page):
    report = make_report()
    clerk, other = make_clerk(report), make_clerk(report, "other", Role.LEADER)
    come_in(page, clerk)
    page.goto(url(report, "management"))
    at(page, TEXT).fill(TYPED)
    for _ in range(2):
        page.get_by_role("link", name="返回报告").click()
        page.wait_for_url("**/reports/*/")
        no_copy_is_left(page)  # leaving the page saved it
        go_back(page)
        expect(at(page, TEXT)).to_have_value(TYPED)
    leave(page)
    sees_only_the_login(page)
    come_in(page, other)
    page.goto(url(report, "management"))
    expect(page.locator("#kept-offer")).to_be_hidden()


def test_an_answer_on_the_page_of_the_report_is_there_again_for_its_writer_alone(page, axe):
    report = make_report()
    folk = people(report)
    fill(report, folk["clerk"])
    send_back(report, folk)
    come_in(page, folk["clerk"])
    page.goto(f"/reports/{report.pk}/")
    answer = page.locator("textarea[id^=answer-]").first
    page.locator("details:has(textarea[id^=answer-]) summary").first.click()
    answer.fill(TYPED)
    page.get_by_role("link", name="我的设置").click()
    page.wait_for_url("**/me/")
    go_back(page)
    expect(answer).to_have_value(TYPED)
    expect(answer).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("已填回您离开本页前写下、选定的内容；已经提交过的，不必再提交。")
    axe(page)
    page.get_by_role("link", name="我的设置").click()
    page.wait_for_url("**/me/")
    leave(page)
    sees_only_the_login(page)
    come_in(page, folk["leader"])
    page.goto(f"/reports/{report.pk}/")
    page.goto("/me/")
    go_back(page)
    expect(answer).to_have_value("")


@pytest.mark.console("ERR_FAILED")  # what was on its way to the server when the page was left
def test_items_that_a_reviewer_is_writing_are_there_again_for_their_writer_alone(page, monkeypatch):
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    report = builders.complete_report()
    leader, reviewer = builders.leader(report.department), builders.reviewer(report.department.district)
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=reviewer)
    come_in(page, reviewer)
    page.goto(f"/admin/reports/report/{report.pk}/change/")
    page.locator('[id="expenditure.total.final"]').click()
    page.locator("#typed [name=text]").fill(TYPED)
    page.get_by_role("link", name="我的导出").first.click()
    page.wait_for_url("**/exports/")
    go_back(page)
    expect(page.locator("#typed [name=text]")).to_have_value(TYPED)
    leave(page)
    sees_only_the_login(page)
    page.goto("/login/")
    comes_true(page, f"!Object.keys(localStorage).some((key) => !key.endsWith('-{reviewer.pk}'))")


def test_a_form_of_the_admin_is_filled_in_again(page):
    report = builders.complete_report()
    come_in(page, builders.manager(report.department.district))
    page.goto("/admin/departments/desk/add/")
    page.locator("[name=name]").fill("农业股")
    page.get_by_role("link", name="我的导出").first.click()
    page.wait_for_url("**/exports/")
    go_back(page)
    expect(page.locator("[name=name]")).to_have_value("农业股")
    leave(page)
    sees_only_the_login(page)


def test_what_was_typed_is_not_put_on_a_page_that_has_changed(page):
    clerk = make_clerk(make_report())
    come_in(page, clerk)
    page.goto("/me/")
    page.get_by_label("邮箱").fill("typed@example.cn")
    page.get_by_role("link", name="修改密码").first.click()
    page.wait_for_url("**/password/")
    clerk.email = "saved@example.cn"
    clerk.save()
    go_back(page)
    expect(page.get_by_label("邮箱")).to_have_value("saved@example.cn")
    expect(page.get_by_role("status").first).to_have_text("您离开本页前写下、选定的内容有 1 处没有填回：页面已有变化。")
