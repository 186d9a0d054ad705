"""Every row of the table: who may, from where, to where; and that nobody else and nothing else passes."""

from dataclasses import dataclass

import pytest

from departments.models import Role, User
from reports.models import Report, Status
from reports.workflow import TRANSITIONS, Refused, describe_event
from tests.reports.workflow.builders import put, suit, take

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Step:
    """A row of the design, written down once more: the table itself cannot testify."""

    name: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    who: tuple[str, ...]
    needs_signature: bool = True
    second_review: bool = False


FILLING, UNIT = ("draft", "returned"), ("clerk", "leader")
BUREAU, SECOND = ("reviewer", "second_reviewer"), ("second_reviewer",)
DESIGN = [
    Step("hand_over", "交签发", FILLING, ("awaiting_signature",), ("clerk",)),
    Step("give_back", "退给填报人", ("awaiting_signature",), FILLING, ("leader",)),
    Step("take_back", "收回", ("awaiting_signature",), FILLING, ("clerk",)),
    Step("submit", "签发并报送", ("awaiting_signature",), ("submitted",), ("leader",)),
    Step("submit", "报送", FILLING, ("submitted",), UNIT, needs_signature=False),
    Step("withdraw", "撤回", ("submitted",), FILLING, UNIT),
    Step("start_review", "开始审核", ("submitted",), ("in_review",), BUREAU),
    Step("pass_on", "提请复审", ("in_review",), ("second_review",), ("reviewer",), second_review=True),
    Step("send_back", "退回审核员", ("second_review",), ("in_review",), SECOND, second_review=True),
    Step("return", "退回", ("in_review",), ("returned",), BUREAU),
    Step("return", "退回", ("second_review",), ("returned",), SECOND, second_review=True),
    Step("approve", "通过", ("in_review",), ("approved",), BUREAU),
    Step("approve", "通过", ("second_review",), ("approved",), SECOND, second_review=True),
    Step("reopen", "重新打开", ("approved",), ("returned",), ("manager",)),
]
PLACES = [(step, source) for step in DESIGN for source in step.sources]
ALLOWED = [(step, source, role) for step, source in PLACES for role in step.who]
WRONG_ROLE = [(step, source, role) for step, source in PLACES for role in Role.values if role not in step.who]
WRONG_STATE = [
    (step, status)
    for step in DESIGN
    for status in Status
    if not any(status in other.sources for other in DESIGN if other.name == step.name)
]


def named(value: object) -> str:
    return value.label if isinstance(value, Step) else str(value)


def test_the_table_is_that_of_the_design() -> None:
    found = [(row.name, row.label, row.sources, set(row.targets), set(row.who)) for row in TRANSITIONS]
    assert found == [(step.name, step.label, step.sources, set(step.targets), set(step.who)) for step in DESIGN]


@pytest.mark.parametrize(("step", "source", "role"), ALLOWED, ids=named)
def test_a_step_is_taken_by_the_right_person(step: Step, source: str, role: str, report: Report, people: dict[str, User]) -> None:
    suit(report, step.needs_signature, step.second_review)
    put(report, source)
    take(step.name, report, people[role])
    event = report.events.get()
    assert report.status in step.targets
    assert Report.objects.get(pk=report.pk).status == report.status
    assert (event.act, event.source, event.target, event.actor) == (step.name, source, report.status, people[role])
    assert describe_event(event) == step.label


@pytest.mark.parametrize(("step", "source", "role"), WRONG_ROLE, ids=named)
def test_a_step_is_refused_to_every_other_role(step: Step, source: str, role: str, report: Report, people: dict[str, User]) -> None:
    suit(report, step.needs_signature, step.second_review)
    assert_refused(step.name, put(report, source), people[role], "只能由")


@pytest.mark.parametrize(("step", "source"), PLACES, ids=named)
def test_a_step_is_refused_to_people_from_elsewhere(step: Step, source: str, report: Report, stranger: User) -> None:
    suit(report, step.needs_signature, step.second_review)
    assert_refused(step.name, put(report, source), stranger, "只能由")


@pytest.mark.parametrize(("step", "source", "role"), ALLOWED, ids=named)
def test_a_step_is_refused_to_a_disabled_account(step: Step, source: str, role: str, report: Report, people: dict[str, User]) -> None:
    suit(report, step.needs_signature, step.second_review)
    User.objects.filter(pk=people[role].pk).update(is_active=False)
    assert_refused(step.name, put(report, source), people[role], "只能由")


@pytest.mark.parametrize(("step", "status"), WRONG_STATE, ids=named)
def test_a_step_is_refused_in_every_other_state(step: Step, status: Status, report: Report, people: dict[str, User]) -> None:
    assert_refused(step.name, put(report, status), people[step.who[0]], f"这份报告现在是“{status.label}”")


@pytest.mark.parametrize(("step", "source"), PLACES, ids=named)
def test_the_system_takes_every_step(step: Step, source: str, report: Report) -> None:
    suit(report, step.needs_signature, step.second_review)
    put(report, source)
    take(step.name, report, None)
    assert report.status in step.targets


def assert_refused(name: str, report: Report, person: User, words: str) -> None:
    before = report.status
    with pytest.raises(Refused, match=words):
        take(name, report, person)
    assert Report.objects.get(pk=report.pk).status == before
    assert not report.events.exists()
    assert not report.submissions.exists()
    assert not report.return_items.exists()
