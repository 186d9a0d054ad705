"""Every parameter of every address and form, 5,000 characters long: an answer in words, never a fault of the server.

The addresses come from the URL resolver, the forms from the HTML of their pages, as each role sees them. The suite tries a
seeded part of it; PERFEVAL_LONG=1 (scripts/proofs/parameters.py) tries each value in each field.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from departments.models import User
from reports.domain.rendering import pdf
from reports.models import Status
from tests.long_runs import LONG as WHOLE
from tests.parameters.asking import FORM, answer, bare, complaint, upload
from tests.parameters.pages import Form, asked_names, read_forms
from tests.parameters.values import LONG, VALUES
from tests.permissions.addresses import path, routes
from tests.permissions.requests import client as log_in
from tests.permissions.world import World, world
from tests.reports.workflow.builders import OUTLINES

ROLES = ("anonymous", "clerk", "leader", "reviewer", "second reviewer", "manager", "technical administrator")
TURNS = {Status.RETURNED: ("clerk", "manager"), Status.AWAITING_SIGNATURE: ("leader",), Status.IN_REVIEW: ("reviewer", "manager")}
STATES = {str(state): ROLES for state in Status} if WHOLE else TURNS | {Status.APPROVED: ("anonymous", "technical administrator")}
VALUES_A_FIELD = len(VALUES) if WHOLE else 1
FIELDS_A_FORM = 1_000 if WHOLE else 3
SLUGS = {"app_label": "reports", "url": "nothing", "content_type_id": "1", "picture": "section.png", "kind": "paper", "act": "cancel"}
ACTS = {"act": "withdraw", "admin:bulk": "return", "admin:dashboard_export": "summary", "admin:export_make": "summary"}
KNOWN = {"next", "q", "p", "o", "e", "all", "page", "year", "state", "district", "desk", "who", "due", "cycle", "after", "ids", "number"}
KNOWN |= {"place", "_changelist_filters", "_popup", "_to_field", "is_active__exact", "at__gte", "act__exact", "desk__id__exact", "check"}
KNOWN |= {"app_label", "model_name", "field_name", "term", "blank", "back", "worst", "order"}
COOKIES = ("sessionid", "messages", "csrftoken")
HEADERS = (
    "IF_NONE_MATCH",
    "IF_MODIFIED_SINCE",
    "RANGE",
    "REFERER",
    "ORIGIN",
    "ACCEPT_LANGUAGE",
    "X_FORWARDED_FOR",
    "HX_CURRENT_URL",
    "HOST",
)
HEADER_VALUES = ("digits", "4,000 digits", "negative", "letters", "brackets", "quotes", "percent", "commas", "dots", "nothing")


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Printing is not what this is about."""
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


def town(state: str) -> World:
    around = world(state)
    around.people["technical administrator"] = User.objects.create(username="root", name="根", is_superuser=True)
    return around


def addresses(around: World) -> Iterator[tuple[str, str]]:
    """(name, address) with the rows of the world in it."""
    key = around.report.outline.definition.section[0].key
    for name, route in routes():
        if name == "health_ready":  # 503 is its answer while no worker runs
            continue
        yield name, path(name, route, around, SLUGS | {"key": key, "name": ACTS.get(name, "withdraw")})


def ids(around: World) -> str:
    return f"?ids={around.report.pk}"


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.no_cover
def test_whatever_stands_in_a_path_is_answered(value: str) -> None:
    around = town(Status.IN_REVIEW)
    clients = [log_in(around, who) for who in (ROLES if WHOLE else ("clerk", "technical administrator"))]
    odd = quote_from_bytes(VALUES[value] if value != "dots" else b"..%2f" * (LONG // 5))
    asked = {path(name, route, around, dict.fromkeys(PLACES, odd)) for name, route in routes() if "<" in route}
    chosen = sorted(asked) if WHOLE else random.Random(value).sample(sorted(asked), 12)
    wrong = {address[:60]: fault for client in clients for address in chosen if (fault := answer(client, "get", address)[1])}
    assert wrong == {}


PLACES = ("pk", "object_id", "name", "key", "reference", "app_label", "url", "content_type_id", "picture")


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.no_cover
def test_whatever_an_address_asks_for_is_answered(state: str) -> None:
    around, chance = town(state), random.Random(state)
    wrong = []
    for who in STATES[state]:
        client = log_in(around, who)
        for name, address in addresses(around):
            page, fault = answer(client, "get", address + (ids(around) if name == "admin:bulk" else ""))
            wrong += [(who, address, fault)] if fault else []
            if page.status_code == 200:
                wrong += asked_for(client, who, address, names_on(address, page), chance)
    assert wrong == []


def names_on(address: str, page: object) -> list[str]:
    if getattr(page, "streaming", False) or "html" not in page["Content-Type"]:  # type: ignore[index]
        return sorted(KNOWN)
    html = page.content.decode()  # type: ignore[attr-defined]
    fields = {name for form in read_forms(address, html) if form.method == "get" for name in form.names}
    return sorted(KNOWN | asked_names(address, html) | fields)


def asked_for(client: Client, who: str, address: str, names: list[str], chance: random.Random) -> list[tuple[str, str, str]]:
    """A few names with a value each; the whole: each name with each value."""
    tried = [(name, value) for name in names for value in VALUES]
    chosen = tried if WHOLE else chance.sample(tried, 1)
    asked = [(name, value, f"{address}?{urlencode({name: VALUES[value]})}") for name, value in chosen]
    return [(who, f"{address}?{name}={value}", fault) for name, value, full in asked if (fault := answer(client, "get", full)[1])]


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.no_cover
def test_whatever_a_form_sends_is_answered(state: str) -> None:
    around, chance = town(state), random.Random(state)
    wrong, forms = [], 0
    for who in STATES[state]:
        client = log_in(around, who)
        for form in forms_of(client, around):
            forms += 1
            wrong += [(who, *each) for each in sent(client, form, chance)]
    assert (wrong, forms > 1) == ([], True)


def forms_of(client: Client, around: World) -> Iterator[Form]:
    """Each form once: pages share the button that leaves."""
    known: set[tuple[str, str, tuple[str, ...]]] = set()
    for name, address in addresses(around):
        page, _ = answer(client, "get", address + (ids(around) if name == "admin:bulk" else ""))
        if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
            continue
        for form in read_forms(address + (ids(around) if name == "admin:bulk" else ""), page.content.decode()):
            key = (form.method, bare(form.action), tuple(form.names))
            if form.method == "post" and key not in known:
                known.add(key)
                yield form


def sent(client: Client, form: Form, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Each field with a value or, of the whole, with each; then all of them at once; then files with odd names."""
    names = chance.sample(form.names, min(len(form.names), FIELDS_A_FORM))
    for name in names:
        for value in chance.sample(sorted(VALUES), VALUES_A_FIELD):
            yield from faults(client, form, name, value, [pair for pair in form.pairs if pair[0] != name] + [(name, VALUES[value])])
    for value in VALUES if WHOLE else chance.sample(sorted(VALUES), 1):
        yield from faults(client, form, "*", value, [(name, VALUES[value]) for name in form.names])
    for field in form.files:
        for odd in ("a" * LONG + ".pdf", "长" * LONG, "../" * 1_000 + "x.pdf", "\0.pdf", "." * LONG, " ", "x." + "p" * LONG):
            body = {**dict(form.pairs), field: upload(odd)}
            yield from [(bare(form.action), odd[:10], fault)] if (fault := answer(client, "post", form.action, body)[1]) else []


def faults(client: Client, form: Form, name: str, value: str, body: list[tuple[str, object]]) -> Iterator[tuple[str, str, str]]:
    if fault := answer(client, "post", form.action, body)[1]:
        yield bare(form.action), f"{name}={value}", fault


@pytest.mark.django_db
@pytest.mark.parametrize("value", HEADER_VALUES)
def test_whatever_a_cookie_or_header_says_is_answered(value: str) -> None:
    around = town(Status.IN_REVIEW)
    text = VALUES[value].decode()
    wrong = []
    for address in ("/", "/login/", "/public/", f"/reports/{around.report.pk}/", "/admin/", "/admin/departments/user/"):
        for name in COOKIES:
            client = log_in(around, "manager")
            client.cookies[name] = text
            wrong += [(address, name, fault) for method in ("get", "post") if (fault := answer(client, method, address)[1])]
        client = log_in(around, "manager")
        wrong += [(address, name, fault) for name in HEADERS if (fault := answer(client, "get", address, **{f"HTTP_{name}": text})[1])]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["9" * LONG, "-1", "a", "", "1e9"], ids=lambda it: it[:9])
def test_whatever_length_a_request_claims_is_answered(length: str) -> None:
    around = town(Status.IN_REVIEW)
    page = f"/verify/{around.objects['submission'].reference}/"  # type: ignore[attr-defined]
    client = Client(raise_request_exception=False)
    response = client.generic("POST", page, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=length, HTTP_CONTENT_LENGTH=length)
    assert complaint(response) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_a_token_that_is_none_is_refused_in_words(value: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies["csrftoken"] = VALUES[value].decode("latin-1").replace("\r\n", "")
    response = client.post("/login/", urlencode({"csrfmiddlewaretoken": VALUES[value]}), FORM)
    assert (response.status_code, "。" in response.content.decode()) == (403, True)
