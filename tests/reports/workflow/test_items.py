"""退回意见 from the reviewer's pen to the department's answer."""

import pytest

from departments.models import District, User
from reports import workflow
from reports.models import Closing, Cycle, ItemKind, Report, ReturnItem, Status
from reports.workflow import NewItem, Refused, events
from tests.reports.workflow.builders import ITEM, PLACE, make_department, make_report, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(report: Report, reviewer: User) -> ReturnItem:
    """A must on a returned report."""
    workflow.return_(put(report, Status.IN_REVIEW), by=reviewer, items=[ITEM])
    return report.return_items.get()


def test_an_item_says_who_what_and_where(report: Report, people: dict[str, User]) -> None:
    Cycle.objects.update(needs_signature=False)
    submission = workflow.submit(report, by=people["clerk"])
    workflow.start_review(report, by=people["reviewer"])
    event = workflow.return_(report, by=people["reviewer"], items=[NewItem(PLACE, "explain", " 请说\u200e明 ")], note="见逐条意见")
    item = report.return_items.get()
    assert (item.place, item.place_label, item.kind, item.text) == (
        PLACE,
        "一、项目资金管理情况 › 项目资金管理情况",
        "explain",
        "请说明",
    )
    assert (item.author, item.submission, item.is_open, item.answer) == (people["reviewer"], submission, True, "")
    assert (event.note, event.submission) == ("见逐条意见", submission)


def test_another_return_alone_settles_nothing(report: Report, item: ReturnItem, reviewer: User) -> None:
    workflow.return_(put(report, Status.IN_REVIEW), by=reviewer, items=[NewItem("section.output", "advice", "可以写得更细")])
    assert [(found.text, found.is_open) for found in report.return_items.all()] == [(ITEM.text, True), ("可以写得更细", True)]


def test_an_item_raised_again_is_a_new_one_that_follows_the_old(report: Report, item: ReturnItem, reviewer: User, clerk: User) -> None:
    workflow.answer(item, by=clerk, kind="changed", text="已补充")
    workflow.return_(put(report, Status.IN_REVIEW), by=reviewer, items=[NewItem(PLACE, "must", "仍须写明程序", follows=item.pk)])

    old, new = report.return_items.all()
    assert (old.text, old.answer, old.is_open, old.closing, old.closed_by) == (ITEM.text, "已补充", False, Closing.RAISED, reviewer)
    assert (new.follows, new.text, new.state, old.state) == (item, "仍须写明程序", "未答复", "再次提出")


def test_an_item_of_another_report_is_not_followed(report: Report, item: ReturnItem, reviewer: User, district: District) -> None:
    other = make_report(make_department(district, "088002"), report.cycle)
    workflow.return_(put(other, Status.IN_REVIEW), by=reviewer, items=[NewItem(PLACE, "must", "请改", follows=item.pk)])
    item.refresh_from_db()
    assert (other.return_items.get().follows, item.is_open) == (None, True)


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.SECOND_REVIEW])
def test_a_reviewer_accepts_an_item(status: Status, report: Report, item: ReturnItem, people: dict[str, User]) -> None:
    accepted = workflow.accept(item, by=put(report, status) and people["second_reviewer"])
    assert (accepted.is_open, accepted.state, accepted.closed_by, accepted.text) == (False, "已认可", people["second_reviewer"], ITEM.text)
    event = report.events.latest("pk")
    assert (workflow.describe_event(event), event.note, event.actor) == ("认可答复", item.place_label, people["second_reviewer"])
    with pytest.raises(Refused, match="已经了结"):
        workflow.accept(item, by=people["second_reviewer"])


@pytest.mark.parametrize("role", ["clerk", "leader", "manager"])
def test_only_a_reviewer_accepts(role: str, report: Report, item: ReturnItem, people: dict[str, User]) -> None:
    put(report, Status.IN_REVIEW)
    with pytest.raises(Refused, match="只能由本区县财政局"):
        workflow.accept(item, by=people[role])


def test_what_cannot_be_written_down_changes_no_item(
    report: Report, item: ReturnItem, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("磁盘已满")

    monkeypatch.setattr(events, "record_event", refuse)
    with pytest.raises(RuntimeError):
        workflow.answer(item, by=people["clerk"], kind="changed")
    put(report, Status.IN_REVIEW)
    with pytest.raises(RuntimeError):
        workflow.accept(item, by=people["reviewer"])
    kept = ReturnItem.objects.get(pk=item.pk)
    assert (kept.is_open, kept.answer_kind) == (True, "")


def test_nothing_is_accepted_while_the_department_has_the_report(item: ReturnItem, reviewer: User) -> None:
    with pytest.raises(Refused, match="不能认可答复"):
        workflow.accept(item, by=reviewer)


def test_approval_closes_what_is_open(report: Report, item: ReturnItem, reviewer: User) -> None:
    workflow.approve(put(report, Status.IN_REVIEW), by=reviewer)
    item.refresh_from_db()
    assert (item.is_open, item.state, item.closed_by) == (False, "随通过了结", reviewer)


def test_the_reason_of_reopening_is_a_must_at_the_first_section(report: Report, manager: User) -> None:
    workflow.reopen(put(report, Status.APPROVED), by=manager, reason="决算批复后金额有变")
    found = report.return_items.get(is_open=True)
    assert (found.place, found.kind, found.text) == ("section.management", ItemKind.MUST, "决算批复后金额有变")
    assert (found.author, report.status) == (manager, Status.RETURNED)


@pytest.mark.parametrize(("has_items", "target"), [(True, Status.RETURNED), (False, Status.DRAFT)])
def test_withdrawing_goes_to_where_open_items_wait(has_items: bool, target: Status, report: Report, item: ReturnItem, clerk: User) -> None:
    ReturnItem.objects.update(is_open=has_items)
    workflow.withdraw(put(report, Status.SUBMITTED), by=clerk)
    assert report.status == target


@pytest.mark.parametrize(("kind", "text"), [("changed", ""), ("explained", "按批复口径"), ("disputed", "原数无误")])
@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_the_department_answers(kind: str, text: str, role: str, item: ReturnItem, people: dict[str, User]) -> None:
    answered = workflow.answer(item, by=people[role], kind=kind, text=f" {text}\x00 ")
    assert (answered.answer_kind, answered.answer, answered.answered_by) == (kind, text, people[role])
    assert (answered.text, answered.is_open) == (ITEM.text, True)


def test_an_answer_is_written_down(item: ReturnItem, report: Report, clerk: User) -> None:
    workflow.answer(item, by=clerk, kind="changed")
    event = report.events.latest("pk")
    assert (event.act, event.source, event.target, event.actor) == ("answer", "returned", "returned", clerk)
    assert event.note == "一、项目资金管理情况 › 项目资金管理情况：已改"
    workflow.answer(item, by=clerk, kind="disputed", text="原数无误")
    assert report.events.latest("pk").note.endswith("：有异议，原数无误")
    assert workflow.describe_event(event) == "答复退回意见"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [("", "改了", "请选择答复"), ("done", "改了", "请选择答复"), ("explained", " ", "请写明内容"), ("disputed", "\u200e", "请写明内容")],
)
def test_an_empty_answer_is_refused(kind: str, text: str, words: str, item: ReturnItem, clerk: User) -> None:
    with pytest.raises(Refused, match=words):
        workflow.answer(item, by=clerk, kind=kind, text=text)


@pytest.mark.parametrize("role", ["reviewer", "second_reviewer", "manager"])
def test_only_the_department_answers(role: str, item: ReturnItem, people: dict[str, User]) -> None:
    with pytest.raises(Refused, match="只能由本单位"):
        workflow.answer(item, by=people[role], kind="changed")


def test_a_stranger_does_not_answer(item: ReturnItem, stranger: User) -> None:
    with pytest.raises(Refused, match="只能由本单位"):
        workflow.answer(item, by=stranger, kind="changed")


@pytest.mark.parametrize("status", [status for status in Status if status not in Status.editable()])
def test_nothing_is_answered_while_the_report_is_away(status: Status, report: Report, item: ReturnItem, clerk: User) -> None:
    put(report, status)
    with pytest.raises(Refused, match="不能答复退回意见"):
        workflow.answer(item, by=clerk, kind="changed")


def test_a_closed_item_takes_no_answer(report: Report, item: ReturnItem, clerk: User) -> None:
    ReturnItem.objects.update(is_open=False)
    with pytest.raises(Refused, match="已经了结"):
        workflow.answer(item, by=clerk, kind="changed")


def test_a_round_trip(report: Report, item: ReturnItem, people: dict[str, User]) -> None:
    """Returned, answered, signed, sent, approved; every step is in the record."""
    workflow.answer(item, by=people["clerk"], kind="changed", text="已补充")
    workflow.hand_over(report, by=people["clerk"])
    workflow.submit(report, by=people["leader"])
    workflow.start_review(report, by=people["reviewer"])
    workflow.approve(report, by=people["second_reviewer"], note="同意")
    acts = [workflow.describe_event(event) for event in report.events.all()]
    assert acts == ["退回", "答复退回意见", "交签发", "签发并报送", "开始审核", "通过"]


def test_an_answer_that_breaks_leaves_nothing(item: ReturnItem, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workflow.events.record_event", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workflow.answer(item, by=clerk, kind="changed")
    assert not ReturnItem.objects.exclude(answer_kind="").exists()


def test_one_answer_is_for_one_item(report: Report, reviewer: User, clerk: User) -> None:
    workflow.return_(put(report, Status.IN_REVIEW), by=reviewer, items=[ITEM, ITEM])
    first, second = report.return_items.all()
    workflow.answer(first, by=clerk, kind="changed")
    second.refresh_from_db()
    assert second.answer_kind == ""
