"""A report in one of the two outlines, and a browser without JavaScript that fills in its sections."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from html.parser import HTMLParser

from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from departments.models import Department, District, Membership, Role, User
from reports.domain.document import Document, Row
from reports.domain.figures import parse_figure
from reports.domain.outlines import outline_loader
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.filing.forms import SectionForms
from reports.models import Cycle, OutlineVersion, Report

TIANXIN, DAXIANG = "tianxin-2018", "daxiang-2021"
Pairs = list[tuple[str, str]]


def make_report(outline: str = TIANXIN, year: int = 2023, **settings: object) -> Report:
    """Same district, department and outline every time, so that two calls make two years of one department."""
    district, _ = District.objects.get_or_create(name="云水区", city="长沙市")
    department, _ = Department.objects.get_or_create(district=district, code="088001", defaults={"name": "云水区档案馆"})
    opens = timezone.now() - timedelta(days=30)
    given = {"outline": outline, "opens": opens, "due": opens + timedelta(days=60), **settings}
    cycle = Cycle.objects.create(district=district, year=year, **given)
    return Report.objects.create(department=department, cycle=cycle, outline=OutlineVersion.of(outline))


def make_clerk(report: Report, username: str = "clerk", role: Role = Role.CLERK) -> User:
    user = User.objects.create(username=username, name=username)
    at = {"department": report.department} if role in Role.of_departments() else {"district": report.department.district}
    Membership.objects.create(user=user, role=role, **at)
    return user


def fresh(report: Report) -> Report:
    return Report.objects.with_context().get(pk=report.pk)


def facts(report: Report) -> Document:
    """What is stored now."""
    return drafts.load_document(fresh(report))


def store(report: Report, section: str, by: User, **changes: object) -> int:
    """The first save of a section, without a browser."""
    return drafts.save_section(fresh(report), section, Changes(**changes), revision=0, by=by)


def document(outline: str = TIANXIN, **facts: object) -> Document:
    """A document without a database; `figures` as typed."""
    figures = {place: parse_figure(str(typed)) for place, typed in dict(facts.pop("figures", {})).items()}
    built_in = {"year": "2023", "district": "云水区", "city": "长沙市", "department": "云水区档案馆"}
    fields = built_in | dict(facts.pop("fields", {}))
    return Document(outline_loader.load_outline(outline), 2023, "云水区档案馆", "088001", fields, figures=figures, **facts)


def rows(*texts: str, name: str = "text") -> tuple[Row, ...]:
    return tuple(Row(f"row{at}", {name: text}) for at, text in enumerate(texts, 1))


def posted(pairs: Iterable[tuple[str, str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def typed(document: Document, section: str, pairs: Iterable[tuple[str, str]], last: Document | None = None) -> SectionForms:
    return SectionForms(document, section, data=posted(pairs), last=last)


class Form(HTMLParser):
    """What a browser would post of one form of a page: names and values in order, and the buttons' values."""

    def __init__(self, html: str, form: str = "section-form") -> None:
        super().__init__()
        self.wanted, self.inside, self.pairs, self.buttons = form, False, [], []
        self.area: str | None = None
        self.select: str | None = None
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("id", given.get("class")) == self.wanted
        self.hidden += tag == "template"
        if not self.inside or self.hidden:
            return
        if tag == "input" and "name" in given and (given.get("type") != "radio" or "checked" in given):
            self.pairs.append((given["name"], given.get("value", "")))
        elif tag == "textarea":
            self.area = given["name"]
            self.pairs.append((self.area, ""))
        elif tag == "select":
            self.select = given["name"]
            self.pairs.append((self.select, ""))
        elif tag == "option" and "selected" in given:
            self.pairs[-1] = (self.pairs[-1][0], given["value"])
        elif tag == "button":
            self.buttons.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "template"
        if tag == "form":
            self.inside = False
        if tag == "textarea" and self.area is not None:
            self.pairs[-1] = (self.area, self.pairs[-1][1].removeprefix("\n"))
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None and self.inside:
            name, value = self.pairs[-1]
            self.pairs[-1] = (name, value + data)


class Browser:
    """One section in a browser without JavaScript."""

    def __init__(self, user: User | None, report: Report, section: str, client: Client | None = None) -> None:
        self.client = client or Client()
        if user is not None and client is None:
            self.client.force_login(user)
        self.url = f"/reports/{report.pk}/sections/{section}/"
        self.pairs: Pairs = []
        self.html = ""
        self.status = 0

    def open(self) -> Browser:
        """By the link that stands on the first answer, where no script brings the rest."""
        return self._take(self.client.get(f"{self.url}?whole=1"))

    def _take(self, answer: object, form: str = "section-form") -> Browser:
        self.html = answer.content.decode()  # type: ignore[attr-defined]
        self.status = answer.status_code  # type: ignore[attr-defined]
        self.pairs = Form(self.html, form).pairs
        return self

    def type(self, values: dict[str, str]) -> Browser:
        """Types into inputs that the page has; an unknown name is a mistake of the test."""
        missing = values.keys() - dict(self.pairs).keys()
        assert not missing, f"the page has no {missing}"
        self.pairs = [(name, values.get(name, value)) for name, value in self.pairs]
        return self

    def names(self, beginning: str) -> list[str]:
        return [name for name, _ in self.pairs if name.startswith(beginning)]

    def value(self, name: str) -> str:
        return dict(self.pairs)[name]

    def keys(self, listing: str) -> list[str]:
        """Row keys of a list, in order."""
        return [value for name, value in self.pairs if name == f"{listing}:key"]

    def press(self, button: str = "save", *, follow: bool = True, **headers: str) -> Browser:
        data = posted([*self.pairs, (":do", button)])
        answer = self.client.post(self.url, data.urlencode(), "application/x-www-form-urlencoded", follow=follow, headers=headers or None)
        return self._take(answer)


def save_in_background(page: Browser) -> tuple[int, dict[str, object]]:
    """Status and answer of a save as the page itself makes it."""
    data = posted([*page.pairs, (":do", "save")]).urlencode()
    answer = page.client.post(page.url, data, "application/x-www-form-urlencoded", headers={"Accept": "application/json"})
    return answer.status_code, json.loads(answer.content)
