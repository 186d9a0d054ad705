"""Every address of the site, asked for by everybody, in every state of the report: the answer that is written down, and no trace else.

The addresses come from the URL resolver and the admin, so a page that nobody declared fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from reports.models import Status
from tests.permissions.addresses import path, routes
from tests.permissions.expected import EXPECTED
from tests.permissions.requests import answer
from tests.permissions.requests import client as log_in
from tests.permissions.world import PEOPLE, World, world
from tests.reports.workflow.builders import OUTLINES

FIRST = Status.IN_REVIEW  # the state in which addresses that no state concerns are tried
SLUGS = {
    "name": "withdraw",
    "kind": "paper",
    "act": "cancel",
    "app_label": "reports",
    "url": "nothing",
    "content_type_id": "1",
    "picture": "section.png",
}


def test_every_address_says_who_may_go_there() -> None:
    found = {name for name, _ in routes()}
    assert sorted(found - EXPECTED.keys()) == []
    assert sorted(EXPECTED.keys() - found) == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", Status.values)
def test_everybody_gets_what_is_written_down(state: str, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")
    around = world(state)
    clients = {who: log_in(around, who) for who in PEOPLE}
    wrong = [line for name, route in routes() if name in EXPECTED for line in _asked(name, route, around, state, clients)]
    assert not wrong, "\n" + "\n".join(wrong)


def _asked(name: str, route: str, around: World, state: str, clients: dict[str, Client]) -> Iterator[str]:
    row = EXPECTED[name]
    if not row.by_state and state != FIRST:
        return
    address = path(name, route, around, SLUGS | {"key": around.report.outline.definition.section[0].key})
    for who in PEOPLE:
        client = log_in(around, who) if "logout" in name else clients[who]
        for method in ("get", "post"):
            status, wrote = answer(client, method, address)
            meant = getattr(row, method)[who]
            meant = meant if isinstance(meant, int) else meant(state)
            if status != meant or (wrote and who not in row.writes):
                yield f"{state} {who}: {method} {name} → {status}, should be {meant}{', and wrote' if wrote else ''}"
