"""Several people, or one impatient finger, at the same report at the same moment: one effect, no other error than Refused."""

from functools import partial
from itertools import pairwise
from threading import Barrier
from threading import Event as Signal

import pytest
from django.db import IntegrityError

from departments.models import User
from reports import workflow
from reports.models import Cycle, Event, Report, Status, Submission
from reports.workflow import Refused
from tests.races import naive
from tests.races.together import PATIENCE, errors, together
from tests.reports.workflow.builders import put

MANY, FEW = 50, 8


def mine(report: Report) -> Report:
    """The report as one request reads it."""
    return Report.objects.get(pk=report.pk)


def is_a_chain(report: Report) -> bool:
    """Every step starts where the one before ended, and the last one is where the report stands."""
    found = list(report.events.order_by("pk"))
    links = all(before.target == after.source for before, after in pairwise(found))
    return links and found[-1].target == mine(report).status


# Two approvals ---------------------------------------------------------------------------------------------------------


def two_approvals(report: Report, people: dict[str, User]) -> list[type[Exception]]:
    put(report, Status.IN_REVIEW)
    return errors(together(*(lambda by=people[role]: workflow.approve(mine(report), by=by) for role in ("reviewer", "second_reviewer"))))


def test_two_approvals_at_once_are_one(report: Report, people: dict[str, User]) -> None:
    assert two_approvals(report, people) == [Refused]
    assert Event.objects.filter(act="approve").count() == 1


def test_two_approvals_that_both_looked_first_are_one(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst moment, without the row lock: the UPDATE alone decides."""
    both = Barrier(2)
    naive.without_lock(monkeypatch, lambda _: both.wait(PATIENCE))
    assert two_approvals(report, people) == [Refused]
    assert Event.objects.filter(act="approve").count() == 1


def test_control_two_approvals_without_the_condition_are_two(
    report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)
    naive.without_lock(monkeypatch, lambda _: both.wait(PATIENCE))
    naive.without_condition(monkeypatch)
    assert two_approvals(report, people) == []
    assert Event.objects.filter(act="approve").count() == 2


# Approve against withdraw ----------------------------------------------------------------------------------------------


def review(report: Report, by: User) -> None:
    workflow.start_review(mine(report), by=by)
    workflow.approve(mine(report), by=by)


def test_approve_against_withdraw_has_one_winner(report: Report, people: dict[str, User]) -> None:
    put(report, Status.SUBMITTED)
    found = together(partial(review, report, people["reviewer"]), lambda: workflow.withdraw(mine(report), by=people["leader"]))
    assert errors(found) == [Refused]
    assert mine(report).status in (Status.APPROVED, Status.DRAFT)
    assert is_a_chain(report)


def late_withdraw(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> list[type[Exception]]:
    """The leader looks while the report is 已报送; before the 撤回 is written the reviewer has approved."""
    put(report, Status.SUBMITTED)
    looked, approved = Signal(), Signal()

    def after_look(found: Report) -> None:
        if not looked.is_set():
            looked.set()
            approved.wait(PATIENCE)

    def approve() -> None:
        looked.wait(PATIENCE)
        review(report, people["reviewer"])
        approved.set()

    naive.without_lock(monkeypatch, after_look)
    return errors(together(lambda: workflow.withdraw(mine(report), by=people["leader"]), approve))


def test_a_withdrawal_that_looked_before_the_approval_is_refused(
    report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert late_withdraw(report, people, monkeypatch) == [Refused]
    assert mine(report).status == Status.APPROVED
    assert is_a_chain(report)


def test_control_a_withdrawal_without_the_condition_undoes_an_approval(
    report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    naive.without_condition(monkeypatch)
    assert late_withdraw(report, people, monkeypatch) == []
    assert mine(report).status == Status.DRAFT
    assert not is_a_chain(report)


# Many submits ----------------------------------------------------------------------------------------------------------


def test_fifty_clicks_on_submit_are_one_submission(report: Report, people: dict[str, User]) -> None:
    put(report, Status.AWAITING_SIGNATURE)
    found = together(*[lambda: workflow.submit(mine(report), by=people["leader"])] * MANY)
    assert errors(found) == []
    assert {outcome.result for outcome in found} == {Submission.objects.get()}
    assert Event.objects.filter(act="submit").count() == 1


def test_clerk_and_leader_who_send_at_once_send_one_submission(report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(needs_signature=False)
    works = [lambda by=people[role]: workflow.submit(mine(report), by=by) for role in ("clerk", "leader")] * FEW
    found = together(*works)
    assert set(errors(found)) == {Refused}
    assert {outcome.result for outcome in found if not outcome.error} == {Submission.objects.get()}


def few_submits(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> list[type[Exception]]:
    put(report, Status.AWAITING_SIGNATURE)
    all_looked = Barrier(FEW)
    naive.without_lock(monkeypatch, lambda _: all_looked.wait(PATIENCE))
    return errors(together(*[lambda: workflow.submit(mine(report), by=people["leader"])] * FEW))


def test_submits_that_all_looked_first_are_one_submission(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    assert few_submits(report, people, monkeypatch) == [Refused] * (FEW - 1)
    assert Submission.objects.count() == 1


def test_control_submits_without_the_condition_are_many(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each one becomes a submission of its own, or thinks that it is the same number as another: an error page."""
    naive.without_condition(monkeypatch)
    collided = few_submits(report, people, monkeypatch)
    assert set(collided) <= {IntegrityError}
    assert len(collided) + Submission.objects.count() == FEW
