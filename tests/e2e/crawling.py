"""Every page that a person can reach by links, one of each kind: a list page stands for its filters, a row's page for its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page

# Pages that end the session or belong to Django's own machinery, and downloads.
LEFT_OUT = ("/logout/", "/admin/logout/", "/admin/jsi18n/", "/attachments/")
KINDS = {"section": ("key",)}  # pages of one kind that differ: every section has its own inputs


def pages(page: Page, *, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Opens page after page from the first one on, and hands each over while it is open. `without`: names of pages not wanted."""
    waiting, seen = ["/"], {kind("/")}
    while waiting:
        answer = page.goto(waiting.pop(0))
        assert answer is not None
        assert answer.status == 200, page.url
        yield urlsplit(page.url).path
        seen.add(kind(urlsplit(page.url).path))
        for path in links(page):
            if kind(path) not in seen and resolve(path).url_name not in without:
                seen.add(kind(path))
                waiting.append(path)


def links(page: Page) -> list[str]:
    """Paths of pages on this site, in the order of the page; a name with a dot is a file."""
    found = page.locator("a[href]").evaluate_all("links => links.filter(a => a.host === location.host).map(a => a.pathname)")
    return [path for path in found if "." not in path.rpartition("/")[2] and not path.startswith(LEFT_OUT)]


def kind(path: str) -> tuple[str, ...]:
    match = resolve(path)
    return (match.route, *(str(match.kwargs[name]) for name in KINDS.get(match.url_name or "", ())))
