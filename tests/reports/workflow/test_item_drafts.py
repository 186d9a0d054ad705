"""未发出的意见: kept on the server for each reviewer until the report goes back."""

import pytest

from departments.models import Role, User
from reports import workflow
from reports.domain import places
from reports.filing import drafts
from reports.models import DraftItem, Report, ReturnItem, Status
from reports.workflow import Draft, NewItem, Refused, item_drafts
from tests import builders as common
from tests.reports.workflow.builders import ITEM, PLACE, make_department, make_person, make_report, put

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
    other = put(make_report(make_department(under_review.district, "099001"), under_review.cycle), Status.IN_REVIEW)
    workflow.keep_items(other, by=people["reviewer"], items=[FIRST])
    workflow.return_(under_review, by=people["reviewer"], items=[ITEM])
    assert kept(under_review, people["reviewer"]) == []
    assert len(kept(under_review, people["second_reviewer"])) == 1
    assert len(kept(other, people["reviewer"])) == 1


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
        item_drafts.raise_again(item, drafts.load_document(under_review), by=reviewer)
    draft = DraftItem.objects.get()
    assert (draft.place, draft.kind, draft.follows) == (PLACE, "must", item)
    assert draft.text == "上次意见“请写明资金审批程序”，单位答复“已说明：按批复口径”。仍须修改："


def test_an_item_at_a_row_that_is_gone_is_raised_at_its_section(under_review: Report, reviewer: User) -> None:
    item = ReturnItem.objects.create(report=under_review, place="narrative.gone", place_label="已删除", text="请改")
    item_drafts.raise_again(item, drafts.load_document(under_review), by=reviewer)
    assert DraftItem.objects.get().place == f"section.{under_review.outline.definition.section[0].key}"


def test_it_is_raised_at_the_section_where_the_row_was(reviewer: User) -> None:
    other = common.report(common.department(code="077001"))
    document = drafts.load_document(other)
    home = places.find_section(document.outline, "duties.999.text")
    make_person("zhao", Role.REVIEWER, district=other.district)
    item = ReturnItem.objects.create(report=other, place="duties.999.text", place_label="已删除", text="请改")
    item_drafts.raise_again(item, document, by=User.objects.get(username="zhao"))
    assert (DraftItem.objects.get().place, home != document.outline.section[0].key) == (f"section.{home}", True)


def test_each_person_raises_each_item_once_behind_the_own_ones(under_review: Report, people: dict[str, User]) -> None:
    report, mine = under_review, people["reviewer"]
    items = [ReturnItem.objects.create(report=report, place=PLACE, place_label="", text=text) for text in ("请改", "再改")]
    elsewhere = put(make_report(make_department(report.district, "099001"), report.cycle), Status.IN_REVIEW)
    for at in range(3):
        workflow.keep_items(elsewhere, by=mine, items=[Draft(PLACE, "must", "", f"e{at}")])
        workflow.keep_items(report, by=people["second_reviewer"], items=[Draft(PLACE, "must", "", f"s{at}")])
    for item in [*items, *items]:
        item_drafts.raise_again(item, drafts.load_document(report), by=mine)
    item_drafts.raise_again(items[0], drafts.load_document(report), by=people["second_reviewer"])

    found = (
        DraftItem.objects.exclude(follows=None).order_by("author__username", "pk").values_list("author__username", "follows", "position")
    )
    first, second = (item.pk for item in items)
    assert list(found) == [("reviewer", first, 0), ("reviewer", second, 1), ("second_reviewer", first, 3)]


def test_the_same_key_in_two_reports_is_two_items(under_review: Report, reviewer: User) -> None:
    other = put(make_report(make_department(under_review.district, "099001"), under_review.cycle), Status.IN_REVIEW)
    full = [Draft(PLACE, "must", "", f"k{at}") for at in range(200)]
    for report in (under_review, other, under_review):
        workflow.keep_items(report, by=reviewer, items=full)
    workflow.keep_items(other, by=reviewer, items=[], removed=["k0"])
    assert (len(kept(under_review, reviewer)), len(kept(other, reviewer))) == (200, 199)


def test_items_without_a_key_are_items_of_their_own(under_review: Report, reviewer: User) -> None:
    workflow.keep_items(under_review, by=reviewer, items=[Draft(PLACE, "must", "甲"), Draft(PLACE, "must", "乙")])
    assert [text for *_, text in kept(under_review, reviewer)] == ["甲", "乙"]
