"""Every page that a person can reach by links, one of each kind: a list page stands for its filters, a row's page for its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page

# Pages that end the session or belong to Django's own machinery, and downloads.
LEFT_OUT = ("/logout/", "/admin/logout/", "/admin/jsi18n/", "/attachments/")
KINDS = {"section": ("key",)}  # pages of one kind that differ: every section has its own inputs
Opened = tuple[str, list[str]]  # where one arrives, and the paths of its links


def pages(page: Page, *, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Opens page after page from the first one on, and hands each over while it is open. `without`: names of pages not wanted."""

    def opened(path: str) -> Opened:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, page.url
        found = page.locator("a[href]").evaluate_all("links => links.filter(a => a.host === location.host).map(a => a.pathname)")
        return urlsplit(page.url).path, found

    return walk(opened, without=without)


def names(client: Client) -> set[str]:
    """What the URL resolver calls the pages that `pages` would open; without a browser."""
    return {resolve(path).view_name for path in walk(lambda path: _opened(client, path))}


def walk(opened: Callable[[str], Opened], *, without: tuple[str, ...] = ()) -> Iterator[str]:
    waiting, seen = ["/"], {kind("/")}
    while waiting:
        path, found = opened(waiting.pop(0))
        yield path
        seen.add(kind(path))
        for link in pages_only(found):
            if kind(link) not in seen and resolve(link).url_name not in without:
                seen.add(kind(link))
                waiting.append(link)


def pages_only(paths: list[str]) -> list[str]:
    """In the order of the page; a name with a dot is a file."""
    return [path for path in paths if "." not in path.rpartition("/")[2] and not path.startswith(LEFT_OUT)]


def kind(path: str) -> tuple[str, ...]:
    match = resolve(path)
    return (match.route, *(str(match.kwargs[name]) for name in KINDS.get(match.url_name or "", ())))


class Links(HTMLParser):
    """Addresses of a page's links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            self.found.append(href)


def _opened(client: Client, path: str) -> Opened:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    arrived = urlsplit(answer.redirect_chain[-1][0]).path if answer.redirect_chain else path
    hrefs = [urlsplit(urljoin(path if not answer.redirect_chain else arrived, href)) for href in Links(answer.content.decode()).found]
    return arrived, [href.path for href in hrefs if not href.netloc and href.scheme in {"", "http", "https"} and href.path]
