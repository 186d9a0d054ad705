"""What an answer behind the login says to caches, asked at every address of the site as everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from reports.models import Status
from tests.permissions.addresses import path, routes
from tests.permissions.expected import EVERYBODY, EXPECTED
from tests.permissions.requests import client as log_in
from tests.permissions.world import PEOPLE, World, world
from tests.reports.workflow.builders import OUTLINES

NEVER = "private, no-store"
SLUGS = {"name": "withdraw", "app_label": "reports", "url": "nothing", "content_type_id": "1", "picture": "section.png"}


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_no_cache_keeps_an_answer_of_any_address_that_is_not_public(who: str, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")
    around = world(Status.APPROVED)
    assert list(_kept(around, who)) == []


def _kept(around: World, who: str) -> Iterator[str]:
    section = around.report.outline.definition.section[0].key
    for name, route in routes():
        for method in ("get", "post"):
            client = log_in(around, who)
            said = _said(client, method, path(name, route, around, SLUGS | {"key": section}))
            if (said == NEVER) == (name in settings.PERFEVAL_PUBLIC):
                yield f"{method} {name}: {said}"


def _said(client: Client, method: str, address: str) -> str | None:
    """Everything is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.headers.get("Cache-Control")


def test_public_is_what_everybody_may_read() -> None:
    names_who_asks = {"help"}
    assert {name for name, row in EXPECTED.items() if row.get == EVERYBODY} - names_who_asks == settings.PERFEVAL_PUBLIC


@pytest.mark.django_db
def test_a_fragment_an_unknown_address_and_a_refused_form_are_not_kept_either(client: Client) -> None:
    answers = [client.get("/no/such/page/"), client.get("/notices", headers={"HX-Request": "true"})]
    answers.append(Client(enforce_csrf_checks=True).post("/login/", {"username": "clerk"}))
    assert [(answer.status_code, answer.headers["Cache-Control"]) for answer in answers] == [(404, NEVER), (301, NEVER), (403, NEVER)]


@pytest.mark.django_db
def test_public_pages_and_the_health_check_keep_their_own_word(client: Client) -> None:
    kept = [client.get(address).headers.get("Cache-Control") for address in ("/public/", "/verify/", "/health/")]
    assert kept == ["public, max-age=300", "no-store", None]
