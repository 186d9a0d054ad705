"""Two second reviewers decide at the same moment: one decision, one frozen approval."""

from threading import Barrier

import pytest

from departments.models import District, Role, User
from reports import workflow
from reports.models import Approval, Event, Report, Status
from reports.workflow import Refused
from tests.races import naive
from tests.races.test_steps import is_a_chain, mine
from tests.races.together import PATIENCE, errors, together
from tests.reports.workflow.builders import make_person, put, suit


@pytest.fixture
def waiting(report: Report, people: dict[str, User]) -> Report:
    """Sent, reviewed and passed on."""
    suit(report, needs_signature=True, second_review=True)
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=people["leader"])
    workflow.start_review(report, by=people["reviewer"])
    workflow.pass_on(report, by=people["reviewer"])
    return report


@pytest.fixture
def seconds(people: dict[str, User], district: District) -> tuple[User, User]:
    return people["second_reviewer"], make_person("second2", Role.SECOND_REVIEWER, district=district)


def two_approvals(waiting: Report, seconds: tuple[User, User]) -> list[type[Exception]]:
    return errors(together(*(lambda by=by: workflow.approve(mine(waiting), by=by) for by in seconds)))


def test_two_confirmations_at_once_are_one_approval(waiting: Report, seconds: tuple[User, User]) -> None:
    assert two_approvals(waiting, seconds) == [Refused]
    assert (Approval.objects.count(), Event.objects.filter(act="approve").count()) == (1, 1)
    assert is_a_chain(waiting)


def test_two_confirmations_that_both_looked_first_are_one_approval(
    waiting: Report, seconds: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)
    naive.without_lock(monkeypatch, lambda _: both.wait(PATIENCE))
    assert two_approvals(waiting, seconds) == [Refused]
    assert (Approval.objects.count(), Event.objects.filter(act="approve").count()) == (1, 1)


def test_approve_against_send_back_has_one_winner(waiting: Report, seconds: tuple[User, User]) -> None:
    first, second = seconds
    found = together(
        lambda: workflow.approve(mine(waiting), by=first),
        lambda: workflow.send_back(mine(waiting), by=second, note="请再核对三公经费"),
    )
    assert errors(found) == [Refused]
    assert mine(waiting).status in (Status.APPROVED, Status.IN_REVIEW)
    assert Approval.objects.exists() == (mine(waiting).status == Status.APPROVED)
    assert is_a_chain(waiting)


def test_eight_clicks_on_approve_are_one_approval(waiting: Report, seconds: tuple[User, User]) -> None:
    found = together(*[lambda: workflow.approve(mine(waiting), by=seconds[0])] * 8)
    assert errors(found) == []
    assert Approval.objects.count() == 1
