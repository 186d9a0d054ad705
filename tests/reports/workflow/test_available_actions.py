"""The buttons that a page offers."""

import pytest
from pytest_django import DjangoAssertNumQueries

from departments.models import Department, Role, User
from reports.models import Cycle, Event, Report, Status
from reports.workflow import describe_event, list_actions
from tests.reports.workflow.builders import make_person, put

pytestmark = pytest.mark.django_db

OFFERED = [
    (Status.DRAFT, "clerk", ["交签发"]),
    (Status.DRAFT, "leader", []),
    (Status.RETURNED, "clerk", ["交签发"]),
    (Status.AWAITING_SIGNATURE, "clerk", ["收回"]),
    (Status.AWAITING_SIGNATURE, "leader", ["退给填报人", "签发并报送"]),
    (Status.SUBMITTED, "clerk", ["撤回"]),
    (Status.SUBMITTED, "leader", ["撤回"]),
    (Status.SUBMITTED, "reviewer", ["开始审核"]),
    (Status.SUBMITTED, "manager", []),
    (Status.IN_REVIEW, "leader", []),
    (Status.IN_REVIEW, "second_reviewer", ["退回", "通过"]),
    (Status.SECOND_REVIEW, "reviewer", []),
    (Status.SECOND_REVIEW, "second_reviewer", ["退回审核员", "退回", "通过"]),
    (Status.APPROVED, "reviewer", []),
    (Status.APPROVED, "manager", ["重新打开"]),
]


@pytest.mark.parametrize(("status", "role", "labels"), OFFERED)
def test_each_role_is_offered_its_acts(status: Status, role: str, labels: list[str], report: Report, people: dict[str, User]) -> None:
    assert [row.label for row in list_actions(put(report, status), people[role])] == labels


@pytest.mark.parametrize(("role", "labels"), [("clerk", ["报送"]), ("leader", ["报送"])])
def test_without_signatures_both_may_send(role: str, labels: list[str], report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(needs_signature=False)
    assert [row.label for row in list_actions(Report.objects.get(), people[role])] == labels


@pytest.mark.parametrize(("role", "labels"), [("reviewer", ["提请复审", "退回"]), ("second_reviewer", ["退回"])])
def test_where_a_second_person_confirms_the_first_passes_on(role: str, labels: list[str], report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(second_review=True)
    put(report, Status.IN_REVIEW)
    assert [row.label for row in list_actions(Report.objects.get(), people[role])] == labels


def test_a_person_of_two_roles_is_offered_both(report: Report, department: Department) -> None:
    both = make_person("both", Role.CLERK, Role.LEADER, department=department)
    assert [row.name for row in list_actions(put(report, Status.DRAFT), both)] == ["hand_over"]
    assert [row.name for row in list_actions(put(report, Status.AWAITING_SIGNATURE), both)] == ["give_back", "take_back", "submit"]


@pytest.mark.parametrize("status", Status)
def test_strangers_and_disabled_accounts_are_offered_nothing(
    status: Status, report: Report, stranger: User, people: dict[str, User]
) -> None:
    put(report, status)
    assert list_actions(report, stranger) == []
    for person in people.values():
        person.is_active = False
        assert list_actions(report, person) == []


def test_an_act_says_what_it_asks_for(report: Report, people: dict[str, User]) -> None:
    asked = {row.name: (row.needs_note, row.needs_items) for row in list_actions(put(report, Status.IN_REVIEW), people["reviewer"])}
    assert asked == {"return": (False, True), "approve": (False, False)}
    assert [row.needs_note for row in list_actions(put(report, Status.APPROVED), people["manager"])] == [True]


def test_offers_cost_one_query_at_most(report: Report, leader: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    found = Report.objects.select_related("department", "cycle").get(pk=put(report, Status.SUBMITTED).pk)
    with django_assert_num_queries(1):
        list_actions(found, leader)
        list_actions(found, leader)
    with django_assert_num_queries(0):
        assert [row.name for row in list_actions(found, leader, roles={"leader"})] == ["withdraw"]


@pytest.mark.parametrize(
    ("act", "source", "label"),
    [
        ("submit", "awaiting_signature", "签发并报送"),
        ("submit", "returned", "报送"),
        ("withdraw", "in_review", "撤回"),  # as a former table may have allowed
        ("answer", "returned", "答复退回意见"),
        ("extend", "draft", "延期"),
        ("unknown", "draft", "unknown"),
    ],
)
def test_an_event_is_called_by_its_label(act: str, source: str, label: str) -> None:
    assert describe_event(Event(act=act, source=source)) == label
