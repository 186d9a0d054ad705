"""The browser tests' own ground: what must turn a test red does, and the pages of the ground hold."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

INLINE = "() => { const script = document.createElement('script'); script.textContent = '1'; document.body.append(script) }"
UNLABELLED = "() => document.querySelector('main').append(document.createElement('select'))"


def test_an_inline_script_is_refused_by_the_browser_and_heard(browse: Callable[..., Page], complaints: list[str]) -> None:
    page = browse()
    page.goto("/login/")
    with page.expect_console_message():
        page.evaluate(INLINE)
    assert len(complaints) == 1
    assert "Content Security Policy" in complaints[0]
    complaints.clear()


def test_a_script_error_is_heard(browse: Callable[..., Page], complaints: list[str]) -> None:
    page = browse()
    page.goto("/login/")
    with page.context.expect_event("weberror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }")
    assert any("broken" in text for text in complaints)
    complaints.clear()


def test_a_field_without_a_label_is_a_violation(browse: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = browse()
    page.goto("/login/")
    page.evaluate(UNLABELLED)
    with pytest.raises(AssertionError, match="select-name"):
        axe(page)


def test_a_stranger_comes_to_the_login_page(browse: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = browse()
    page.goto("/")
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    axe(page)


@pytest.mark.console("status of 404")
def test_a_missing_page_is_readable_for_all(browse: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = browse()
    page.goto("/no/such/page/")
    expect(page.get_by_role("heading", name="找不到这个页面")).to_be_visible()
    axe(page)


@pytest.mark.console("status of 429")
def test_the_sixth_wrong_password_closes_the_door(browse: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = browse()
    for _ in range(6):
        page.goto("/login/")
        page.locator("input[name=username]").fill("nobody")
        page.locator("input[name=password]").fill("wrong")
        page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="登录已暂停")).to_be_visible()
    axe(page)
