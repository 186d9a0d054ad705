"""Nothing typed is lost in Chromium: leaving, coming back, saves in the background, a session that is gone, two clerks."""

import re

import pytest
from playwright.sync_api import expect

from departments.models import Role
from tests.e2e.sections import TEXT, at, comes_true, saved
from tests.reports.filing.forms.builders import facts, make_clerk, store

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in_elsewhere(page, user):
    """In a second window of the same browser."""
    user.set_password("a-long-Password-1")
    user.save()
    window = page.context.new_page()
    window.goto("/login/")
    window.locator("[name=username]").fill(user.username)
    window.locator("[name=password]").fill("a-long-Password-1")
    window.locator("main button[type=submit]").click()
    window.wait_for_url("**/")


def test_leaving_with_unsaved_text_asks(open_section):
    page = open_section("management")
    at(page, TEXT).fill("还没有保存")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="返回报告").click()
    page.wait_for_url("**/reports/*/")
    assert asked == ["beforeunload"]


def plant_copy(page, text):
    """As a browser that was killed leaves it."""
    page.evaluate(
        """([place, text]) => {
            const form = document.getElementById("section-form");
            const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
            const changed = pairs.map(([name, value]) => [name, name === place ? text : value]);
            localStorage.setItem(form.dataset.store, JSON.stringify({ when: Date.now() - 20 * 60000, pairs: changed }));
        }""",
        [TEXT, text],
    )


def test_unsaved_text_is_offered_back_and_forgotten_once_saved(open_section, report):
    page = open_section("management")
    plant_copy(page, "写了一上午")
    page.reload()
    page.get_by_role("button", name="恢复这些内容").click()
    expect(at(page, TEXT)).to_have_value("写了一上午")
    expect(page.locator("#save-status")).to_have_text(re.compile(r"已保存 \d\d:\d\d:\d\d"))  # by itself
    page.reload()
    expect(page.locator("#kept-offer")).to_be_hidden()
    comes_true(page, "localStorage.length === 0")


def test_unsaved_text_is_offered_before_the_findings_have_come(open_section):
    """They are worked out after the page, on a slow network seconds after."""
    page = open_section("management")
    plant_copy(page, "写了一上午")
    page.route("**/fragments/", lambda route: None)
    page.reload()
    page.get_by_role("button", name="恢复这些内容").click()
    expect(at(page, TEXT)).to_have_value("写了一上午")


def test_a_save_in_the_background_shows_the_time_and_refreshes_the_print(open_section, report):
    page = open_section("management")
    page.clock.install()
    page.reload()
    at(page, TEXT).fill("专款专用。")
    page.clock.fast_forward(6_000)
    expect(page.locator("#save-status")).to_have_text(re.compile(r"已保存 \d\d:\d\d:\d\d"))
    expect(page.locator("#printed")).to_contain_text("专款专用。")
    assert facts(report).text("management") == "专款专用。"


@pytest.mark.console("status of 409")
def test_a_copy_older_than_the_last_save_is_called_so(open_section, report, clerk):
    page = open_section("management")
    plant_copy(page, "上午写的")
    store(report, "management", clerk, texts={"management": "下午保存的"})
    page.reload()
    expect(page.locator("#kept-offer")).to_contain_text("此后本章节又保存过")
    page.get_by_role("button", name="恢复这些内容").click()
    expect(at(page, TEXT)).to_have_value("上午写的")
    expect(page.locator("#save-status")).to_contain_text("您在另一个页面")
    assert facts(report).text("management") == "下午保存的"


@pytest.mark.console("status of 401")
def test_a_lost_session_is_told_and_a_login_elsewhere_saves_what_stands_here(open_section, report, clerk):
    page = open_section("management")
    page.clock.install()
    page.reload()
    at(page, TEXT).fill("写了一上午")
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward(6_000)
    expect(page.locator("#save-status")).to_have_text("未保存：登录已过期，请在新窗口登录后再点保存。")
    sign_in_elsewhere(page, clerk)
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    assert facts(report).text("management") == "写了一上午"


@pytest.mark.console("status of 409")
def test_two_clerks_see_both_versions_and_choose(open_section, report, axe):
    other = make_clerk(report, "other", Role.LEADER)
    mine, theirs = open_section("management"), open_section("management", other)
    at(theirs, TEXT).fill("对方写的")
    theirs.keyboard.press("Control+s")
    saved(theirs)
    at(mine, TEXT).fill("我写的")
    mine.keyboard.press("Control+s")
    expect(mine.locator("h1")).to_have_text("两个版本不一致，请选择")
    axe(mine)
    mine.get_by_role("button", name="按所选保存").click()
    saved(mine)
    assert facts(report).text("management") == "我写的"


@pytest.mark.console("status of 422")
def test_a_bad_number_comes_back_with_its_sentence_and_a_link_to_it(open_section, axe):
    page = open_section("expenditure")
    at(page, "expenditure.basic.final").fill("12万元")
    page.keyboard.press("Control+s")
    page.get_by_role("link", name="“12万元”带有单位").click()
    expect(at(page, "expenditure.basic.final")).to_have_attribute("aria-invalid", "true")
    expect(at(page, "expenditure.basic.final")).to_have_value("12万元")
    axe(page)


@pytest.mark.console("status of 401")
def test_a_save_without_a_session_keeps_the_text_on_its_answer(open_section, report, clerk, axe):
    page = open_section("management")
    at(page, TEXT).fill("写了一上午")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    expect(page.locator("h1")).to_have_text("没有保存")
    axe(page)
    sign_in_elsewhere(page, clerk)
    page.get_by_role("button", name="重新保存").click()
    saved(page)
    assert facts(report).text("management") == "写了一上午"
