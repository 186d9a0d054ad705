"""Acts tried in earnest by everybody: with all that the form asks for, in a state in which the act is possible.

Who may, changes something; everybody else leaves the database as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from pytest_django.fixtures import Settings

from reports.models import Status
from tests.permissions.addresses import path, routes
from tests.permissions.expected import BUREAU, FILLS_IN, MANAGER, NOBODY
from tests.permissions.requests import answer, client
from tests.permissions.world import PEOPLE, World, world
from tests.reports.workflow.builders import OUTLINES, PLACE

LEADER = frozenset({"leader"})
CLERK = frozenset({"clerk"})
REVIEWER, SECOND = frozenset({"reviewer"}), frozenset({"second reviewer"})
REVIEWERS = REVIEWER | SECOND
ITEM = {"place": PLACE, "kind": "must", "text": "请写明审批程序"}


@dataclass(frozen=True)
class Attempt:
    """A form posted to the page called `name`, whose address may hold a `slug`."""

    name: str
    writes: frozenset[str]
    state: str = Status.IN_REVIEW
    body: Mapping[str, str] = field(default_factory=dict)
    slug: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.body.get('act') or self.slug or self.state}"


def act(slug: str, state: str, writes: frozenset[str]) -> Attempt:
    return Attempt("act", writes, state, {"note": "情况说明", "confirmed": "1"}, slug)


def review(name: str, state: str, writes: frozenset[str], **body: str) -> Attempt:
    return Attempt("admin:reports_report_change", writes, state, {"act": name, "confirmed": "1", "note": "情况说明", **body})


ANSWER = {":kind:{item}": "explained", ":answer:{item}": "已说明", ":answered:{item}": "|"}
ATTEMPTS = [
    act("hand_over", Status.DRAFT, NOBODY),  # its 必改 is not answered
    act("give_back", Status.AWAITING_SIGNATURE, LEADER),
    act("take_back", Status.AWAITING_SIGNATURE, CLERK),
    act("submit", Status.AWAITING_SIGNATURE, NOBODY),  # nor here
    act("withdraw", Status.SUBMITTED, FILLS_IN),
    act("start_review", Status.SUBMITTED, NOBODY),  # the bureau acts on its own page
    act("reopen", Status.APPROVED, NOBODY),
    review("start_review", Status.SUBMITTED, REVIEWERS),
    review("pass_on", Status.IN_REVIEW, REVIEWER),
    review("send_back", Status.SECOND_REVIEW, SECOND),
    review("return", Status.IN_REVIEW, REVIEWERS, **ITEM),
    review("return", Status.SECOND_REVIEW, SECOND | REVIEWER, **ITEM),  # a reviewer's words are kept, the step is refused
    review("keep", Status.IN_REVIEW, REVIEWERS, **ITEM),
    review("reopen", Status.APPROVED, MANAGER),
    Attempt("words", FILLS_IN, Status.RETURNED, ANSWER),
    Attempt("attachment_remove", FILLS_IN, Status.DRAFT),
    Attempt("admin:reports_report_extend", MANAGER, Status.DRAFT, {"until_0": "2090-01-01", "until_1": "12:00", "reason": "受灾"}),
    Attempt("admin:reports_report_assign", BUREAU, Status.IN_REVIEW, {"to": "reviewer", "note": "下周休假"}),
    Attempt("admin:reports_publication_withdraw", MANAGER, Status.APPROVED, {"note": "数字有误"}),
    Attempt("admin:reports_cycle_approved", MANAGER, body={"approved_on": "2021-03-01"}),
    Attempt("admin:reports_cycle_copy", MANAGER),
    Attempt("admin:reports_cycle_open", MANAGER, body={"confirmed": "1"}),
    Attempt("admin:departments_desk_add", MANAGER, body={"district": "district", "name": "行政股"}),
    Attempt("admin:departments_desk_change", MANAGER, body={"name": "行政股"}),
    Attempt("admin:departments_user_reset", MANAGER),
    Attempt("admin:reports_phrase_delete", MANAGER, body={"post": "yes"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=str)
def test_who_may_does_and_nobody_else(attempt: Attempt, settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    around = world(attempt.state)
    section = around.report.outline.definition.section[0].key
    address = path(attempt.name, dict(routes())[attempt.name], around, {"name": attempt.slug, "key": section})
    body = {key.format(item=around.objects["item"].pk): _named(value, around) for key, value in attempt.body.items()}
    wrote = {who for who in PEOPLE if answer(client(around, who), "post", address, body)[1]}
    assert wrote == attempt.writes


def _named(value: str, around: World) -> str:
    """The id of a person or row, where a form chooses one."""
    person = around.people.get(value)
    row = person or around.objects.get(value)
    return str(row.pk) if row is not None else value  # type: ignore[attr-defined]
