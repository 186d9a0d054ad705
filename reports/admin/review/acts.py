"""What the buttons of the review page do, by name. Every act goes through workflow; a refusal comes back as its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from reports import workflow
from reports.admin.review import typed
from reports.admin.review.page import Review
from reports.workflow import Refused


@dataclass(frozen=True)
class Act:
    """`take` gets the review and what was posted, returns the sentence for the person, or raises Refused."""

    take: Callable[[Review, QueryDict], str]
    is_asked: bool = False  # a page of its own asks once more: confirming.py


def _step(name: str, done: str) -> Callable[[Review, QueryDict], str]:
    """A step of the workflow that needs no items."""

    def take(review: Review, post: QueryDict) -> str:
        workflow.act(name, review.report, by=review.person, note=post.get("note", ""))
        return done.format(unit=review.report.department.name)

    return take


def _return(review: Review, post: QueryDict) -> str:
    items = typed.read(post, review.document) if review.document else []
    workflow.return_(review.report, by=review.person, items=typed.new_items(items), note=post.get("note", ""))
    return f"已退回 {review.report.department.name}，单位登录后即可看到退回意见。"


ACTS: dict[str, Act] = {
    "start_review": Act(_step("start_review", "已开始审核。")),
    "return": Act(_return),
    "pass_on": Act(_step("pass_on", "已提请复审。")),
    "send_back": Act(_step("send_back", "已退回审核员。")),
    "approve": Act(_step("approve", "{unit} 的报告已审核通过。"), is_asked=True),
    "reopen": Act(_step("reopen", "{unit} 的报告已重新打开，单位可以修改后再次报送。"), is_asked=True),
}


def check_seen(review: Review, name: str, post: QueryDict) -> None:
    """The person saw the report as it now is. A second click finds the act done, and workflow tells."""
    since = review.report.since.isoformat()
    if name in review.offers and post.get("since", since) != since:
        raise Refused("您打开页面以后，这份报告又被办理过，请看过现在的内容再办。")
