"""What the buttons of the review page do, by name. Every act goes through workflow; a refusal comes back as its sentence.

A button posts `act=<name>` or `act=<name>:<argument>`. What is typed is kept before any act is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from departments import parse_number
from reports import workflow
from reports.models import ItemKind, ReturnItem
from reports.web.admin.review import item_writing
from reports.web.admin.review.reviewed_report import Review
from reports.workflow import Attempt, Draft, NewItem, Refused, Transition, events, guards, item_drafts, transition_lookups

ELSEWHERE = "您还有 {} 条意见不在刚才的页面上（在别处写的），现已列出，请看过再退回。"


@dataclass(frozen=True)
class Act:
    """`take` gets the review and what was posted, returns the sentence for the person, or raises Refused."""

    take: Callable[[Review, QueryDict], str]
    is_asked: bool = False  # a page of its own asks once more: act_confirmation.py
    sends_items: bool = False
    lands: str = ""  # the part of the page that is shown afterwards


def read_act_name(post: QueryDict) -> str:
    return str(post.get("act", "")).partition(":")[0]


def read_act_argument(post: QueryDict) -> str:
    return str(post.get("act", "")).partition(":")[2]


def check_seen(review: Review, post: QueryDict) -> None:
    """The person saw the report as it now is. A second click finds the act done, and workflow tells."""
    if read_act_name(post) in review.offers and not is_fresh(review, post):
        raise Refused("您打开页面以后，这份报告又被办理过，请看过现在的内容再办。")
    if (seen := post.get("scores_seen")) and review.scores and review.scores.is_open and seen != review.scores.digest:
        raise Refused("您打开页面以后，财政评分又改过，请看过现在的评分再办。")


def check_fresh(review: Review, post: QueryDict) -> None:
    """A save in the background that arrives after the return would bring back what was sent."""
    if not is_fresh(review, post):
        raise Refused("这份报告又被办理过，请刷新页面。")


def is_fresh(review: Review, post: QueryDict) -> bool:
    since = review.report.since.isoformat()
    return post.get("since", since) == since


def _make_step_act(row: Transition) -> Act:
    """A step of the workflow, by its row."""

    def take(review: Review, post: QueryDict) -> str:
        items = _to_send(review, post) if row.needs_items else None
        workflow.take_action(row.name, review.report, by=review.person, note=post.get("note", ""), items=items)
        return row.describe_done(review.report)

    return Act(take, row.is_asked, row.needs_items)


def _to_send(review: Review, post: QueryDict) -> list[NewItem]:
    """The person's items, as they stood on the page. Raises Refused when there are more."""
    drafts = [draft for draft in review.written if draft.key not in item_writing.list_removed_keys(post)]
    unseen = {row.key for row in review.mine} - {draft.key for draft in drafts}
    if unseen:
        raise Refused(ELSEWHERE.format(len(unseen)))
    return item_writing.make_new_items(drafts)


def check_items(review: Review, post: QueryDict) -> None:
    """What will be sent can be: asked for before the person confirms it. Raises Refused."""
    attempt = Attempt(review.report, review.person, items=tuple(_to_send(review, post)))
    guards.items_say_something(attempt)
    guards.items_have_places(attempt)


def _add_return_item(review: Review, post: QueryDict) -> str:
    """添加意见 at the chosen place, with the chosen phrase."""
    place, phrase = str(post.get("new_place", "")), str(post.get("phrase", ""))
    if place:
        workflow.keep_items(review.report, by=review.person, items=[*review.written, Draft(place, ItemKind.MUST, phrase)])
    return ""


def _insert_phrase(review: Review, post: QueryDict) -> str:
    """插入常用意见 at the end of the last item."""
    phrase, found = str(post.get("phrase", "")), review.written
    if not phrase or not found:
        raise Refused("请先添加一条意见，并选择要插入的常用意见。")
    last = found[-1]
    longer = Draft(last.place, last.kind, last.text + phrase, last.key, last.follows)
    workflow.keep_items(review.report, by=review.person, items=[*found[:-1], longer])
    return ""


def _accept_answer(review: Review, post: QueryDict) -> str:
    item = workflow.accept(_get_named_item(review, post), by=review.person)
    return events.ACCEPT.describe_done(review.report, place=item.place_label)


def _raise_item_again(review: Review, post: QueryDict) -> str:
    item = _get_named_item(review, post)
    if review.document:
        item_drafts.raise_again(item, review.document, by=review.person)
    return f"已列入退回意见，请写明还要改什么：{item.place_label}"


def _get_named_item(review: Review, post: QueryDict) -> ReturnItem:
    """The item of this report that the button names; the report is of the own district already."""
    number = parse_number(read_act_argument(post))
    found = review.report.return_items.filter(pk=number).first() if number is not None else None
    if found is None:
        raise Refused("这份报告没有这条退回意见，请刷新页面后再看。")
    return found


# What is done on the page beside the steps. A button that is none of them keeps what is typed, and no more.
BESIDE: dict[str, Act] = {
    "add": Act(_add_return_item, lands="#typed"),
    "insert": Act(_insert_phrase, lands="#typed"),
    "keep": Act(lambda *_: "意见已保存，退回时发出。", lands="#typed"),
    "": Act(lambda *_: ""),
    "accept": Act(_accept_answer, lands="#asked"),
    "raise": Act(_raise_item_again, lands="#typed"),
}


def find(name: str) -> Act:
    """What a button of that name does."""
    step = next((row for row in transition_lookups.list_rows(name) if not row.is_of_department), None)
    return _make_step_act(step) if step else BESIDE.get(name, BESIDE[""])
