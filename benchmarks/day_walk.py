"""A reviewer's day through the admin: pages are opened and buttons pressed as they stand in the HTML, and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Fields = list[tuple[str, str]]


@dataclass
class Form:
    action: str
    fields: Fields = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)  # values of each select


class _Forms(HTMLParser):
    """Every form of the page with what a browser would send, also of inputs that name it from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.buttons: list[tuple[str, str, str]] = []  # form, name, value
        self._form = self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        form = said.get("form", self._form)
        if tag == "form":
            self._form = said.get("id") or f"#{len(self.forms)}"
            self.forms[self._form] = Form(said.get("action", ""), self.forms.get(self._form, Form("")).fields)
        elif tag == "button" or said.get("type") == "submit":
            self.buttons.append((form, said.get("name", ""), said.get("value", "")))
        elif tag in ("input", "textarea", "select") and said.get("name") and "disabled" not in said:
            self._take_input(tag, said, form)
        elif tag == "option" and self._select:
            self._take_option(said, form)

    def _take_input(self, tag: str, said: dict[str, str], form: str) -> None:
        of = self.forms.setdefault(form, Form(""))
        if tag == "select":
            self._select = said["name"]
            of.choices[self._select] = []
        elif tag == "textarea":
            self._area = form
            of.fields.append((said["name"], ""))
        elif said.get("type") not in ("checkbox", "radio", "file") or "checked" in said:
            of.fields.append((said["name"], said.get("value", "")))

    def _take_option(self, said: dict[str, str], form: str) -> None:
        of = self.forms.setdefault(form, Form(""))
        of.choices[self._select].append(said.get("value", ""))
        if "selected" in said:
            of.fields.append((self._select, said.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.forms[self._area].fields[-1]
            self.forms[self._area].fields[-1] = (name, (text + data).removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


class Walker:
    """One person with a browser; `counts` of clicks (links and buttons) and loads (pages that were shown)."""

    def __init__(self, user: Any) -> None:
        self.client, self.counts = Client(), Counter[str]()
        self.client.force_login(user)
        self.path, self.html, self.is_onward = "", "", False

    def follow(self, path: str) -> None:
        """A link."""
        self.counts["clicks"] += 1
        self._show(self.client.get(path, follow=True), path)

    def press(self, value: str, name: str = "act", query: str = "", **typed: str) -> bool:
        """The button of that value, with what is typed or chosen before; False where the page has none."""
        page = _Forms(self.html)
        form = next((form for form, *button in page.buttons if button == [name, value]), None)
        if form is None:
            return False
        self.counts["clicks"] += 1
        sent: dict[str, list[str]] = {}
        for key, text in page.forms[form].fields:
            sent.setdefault(key, []).append(text)
        chosen = {
            key: next(filter(None, page.forms[form].choices.get(key, ())), text) if text == "*" else text for key, text in typed.items()
        }
        path = (page.forms[form].action or self.path) + query
        self._show(self.client.post(path, {**sent, **chosen, name: value}, follow=True), path)
        return True

    def _show(self, response: Any, path: str) -> None:
        self.counts["loads"] += 1
        self.path = response.redirect_chain[-1][0].partition("#")[0] if response.redirect_chain else path
        if response.status_code != 200:
            raise AssertionError(f"{self.path}: {response.status_code}")
        self.html = response.content.decode()


def walk_reviews(user: Any, number: int) -> tuple[Counter[str], Counter[str]]:
    """So many reviews from the desk on, two approved for each that is returned; what was done, and what it cost."""
    walker, done = Walker(user), Counter[str]()
    walker.follow("/admin/")
    for at in range(number):
        if at == 0 or not walker.is_onward:
            walker.follow("/admin/next/")
        if "/change/" not in walker.path:
            break
        walker.press("start_review")
        done["returned" if at % 3 == 2 and _return_report(walker) else "approved" if _approve(walker) else "left"] += 1
    return done, walker.counts


def _return_report(walker: Walker) -> bool:
    return walker.press("add", new_place="*", phrase="*") and _confirm(walker, "return")


def _approve(walker: Walker) -> bool:
    return _confirm(walker, "approve")


def _confirm(walker: Walker, act: str) -> bool:
    """Pressed on the page, and once more where it asks."""
    if not walker.press(act):
        return False
    walker.is_onward = False
    if 'name="confirmed"' in walker.html:
        walker.is_onward = "?onward=1" in walker.html
        walker.press(act, query="?onward=1" * walker.is_onward)
    return True
