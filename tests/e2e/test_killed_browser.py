"""A browser that is killed, as by a power cut: it writes localStorage to the disk seconds or minutes later, the second book at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.random_day.profile import Profile
from tests.e2e.sections import TEXT, at, comes_true, saved, url

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-Password-1"
IN_THE_BOOK = """async (text) => {
    const { readBook } = await import("/static/js/copy-book.js");
    return JSON.stringify(await readBook()).includes(text);
}"""
KEPT = 1_300  # milliseconds after the last key, by which the page has made its copy


@pytest.fixture
def profile(browser_type, browser_type_launch_args, tmp_path, base_url) -> Iterator[Profile]:
    opened = Profile(browser_type, tmp_path, **browser_type_launch_args, base_url=base_url)
    yield opened
    opened.close()


@pytest.fixture
def clerk(clerk):
    clerk.set_password(PASSWORD)
    clerk.save()
    return clerk


def open_management(profile, report, clerk) -> Page:
    page = profile.context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/login/")
    if page.locator("[name=username]").count():
        page.locator("[name=username]").fill(clerk.username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/")
    page.goto(url(report, "management"))
    return page


def begin_again(profile, report, clerk) -> Page:
    profile.kill()
    profile.open()
    return open_management(profile, report, clerk)


def test_the_newest_copy_is_offered_or_saved(profile, report, clerk):
    page = open_management(profile, report, clerk)
    profile.context.set_offline(True)
    at(page, TEXT).fill("写了一上午")
    page.wait_for_timeout(8_000)  # that copy is written to the disk also without the book
    at(page, TEXT).fill("写了一上午，又写了一句")
    page.wait_for_timeout(KEPT)
    comes_true(page, IN_THE_BOOK, "写了一上午，又写了一句")
    page = begin_again(profile, report, clerk)
    page.locator("#section-form[data-ready]").wait_for()
    if page.locator("#kept-offer").is_visible():  # else the first page after the login has sent it to the server already
        page.get_by_role("button", name="恢复这些内容").click()
    expect(at(page, TEXT)).to_have_value("写了一上午，又写了一句")


def test_a_copy_from_before_the_last_save_is_not_offered(profile, report, clerk):
    page = open_management(profile, report, clerk)
    profile.context.set_offline(True)
    at(page, TEXT).fill("写了一上午")
    page.wait_for_timeout(8_000)
    profile.context.set_offline(False)
    at(page, TEXT).fill("改成一句")
    page.keyboard.press("Control+s")
    saved(page)
    page = begin_again(profile, report, clerk)
    expect(at(page, TEXT)).to_have_value("改成一句")
    page.wait_for_timeout(KEPT)
    expect(page.locator("#kept-offer")).to_be_hidden()
