"""Every row of the table: who may, from where, to where; and that nobody else and nothing else passes."""

import pytest

from departments.models import Role, User
from reports.models import Report, Status
from reports.workflow import TRANSITIONS, Refused, Transition, event_label
from tests.reports.workflow.builders import put, suit, take

pytestmark = pytest.mark.django_db

ACTS = sorted({row.name for row in TRANSITIONS})
ALLOWED = [(row, source, role) for row in TRANSITIONS for source in row.sources for role in row.who]
WRONG_ROLE = [(row, source, role) for row in TRANSITIONS for source in row.sources for role in Role if role not in row.who]
WRONG_STATE = [
    (name, status) for name in ACTS for status in Status if not any(status in row.sources for row in TRANSITIONS if row.name == name)
]


def test_the_table_is_that_of_the_design() -> None:
    found = {(row.name, row.sources, row.targets, frozenset(row.who)) for row in TRANSITIONS}
    filling = ("draft", "returned")
    unit, bureau = frozenset({"clerk", "leader"}), frozenset({"reviewer", "second_reviewer"})
    assert found == {
        ("hand_over", filling, ("awaiting_signature",), frozenset({"clerk"})),
        ("give_back", ("awaiting_signature",), filling, frozenset({"leader"})),
        ("submit", ("awaiting_signature",), ("submitted",), frozenset({"leader"})),
        ("submit", filling, ("submitted",), unit),
        ("withdraw", ("submitted",), ("returned", "draft"), unit),
        ("start_review", ("submitted",), ("in_review",), bureau),
        ("return", ("in_review",), ("returned",), bureau),
        ("approve", ("in_review",), ("approved",), bureau),
        ("reopen", ("approved",), ("returned",), frozenset({"manager"})),
    }


@pytest.mark.parametrize(("row", "source", "role"), ALLOWED, ids=lambda value: getattr(value, "name", None))
def test_a_step_is_taken_by_the_right_person(row: Transition, source: Status, role: Role, report: Report, people: dict[str, User]) -> None:
    suit(report, row)
    put(report, source)
    take(row.name, report, people[role])
    event = report.events.get()
    assert report.status in row.targets
    assert Report.objects.get(pk=report.pk).status == report.status
    assert (event.act, event.source, event.target, event.actor) == (row.name, source, report.status, people[role])
    assert event_label(event) == row.label


@pytest.mark.parametrize(("row", "source", "role"), WRONG_ROLE, ids=lambda value: getattr(value, "name", None))
def test_a_step_is_refused_to_every_other_role(
    row: Transition, source: Status, role: Role, report: Report, people: dict[str, User]
) -> None:
    suit(report, row)
    assert_refused(row.name, put(report, source), people[role], "只能由")


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.name)
def test_a_step_is_refused_to_people_from_elsewhere(row: Transition, report: Report, stranger: User) -> None:
    suit(report, row)
    assert_refused(row.name, put(report, row.sources[0]), stranger, "只能由")


@pytest.mark.parametrize(("row", "source", "role"), ALLOWED, ids=lambda value: getattr(value, "name", None))
def test_a_step_is_refused_to_a_disabled_account(
    row: Transition, source: Status, role: Role, report: Report, people: dict[str, User]
) -> None:
    suit(report, row)
    User.objects.filter(pk=people[role].pk).update(is_active=False)
    assert_refused(row.name, put(report, source), people[role], "只能由")


@pytest.mark.parametrize(("name", "status"), WRONG_STATE)
def test_a_step_is_refused_in_every_other_state(name: str, status: Status, report: Report, people: dict[str, User]) -> None:
    row = next(row for row in TRANSITIONS if row.name == name)
    assert_refused(name, put(report, status), people[row.who[0]], f"这份报告现在是“{status.label}”")


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.name)
def test_the_system_takes_every_step(row: Transition, report: Report) -> None:
    suit(report, row)
    put(report, row.sources[0])
    take(row.name, report, None)
    assert report.status in row.targets


def assert_refused(name: str, report: Report, person: User, words: str) -> None:
    before = report.status
    with pytest.raises(Refused, match=words):
        take(name, report, person)
    assert Report.objects.get(pk=report.pk).status == before
    assert not report.events.exists()
    assert not report.submissions.exists()
    assert not report.return_items.exists()
