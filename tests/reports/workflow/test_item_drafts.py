"""未发出的意见: kept on the server for each reviewer until the report goes back."""

import pytest

from departments.models import User
from reports import drafts, workflow
from reports.models import DraftItem, Report, ReturnItem, Status
from reports.workflow import Draft, NewItem, Refused, item_drafts
from tests.reports.workflow.builders import ITEM, PLACE, put

pytestmark = pytest.mark.django_db
FIRST, SECOND = Draft(PLACE, "must", "请写明程序", "a1"), Draft("section.output", "advice", "", "b2")


def kept(report: Report, by: User) -> list[tuple[str, str, str, str]]:
    return list(DraftItem.objects.filter(report=report, author=by).values_list("key", "place", "kind", "text"))


@pytest.fixture
def under_review(report: Report) -> Report:
    return put(report, Status.IN_REVIEW)


def test_items_are_kept_also_without_words(under_review: Report, reviewer: User) -> None:
    workflow.keep_items(under_review, by=reviewer, items=[FIRST, SECOND])
    assert kept(under_review, reviewer) == [("a1", PLACE, "must", "请写明程序"), ("b2", "section.output", "advice", "")]


def test_only_what_is_named_changes(under_review: Report, reviewer: User) -> None:
    """Two computers of one person: a save of one item leaves the others as they are."""
    workflow.keep_items(under_review, by=reviewer, items=[FIRST, SECOND])
    workflow.keep_items(under_review, by=reviewer, items=[Draft("section.output", "must", "请补充\x00", "b2")])
    workflow.keep_items(under_review, by=reviewer, items=[], removed=["a1"])
    assert kept(under_review, reviewer) == [("b2", "section.output", "must", "请补充")]


def test_everybody_keeps_the_own_ones(under_review: Report, people: dict[str, User]) -> None:
    for role in ("reviewer", "second_reviewer"):
        workflow.keep_items(under_review, by=people[role], items=[Draft(PLACE, "must", role, "a1")])
    workflow.keep_items(under_review, by=people["reviewer"], items=[], removed=["a1"])
    assert kept(under_review, people["reviewer"]) == []
    assert kept(under_review, people["second_reviewer"]) == [("a1", PLACE, "must", "second_reviewer")]


def test_a_return_clears_the_own_ones_alone(under_review: Report, people: dict[str, User]) -> None:
    for role in ("reviewer", "second_reviewer"):
        workflow.keep_items(under_review, by=people[role], items=[FIRST])
    workflow.return_(under_review, by=people["reviewer"], items=[ITEM])
    assert kept(under_review, people["reviewer"]) == []
    assert len(kept(under_review, people["second_reviewer"])) == 1


def test_a_refused_return_clears_nothing(under_review: Report, reviewer: User) -> None:
    workflow.keep_items(under_review, by=reviewer, items=[SECOND])
    with pytest.raises(Refused, match="没有内容"):
        workflow.return_(under_review, by=reviewer, items=[NewItem(PLACE, "must", "")])
    assert len(kept(under_review, reviewer)) == 1


@pytest.mark.parametrize("role", ["clerk", "leader", "manager"])
def test_only_reviewers_write(role: str, under_review: Report, people: dict[str, User]) -> None:
    with pytest.raises(Refused, match="只能由"):
        workflow.keep_items(under_review, by=people[role], items=[FIRST])


@pytest.mark.parametrize(
    ("items", "words"),
    [([Draft(PLACE, "must", "长" * 5_001)], "最多 5,000 字"), ([Draft(PLACE, "must", "", f"k{at}") for at in range(201)], "最多写 200 条")],
)
def test_there_is_a_limit(items: list[Draft], words: str, under_review: Report, reviewer: User) -> None:
    with pytest.raises(Refused, match=words):
        workflow.keep_items(under_review, by=reviewer, items=items)
    assert not DraftItem.objects.exists()


def test_raising_again_quotes_what_was_asked_and_answered_once(under_review: Report, reviewer: User, clerk: User) -> None:
    workflow.return_(under_review, by=reviewer, items=[ITEM])
    item = ReturnItem.objects.get()
    workflow.answer(item, by=clerk, kind="explained", text="按批复口径")
    item.refresh_from_db()
    put(under_review, Status.IN_REVIEW)
    for _ in range(2):
        item_drafts.raise_again(item, drafts.load(under_review), by=reviewer)
    draft = DraftItem.objects.get()
    assert (draft.place, draft.kind, draft.follows) == (PLACE, "must", item)
    assert draft.text == "上次意见“请写明资金审批程序”，单位答复“已说明：按批复口径”。仍须修改："


def test_an_item_at_a_row_that_is_gone_is_raised_at_its_section(under_review: Report, reviewer: User) -> None:
    item = ReturnItem.objects.create(report=under_review, place="narrative.gone", place_label="已删除", text="请改")
    item_drafts.raise_again(item, drafts.load(under_review), by=reviewer)
    assert DraftItem.objects.get().place == f"section.{under_review.outline.definition.section[0].key}"
