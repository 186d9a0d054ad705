"""The clerk's browser at a section page, for the tests that drive it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from reports.models import Report

TEXT = "narrative.management"


def url(report: Report, key: str) -> str:
    return f"/reports/{report.pk}/sections/{key}/"


def at(page: Page, place: str) -> Locator:
    """The element with that HTML id; ids are places, with dots in them."""
    return page.locator(f'[id="{place}"]')


def focused(page: Page) -> str:
    """The id of what has the cursor; "" where that has none, or the page is just being loaded."""
    return str(page.evaluate("document.activeElement?.id ?? ''"))


def paste(page: Page, text: str) -> None:
    """As the browser does it: a paste event with the clipboard's text at the cursor."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def saved(page: Page) -> None:
    expect(page.locator(".message-success")).to_contain_text(re.compile(r"已保存 \d\d:\d\d:\d\d"))


def comes_true(page: Page, expression: str, argument: object = None) -> None:
    """In a while. Asked again and again from here, because the page itself may not evaluate words."""
    for _ in range(100):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{expression} does not come true")


def no_copy_is_left(page: Page) -> None:
    """What was typed has reached the server, from whichever page."""
    comes_true(page, "!Object.keys(localStorage).some((key) => key.startsWith('perfeval:'))")
