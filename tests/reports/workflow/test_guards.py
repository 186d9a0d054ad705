"""Each guard, on each row that carries it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import User
from reports import workflow
from reports.domain.rendering import print_limits
from reports.models import Cycle, Narrative, Report, ReportReading, ReturnItem, Status
from reports.workflow import TRANSITIONS, NewItem, Refused
from tests.builders import edited
from tests.reports.workflow.builders import ITEM, PLACE, put, suit, take

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """An act that carries the guard, where it may otherwise be taken."""

    name: str
    source: str
    by: str
    needs_signature: bool = True
    second_review: bool = False


HANDING_OVER = [Case("hand_over", "draft", "clerk"), Case("hand_over", "returned", "clerk")]
SENDING = [
    Case("submit", "awaiting_signature", "leader"),
    Case("submit", "draft", "clerk", needs_signature=False),
    Case("submit", "returned", "leader", needs_signature=False),
]
WITH_REASON = [
    Case("give_back", "awaiting_signature", "leader"),
    Case("send_back", "second_review", "second_reviewer", second_review=True),
    Case("reopen", "approved", "manager"),
]


def ready(report: Report, case: Case) -> Report:
    suit(report, case.needs_signature, case.second_review)
    return put(report, case.source)


def test_every_guard_of_the_design_stands_in_its_row() -> None:
    found = {(row.name, row.sources[0]): {guard.__name__ for guard in row.guards} for row in TRANSITIONS if row.guards}
    whole = {"required_is_filled", "paper_can_be_printed"}
    answered = {"musts_are_answered", "reading_is_answered"}
    ready_to_send = whole | answered | {
        "filling_in_has_begun",
        "deadline_is_not_locked",
        "nothing_blocks",
        "findings_are_explained",
    }
    assert found == {
        ("hand_over", "draft"): {"signature_is_needed", "filling_in_has_begun", "deadline_is_not_locked"} | answered | whole,
        ("give_back", "awaiting_signature"): {"reason_is_given"},
        ("submit", "awaiting_signature"): ready_to_send,
        ("submit", "draft"): {"signature_is_not_needed"} | ready_to_send,
        ("pass_on", "in_review"): {"second_review_is_needed", "scan_is_attached", "is_not_own_work"},
        ("send_back", "second_review"): {"reason_is_given"},
        ("return", "in_review"): {"items_say_something", "items_have_places"},
        ("return", "second_review"): {"items_say_something", "items_have_places"},
        ("approve", "in_review"): {"second_review_is_not_needed", "scan_is_attached", "is_not_own_work"},
        ("approve", "second_review"): {"scan_is_attached", "is_another_person", "is_not_own_work"},
        ("reopen", "approved"): {"reason_is_given"},
    }


@pytest.mark.parametrize("case", HANDING_OVER + SENDING)
def test_a_blank_required_section_keeps_the_report_here(case: Case, report: Report, people: dict[str, User]) -> None:
    Narrative.objects.update(text=" ")
    with pytest.raises(Refused, match="还有 1 处必填内容未填，请先补齐：项目资金管理情况未写"):
        take(case.name, ready(report, case), people[case.by])


@pytest.mark.parametrize("case", HANDING_OVER + SENDING)
def test_an_unanswered_must_keeps_the_report_here(case: Case, report: Report, people: dict[str, User]) -> None:
    for kind, number in (("must", 4), ("advice", 1)):
        for _ in range(number):
            ReturnItem.objects.create(report=report, place=PLACE, place_label="资金管理", kind=kind, text="请改")
    with pytest.raises(Refused, match="还有 4 条“必改”意见没有答复，请先逐条答复：资金管理；资金管理；资金管理等。"):
        take(case.name, ready(report, case), people[case.by])


@pytest.mark.parametrize("case", HANDING_OVER + SENDING)
def test_a_text_read_in_with_open_doubts_keeps_the_report_here(case: Case, report: Report, people: dict[str, User]) -> None:
    reading = ReportReading.objects.create(report=report, text="原文")
    with pytest.raises(Refused, match="读入的原文还有存疑没有核对完.*放弃这次读入"):
        take(case.name, ready(report, case), people[case.by])
    reading.is_settled = True
    reading.save()
    take(case.name, ready(report, case), people[case.by])


@pytest.mark.parametrize("case", SENDING)
@pytest.mark.parametrize("item", [{"kind": "must", "answer_kind": "changed"}, {"kind": "must", "is_open": False}, {"kind": "explain"}])
def test_answered_closed_and_milder_items_let_the_report_go(
    case: Case, item: dict[str, object], report: Report, people: dict[str, User]
) -> None:
    ReturnItem.objects.create(report=report, place=PLACE, place_label="资金管理", text="请改", **item)
    take(case.name, ready(report, case), people[case.by])
    assert report.status == Status.SUBMITTED


@pytest.mark.parametrize("case", [*HANDING_OVER, *SENDING])
def test_a_locked_cycle_takes_nothing_after_the_deadline(case: Case, report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(due=timezone.now() - timedelta(minutes=1), locked_after_due=True)
    with pytest.raises(Refused, match="已锁定，不能报送"):
        take(case.name, ready(report, case), people[case.by])


@pytest.mark.parametrize("case", [*HANDING_OVER, *SENDING])
def test_a_report_that_nobody_could_print_stays(
    case: Case, report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_limits, "MOST_LETTERS", 1)
    with pytest.raises(Refused, match="最多能打印1字；请先精简"):
        take(case.name, ready(report, case), people[case.by])


@pytest.mark.parametrize("case", SENDING)
@pytest.mark.parametrize(("minutes", "locked"), [(-1, False), (1, True)])
def test_late_without_a_lock_and_locked_but_in_time_pass(
    case: Case, minutes: int, locked: bool, report: Report, people: dict[str, User]
) -> None:
    Cycle.objects.update(due=timezone.now() + timedelta(minutes=minutes), locked_after_due=locked)
    take(case.name, ready(report, case), people[case.by])
    assert report.submissions.get().late == (minutes < 0)


def test_a_cycle_with_signature_takes_nothing_past_the_leader(report: Report, clerk: User) -> None:
    with pytest.raises(Refused, match="须由单位负责人签发"):
        workflow.submit(report, by=clerk)


def test_a_cycle_without_signature_bothers_no_leader(report: Report, clerk: User) -> None:
    Cycle.objects.update(needs_signature=False)
    with pytest.raises(Refused, match="不需要单位负责人签发"):
        workflow.hand_over(report, by=clerk)


def test_a_leader_may_send_what_waits_when_signatures_are_no_longer_needed(report: Report, leader: User) -> None:
    Cycle.objects.update(needs_signature=False)
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    assert report.status == Status.SUBMITTED


@pytest.mark.parametrize("case", WITH_REASON)
@pytest.mark.parametrize("note", ["", "  \n ", "\u200e\x00"])
def test_a_note_says_why(case: Case, note: str, report: Report, people: dict[str, User]) -> None:
    with pytest.raises(Refused, match="请写明理由"):
        workflow.take_action(case.name, ready(report, case), by=people[case.by], note=note)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "至少写一条意见"),
        ([ITEM, NewItem(PLACE, "must", " \n")], "第 2 条退回意见没有内容"),
        ([NewItem(PLACE, "must", "\u202e\x00")], "第 1 条退回意见没有内容"),
        ([NewItem(PLACE, "urgent", "请改")], "第 1 条退回意见没有性质"),
        ([ITEM, NewItem("narrative.weather", "must", "请改")], "第 2 条退回意见的位置“narrative.weather”在报告里找不到"),
    ],
)
@pytest.mark.parametrize("source", [Status.IN_REVIEW, Status.SECOND_REVIEW])
def test_an_item_says_what_and_where(items: list[NewItem], words: str, source: Status, report: Report, people: dict[str, User]) -> None:
    with pytest.raises(Refused, match=words):
        workflow.return_(put(report, source), by=people["second_reviewer"], items=items)
    assert not report.return_items.exists()
    assert Report.objects.get().status == source


def test_nobody_approves_what_they_edited(report: Report, reviewer: User) -> None:
    edited(report, reviewer)
    with pytest.raises(Refused, match="不能由您审核通过"):
        workflow.approve(put(report, Status.IN_REVIEW), by=reviewer)


def test_nobody_approves_what_they_signed_and_sent(report: Report, leader: User, reviewer: User, department: object) -> None:
    reviewer.memberships.create(role="leader", department=department)
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=reviewer)
    with pytest.raises(Refused, match="不能由您审核通过"):
        workflow.approve(put(report, Status.IN_REVIEW), by=reviewer)


def test_others_work_is_approved(report: Report, clerk: User, leader: User, reviewer: User) -> None:
    edited(report, clerk)
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    workflow.approve(put(report, Status.IN_REVIEW), by=reviewer)
    assert report.status == Status.APPROVED


def test_more_words_than_anybody_reads_are_refused(report: Report, leader: User) -> None:
    put(report, "awaiting_signature")
    with pytest.raises(Refused, match="所写内容有 2,001 字，最多 2,000 字"):
        workflow.give_back(report, by=leader, note="改" * 2_001)
    assert not report.events.exists()
