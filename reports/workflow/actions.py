"""The acts, one verb each. Every verb raises Refused with a sentence for the person; `by` None is 系统."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from departments.models import User
from reports.models import Event, Report, Submission
from reports.workflow import gate, transition_lookups
from reports.workflow.act_context import NewItem, Refused


def hand_over(report: Report, *, by: User | None, note: str = "") -> Event:
    """交签发: from the clerk to the unit's leader."""
    return gate.take_step("hand_over", report, by=by, note=note)


def give_back(report: Report, *, by: User | None, note: str) -> Event:
    """退给填报人: from the leader back to where it came from."""
    return gate.take_step("give_back", report, by=by, note=note)


def take_back(report: Report, *, by: User | None, note: str = "") -> Event:
    """收回: by the clerk, before the leader has acted."""
    return gate.take_step("take_back", report, by=by, note=note)


def submit(report: Report, *, by: User | None, note: str = "") -> Submission:
    """报送: freezes the report and sends it to the 财政局; a second click gets the same submission."""
    event = gate.take_step("submit", report, by=by, note=note)
    return cast("Submission", event.submission)


def withdraw(report: Report, *, by: User | None, note: str = "") -> Event:
    """撤回, before the review has started."""
    return gate.take_step("withdraw", report, by=by, note=note)


def start_review(report: Report, *, by: User | None, note: str = "") -> Event:
    """开始审核: the bureau's scores of the round before stand where nothing changed."""
    return gate.take_step("start_review", report, by=by, note=note)


def return_(report: Report, *, by: User | None, items: Sequence[NewItem], note: str = "") -> Event:
    """退回 with what is to be changed."""
    return gate.take_step("return", report, by=by, note=note, items=items)


def pass_on(report: Report, *, by: User | None, note: str = "") -> Event:
    """提请复审, where the cycle asks for it."""
    return gate.take_step("pass_on", report, by=by, note=note)


def send_back(report: Report, *, by: User | None, note: str) -> Event:
    """退回审核员: the second reviewer asks the first to look again."""
    return gate.take_step("send_back", report, by=by, note=note)


def approve(report: Report, *, by: User | None, note: str = "") -> Event:
    """通过: freezes what is approved; its 定稿 is asked for with it."""
    return gate.take_step("approve", report, by=by, note=note)


def reopen(report: Report, *, by: User | None, reason: str) -> Event:
    """重新打开 an approved report; the reason becomes a 必改 item."""
    return gate.take_step("reopen", report, by=by, note=reason)


def take_action(name: str, report: Report, *, by: User | None, note: str = "", items: Sequence[NewItem] | None = None) -> Event:
    """Any act by its name, for a page with buttons; without `items` only an act that needs none."""
    found = transition_lookups.list_rows(name)
    if not found or (items is None and found[0].needs_items):
        raise Refused("没有这个操作，请从页面上的按钮办理。")
    return gate.take_step(name, report, by=by, note=note, items=items or ())
