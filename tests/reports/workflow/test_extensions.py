"""延期: one department's own deadline."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from departments.models import District, Role, User
from reports import workflow
from reports.models import Cycle, Report, Status
from reports.workflow import Refused
from tests.reports.workflow.builders import ITEM, make_department, make_report, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def later() -> datetime:
    return timezone.now() + timedelta(days=20)


@pytest.fixture
def locked(report: Report) -> Report:
    """Its cycle takes nothing after the deadline, which has passed."""
    Cycle.objects.update(due=timezone.now() - timedelta(days=1), locked_after_due=True)
    report.cycle.refresh_from_db()
    return report


def test_a_department_gets_more_time(report: Report, manager: User, later: datetime) -> None:
    event = workflow.extend(report, by=manager, until=later, reason=" 机构改革，账目移交中 ")
    kept = Report.objects.get()
    assert (kept.due, kept.extension_reason, kept.status) == (later, "机构改革，账目移交中", Status.DRAFT)
    assert (report.due, event.actor, event.source, event.target) == (later, manager, "draft", "draft")
    assert event.note == f"延期至 {timezone.localtime(later):%Y-%m-%d %H:%M}：机构改革，账目移交中"
    assert workflow.describe_event(event) == "延期"


def test_the_neighbours_keep_their_deadline(report: Report, district: District, cycle: Cycle, manager: User, later: datetime) -> None:
    neighbour = make_report(make_department(district, "088002"), cycle)
    workflow.extend(report, by=manager, until=later, reason="机构改革")
    assert Report.objects.get(pk=neighbour.pk).due == Cycle.objects.get().due < later


def test_an_extension_that_leaves_no_trace_is_none(report: Report, manager: User, later: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workflow.events.record_event", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workflow.extend(report, by=manager, until=later, reason="机构改革")
    assert Report.objects.get().extended_to is None


@pytest.mark.parametrize("role", [role for role in Role.values if role != "manager"])
def test_only_a_manager_gives_more_time(role: str, report: Report, people: dict[str, User], later: datetime) -> None:
    with pytest.raises(Refused, match="“延期”只能由本区县财政局的管理员办理"):
        workflow.extend(report, by=people[role], until=later, reason="机构改革")
    assert Report.objects.get().extended_to is None


def test_a_manager_from_elsewhere_gives_nothing(report: Report, stranger: User, later: datetime) -> None:
    with pytest.raises(Refused, match="只能由"):
        workflow.extend(report, by=stranger, until=later, reason="机构改革")


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [
        (-1, "机构改革", "须晚于现在"),
        (5, "机构改革", "须晚于本年度任务的截止时间"),
        (20, " \n", "请写明延期的理由"),
        (20, "长" * 201, "有 201 个字，最多 200 个字"),
    ],
)
def test_an_extension_lies_ahead_and_says_why(days: int, reason: str, words: str, report: Report, manager: User) -> None:
    with pytest.raises(Refused, match=words):
        workflow.extend(report, by=manager, until=timezone.now() + timedelta(days=days), reason=reason)
    assert not report.events.exists()


def test_the_very_moment_of_the_deadline_is_no_extension(report: Report, manager: User) -> None:
    with pytest.raises(Refused, match="须晚于本年度任务的截止时间"):
        workflow.extend(report, by=manager, until=report.cycle.due, reason="机构改革")


def test_an_approved_report_needs_no_time(report: Report, manager: User, later: datetime) -> None:
    with pytest.raises(Refused, match="已经审核通过，不需要延期"):
        workflow.extend(put(report, Status.APPROVED), by=manager, until=later, reason="机构改革")


def test_a_second_extension_replaces_the_first(report: Report, manager: User, later: datetime) -> None:
    workflow.extend(report, by=manager, until=later, reason="机构改革")
    workflow.extend(report, by=manager, until=later - timedelta(days=5), reason="写错了日期")
    assert Report.objects.get().due == later - timedelta(days=5)
    assert report.events.count() == 2


def test_a_locked_cycle_takes_the_report_of_whom_it_gave_time(
    locked: Report, clerk: User, leader: User, manager: User, later: datetime
) -> None:
    with pytest.raises(Refused, match="已锁定"):
        workflow.hand_over(locked, by=clerk)
    workflow.extend(locked, by=manager, until=later, reason="机构改革")
    workflow.hand_over(locked, by=clerk)
    assert not workflow.submit(locked, by=leader).late


def test_what_was_returned_after_the_deadline_goes_after_an_extension(
    locked: Report, clerk: User, leader: User, reviewer: User, manager: User, later: datetime
) -> None:
    workflow.return_(put(locked, Status.IN_REVIEW), by=reviewer, items=[ITEM])
    workflow.answer(locked.return_items.get(), by=clerk, kind="changed")
    with pytest.raises(Refused, match="已锁定"):
        workflow.hand_over(locked, by=clerk)
    workflow.extend(locked, by=manager, until=later, reason="退回修改")
    workflow.hand_over(locked, by=clerk)
    workflow.submit(locked, by=leader)
    assert locked.status == Status.SUBMITTED


def test_after_the_extension_a_locked_cycle_takes_nothing(locked: Report, clerk: User) -> None:
    Report.objects.update(extended_to=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="已锁定"):
        workflow.hand_over(locked, by=clerk)


def test_after_the_extension_a_report_is_late(report: Report, leader: User) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Report.objects.update(extended_to=past)
    Cycle.objects.update(due=past - timedelta(days=1))
    assert workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader).late


def test_a_submission_says_how_much_time_the_department_had(report: Report, leader: User, manager: User, later: datetime) -> None:
    workflow.extend(report, by=manager, until=later, reason="机构改革")
    submission = workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    assert submission.cycle_settings["extended_to"] == later.isoformat()


def test_an_extension_does_not_hide_a_first_click(report: Report, clerk: User, manager: User, later: datetime) -> None:
    first = workflow.hand_over(report, by=clerk)
    workflow.extend(report, by=manager, until=later, reason="机构改革")
    assert workflow.hand_over(report, by=clerk) == first
