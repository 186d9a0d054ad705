"""Debian's Chromium in front of a live server, as a clerk in China has it on the desk.

A test fails when the browser's console complains: a script error, a file that is missing, a CSP violation.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from departments.models import User
from reports.models import Report
from tests.e2e.sections import url
from tests.reports.filing.forms.builders import make_clerk, make_report

# Playwright keeps an event loop in this thread, and Django would refuse the ORM beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
# Milliseconds until a test gives up: neighbours on the machine must not turn one red, and what is there in time waits for nothing.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)
# No sandbox inside a container, nothing that calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def base_url(django_db_setup: None, live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Chromium of the system, with our fonts: a bare Debian has no Chinese ones, and pictures would show boxes."""
    folder = tmp_path_factory.mktemp("fontconfig")
    conf = folder / "fonts.conf"
    conf.write_text(FONTS.format(fonts=settings.BASE_DIR / "static/fonts", cache=folder))
    environment = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": ARGUMENTS, "env": environment}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    desk = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1366, "height": 768}}
    return {**browser_context_args, **desk}


@pytest.fixture
def complaints(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What the console of any browser of this test said; at the end nothing may be left but what
    `@pytest.mark.console("status of 409")` expects."""
    heard: list[str] = []
    yield heard
    expected = [pattern for mark in request.node.iter_markers("console") for pattern in mark.args]
    assert [text for text in heard if not any(re.search(pattern, text) for pattern in expected)] == []


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Callable[..., BrowserContext]:
    """Every context is listened to, whoever opens it."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.page.url if message.page else ''} {message.text}")

    def listened(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        context.on("console", hear)
        context.on("weberror", lambda problem: complaints.append(str(problem.error)))
        return context

    return listened


@pytest.fixture
def browse(new_context: Callable[..., BrowserContext], base_url: str) -> Callable[..., Page]:
    """`browse(user)` is a page of that person's own browser, logged in; `browse()` one of a stranger."""

    def opened(user: Any = None, **arguments: Any) -> Page:
        context = new_context(**arguments)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
        return context.new_page()

    return opened


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on any violation of WCAG 2 A and AA, naming the rule and the element."""

    def run(page: Page) -> None:
        # No preload: axe would copy @import-ed style sheets into an inline style, which our policy refuses.
        options = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"], "preload": False}
        found = Axe().run(page, options=options)
        violations = found.response["violations"]
        assert [(rule["id"], page.url, node["html"][:200]) for rule in violations for node in rule["nodes"]] == []

    return run


@pytest.fixture
def report() -> Report:
    """An empty one; a module that needs another has its own fixture of this name."""
    return make_report()


@pytest.fixture
def clerk(report: Report) -> User:
    return make_clerk(report)


@pytest.fixture
def open_section(browse: Callable[..., Page], report: Report, clerk: User) -> Callable[..., Page]:
    """`open_section(key)` is that section in the clerk's browser."""

    def opened(key: str, user: User = clerk, of: Report = report, **arguments: Any) -> Page:
        page = browse(user, **arguments)
        page.goto(url(of, key))
        return page

    return opened
