"""The gate itself: one transaction, the status at that moment, one effect per click."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from departments.models import District, User
from reports import workflow
from reports.models import Cycle, Event, Report, ReturnItem, Status
from reports.workflow import Refused, gate
from tests.reports.workflow.builders import make_department, make_report, put, take

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_an_event_says_who_when_and_why(report: Report, leader: User) -> None:
    put(report, Status.AWAITING_SIGNATURE)
    with time_machine.travel(NOON, tick=False):
        event = workflow.give_back(report, by=leader, note=" 数字\u202e有误 ")
    assert (event.actor, event.at, event.note, event.source, event.target) == (leader, NOON, "数字有误", "awaiting_signature", "draft")


def test_the_state_knows_since_when(report: Report, clerk: User) -> None:
    report.cycle.opens = NOON
    report.cycle.save()
    with time_machine.travel(NOON, tick=False):
        workflow.hand_over(report, by=clerk)
    assert (report.since, Report.objects.get().since) == (NOON, NOON)


@pytest.mark.parametrize("origin", [Status.DRAFT, Status.RETURNED])
def test_a_report_goes_back_to_where_it_came_from(origin: Status, report: Report, clerk: User, leader: User) -> None:
    workflow.hand_over(put(report, origin), by=clerk)
    workflow.give_back(report, by=leader, note="请补充附件")
    assert report.status == origin


def test_every_look_for_a_step_takes_the_row_lock() -> None:
    assert gate.select_locked().query.select_for_update
    assert gate.select_locked().query.select_for_update_of == ("self",)


def test_the_step_looks_under_the_lock(report: Report, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(gate, "select_locked", lambda under_lock=gate.select_locked: asked.append(1) or under_lock())
    workflow.hand_over(report, by=clerk)
    assert asked == [1]


def test_a_state_that_changed_in_between_wins(report: Report, reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the database ignores row locks, what was read may be old when it is written."""
    old = put(report, Status.IN_REVIEW)
    Report.objects.update(status=Status.RETURNED)
    monkeypatch.setattr(gate, "lock_report", lambda _: old)
    with pytest.raises(Refused, match="刚刚被别人办理过"):
        workflow.approve(old, by=reviewer)
    assert Report.objects.get().status == Status.RETURNED
    assert not Event.objects.exists()


def test_what_the_caller_holds_may_be_old(report: Report, clerk: User) -> None:
    put(report, Status.SUBMITTED)
    stale = Report(pk=report.pk, status=Status.DRAFT, department=report.department, cycle=report.cycle, outline=report.outline)
    with pytest.raises(Refused, match="已报送"):
        workflow.hand_over(stale, by=clerk)


def test_a_step_moves_one_report_alone(report: Report, district: District, cycle: Cycle, reviewer: User) -> None:
    other = put(make_report(make_department(district, "088002"), cycle), Status.IN_REVIEW)
    workflow.approve(put(report, Status.IN_REVIEW), by=reviewer)
    other.refresh_from_db()
    assert (other.status, other.events.count()) == (Status.IN_REVIEW, 0)


def test_a_step_that_breaks_leaves_nothing(report: Report, reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workflow.events.record_event", lambda *_, **__: 1 / 0)
    put(report, Status.IN_REVIEW)
    with pytest.raises(ZeroDivisionError):
        workflow.approve(report, by=reviewer)
    assert report.status == Status.IN_REVIEW
    assert Report.objects.get().status == Status.IN_REVIEW


REPEATED = [
    ("hand_over", Status.DRAFT, "clerk", True),
    ("submit", Status.AWAITING_SIGNATURE, "leader", True),
    ("submit", Status.DRAFT, "clerk", False),
    ("withdraw", Status.SUBMITTED, "clerk", True),
    ("start_review", Status.SUBMITTED, "reviewer", True),
    ("approve", Status.IN_REVIEW, "reviewer", True),
    ("approve", Status.SECOND_REVIEW, "second_reviewer", True),
]


@pytest.mark.parametrize(("name", "source", "role", "signed"), REPEATED)
def test_a_second_click_has_no_second_effect(
    name: str, source: Status, role: str, signed: bool, report: Report, people: dict[str, User]
) -> None:
    Cycle.objects.update(needs_signature=signed)
    put(report, source)
    take(name, report, people[role])
    take(name, Report.objects.get(), people[role])
    assert report.events.count() == 1
    assert report.submissions.count() == (name == "submit")


def test_a_second_click_gets_the_same_submission(report: Report, leader: User) -> None:
    put(report, Status.AWAITING_SIGNATURE)
    assert workflow.submit(report, by=leader) == workflow.submit(report, by=leader)


def test_what_happened_without_a_step_does_not_hide_the_first_click(report: Report, clerk: User) -> None:
    item = ReturnItem.objects.create(report=report, place="section.output", place_label="产出情况", text="请改")
    workflow.withdraw(put(report, Status.SUBMITTED), by=clerk)
    workflow.answer(item, by=clerk, kind="changed")
    workflow.withdraw(report, by=clerk)
    assert [event.act for event in report.events.all()] == ["withdraw", "answer"]


def test_a_second_person_hears_that_it_is_done(report: Report, people: dict[str, User]) -> None:
    workflow.approve(put(report, Status.IN_REVIEW), by=people["reviewer"])
    with pytest.raises(Refused, match="这份报告现在是“已通过”，不能通过"):
        workflow.approve(report, by=people["second_reviewer"])


def test_a_second_return_is_never_dropped_in_silence(report: Report, reviewer: User) -> None:
    put(report, Status.IN_REVIEW)
    take("return", report, reviewer)
    with pytest.raises(Refused, match="这份报告现在是“已退回”，不能退回"):
        take("return", report, reviewer)
    assert report.return_items.count() == 1


def test_an_old_click_does_not_undo_what_came_later(report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(needs_signature=False)
    workflow.submit(report, by=people["clerk"])
    workflow.start_review(report, by=people["reviewer"])
    with pytest.raises(Refused, match="审核中"):
        workflow.submit(report, by=people["clerk"])


def test_a_review_that_starts_does_not_start_the_waiting_anew(report: Report, people: dict[str, User]) -> None:
    put(report, Status.SUBMITTED)
    Report.objects.update(since=NOON)
    workflow.start_review(report, by=people["reviewer"])
    assert (report.since, Report.objects.get().since) == (NOON, NOON)
    take("return", report, people["reviewer"])
    assert Report.objects.get().since > NOON


def test_a_state_that_no_event_explains_is_no_second_click(report: Report, clerk: User) -> None:
    workflow.hand_over(report, by=clerk)
    put(report, Status.SUBMITTED)
    with pytest.raises(Refused):
        workflow.hand_over(report, by=clerk)


@pytest.mark.parametrize("name", ["", "return", "delete", "return_"])
def test_an_act_that_does_not_exist_is_refused(name: str, report: Report, reviewer: User) -> None:
    with pytest.raises(Refused, match="没有这个操作"):
        workflow.take_action(name, report, by=reviewer)
