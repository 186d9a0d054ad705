"""A section saves by itself and in place: nothing typed waits for long, and without a network the page stays and says so."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.sections import TEXT, at, comes_true, no_copy_is_left, saved, url
from tests.reports.filing.forms.builders import facts, store

pytestmark = pytest.mark.django_db(transaction=True)
STATUS = "#save-status"
CLOCK = re.compile(r"已保存 \d\d:\d\d:\d\d")


@pytest.fixture(scope="module")
def browser(browser_type, browser_type_launch_args):
    """With the cache of the Back key, as people have it."""
    opened = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    yield opened
    opened.close()


@pytest.fixture
def page(browse, report, clerk):
    page = browse(clerk)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(url(report, "management"))
    return page


def test_a_save_stays_on_the_page_and_brings_what_it_changed(page, report):
    page.evaluate("window.stays = true")
    at(page, TEXT).fill("专款专用。")
    page.keyboard.press("Control+s")
    saved(page)
    expect(page.locator("#printed")).to_contain_text("专款专用。")
    expect(page.locator("#missing details")).to_have_count(0)
    assert (page.evaluate("window.stays"), facts(report).text("management")) == (True, "专款专用。")


def test_it_saves_five_seconds_after_the_last_key(page, report):
    at(page, TEXT).fill("专款专用。")
    expect(page.locator(STATUS)).to_have_text("未保存")
    expect(page.locator(STATUS)).to_have_text(CLOCK)
    assert facts(report).text("management") == "专款专用。"


def test_a_copy_is_kept_while_nobody_pauses(page):
    at(page, TEXT).focus()
    page.keyboard.type("一二三四五六七八", delay=200)
    assert page.evaluate("localStorage.length") == 1


@pytest.mark.console("ERR_INTERNET_DISCONNECTED")
def test_without_a_network_the_page_stays_and_saves_when_it_returns(page, report):
    page.context.set_offline(True)
    at(page, TEXT).fill("写了一上午")
    page.keyboard.press("Control+s")
    expect(page.locator(STATUS)).to_contain_text("网络不通，所填内容已留在本机，5 秒后再试")
    expect(at(page, TEXT)).to_have_value("写了一上午")
    expect(page.locator(STATUS)).to_contain_text("15 秒后再试")
    page.context.set_offline(False)
    expect(page.locator(STATUS)).to_have_text(CLOCK)
    assert facts(report).text("management") == "写了一上午"


def test_what_is_left_is_saved_and_back_shows_what_the_server_holds(page, report, clerk):
    at(page, TEXT).fill("写了一上午")
    page.get_by_role("link", name="返回报告").click()
    page.wait_for_url("**/reports/*/")
    expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
    store_again(report, clerk, "同事后来改的")
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_url("**/management/")
    expect(at(page, TEXT)).to_have_value("同事后来改的")


def store_again(report, clerk, text):
    from reports.filing import drafts
    from reports.filing.drafts import Changes
    from tests.reports.filing.forms.builders import fresh

    seen = drafts.get_section_revision(fresh(report), "management")
    drafts.save_section(fresh(report), "management", Changes(texts={"management": text}), revision=seen, by=clerk)


@pytest.mark.console("status of 409")
def test_a_second_own_page_is_called_so_and_both_versions_are_shown(page, report, clerk):
    store(report, "management", clerk, texts={"management": "另一页写的"})
    at(page, TEXT).fill("本页写的")
    page.keyboard.press("Control+s")
    expect(page.locator("h1")).to_have_text("两个版本不一致，请选择")
    expect(page.locator(".message-warning")).to_contain_text(re.compile(r"您在另一个页面 \d\d:\d\d 保存过"))
    for text in ("另一页写的", "本页写的", "另一个页面的"):
        expect(page.locator(".resend")).to_contain_text(text)


def test_copies_on_the_machine_go_at_the_logout_after_a_question(page, report, clerk):
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(f"/reports/{report.pk}/")
    plant(page, f"perfeval:{clerk.pk}:{report.pk}:management", 20)
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/")
    assert any("1 个章节没有保存的内容" in message for message in asked)
    comes_true(page, "localStorage.length === 0")


def test_what_arrived_while_its_page_was_left_leaves_no_copy(page, report):
    at(page, TEXT).fill("写了一上午")
    page.get_by_role("link", name="返回报告").click()
    page.wait_for_url("**/reports/*/")
    no_copy_is_left(page)
    assert facts(report).text("management") == "写了一上午"


def plant(page, key, minutes):
    page.evaluate(
        "([key, minutes]) => localStorage.setItem(key, JSON.stringify({when: Date.now() - minutes * 60000, pairs: []}))", [key, minutes]
    )


def test_copies_older_than_fourteen_days_go(page, report):
    for days in (13, 15):
        plant(page, f"perfeval:0:1:day{days}", days * 24 * 60)
    page.goto(f"/reports/{report.pk}/")
    comes_true(page, "Object.keys(localStorage).join() === 'perfeval:0:1:day13'")


def test_a_page_that_was_asked_for_before_the_save_arrived_is_asked_for_again(page, report):
    """Else it shows the old text, which nobody typed again, and calls it what stands there."""
    at(page, TEXT).fill("专款专用。")
    held = []

    def hold(route):
        """The save waits for the page's next loading, and that for the save's answer."""
        if route.request.method == "POST":
            return held.append(route)
        old = route.fetch()
        while held:
            held.pop().continue_()
        page.wait_for_timeout(1_500)  # the page that is left reads the answer
        return route.fulfill(response=old)

    page.route(url(report, "management"), hold)
    page.keyboard.press("Control+s")
    expect(page.locator(STATUS)).to_have_text("正在保存…")
    page.reload()
    expect(at(page, TEXT)).to_have_value("专款专用。")
    assert facts(report).text("management") == "专款专用。"
