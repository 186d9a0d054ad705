"""退回意见: answered by the department, settled by a reviewer. What was asked is never changed.

An item stays open until a reviewer accepts it (已认可) or raises it again in a later return (再次提出), or the report is
approved (随通过了结). Another return alone settles nothing.
"""

from __future__ import annotations

from django.db import transaction

from departments.models import User
from reports.models import Answer, Closing, Report, ReturnItem
from reports.workflow import events, gate, transition_lookups, transitions
from reports.workflow.act_context import Attempt, Refused, check_words
from reports.workflow.effects import close_chosen_items
from reports.workflow.permissions import check_role

TURNED = "这份报告现在是“{}”，不能{}。"


@transaction.atomic
def accept(item: ReturnItem, *, by: User | None) -> ReturnItem:
    """认可: the reviewer is content with what the department did about the item. Raises Refused."""
    attempt = Attempt(gate.lock_expected_report(item.report), by)
    returning = transition_lookups.find_row("return", attempt.report.status)
    if returning is None:
        raise Refused(TURNED.format(attempt.report.get_status_display(), "认可答复"))
    check_role(attempt, returning.who, events.ACCEPT.label)
    if not close_chosen_items(attempt, Closing.ACCEPTED, pk=item.pk):
        raise Refused("这条退回意见已经了结。")
    events.record_event(attempt.report, events.ACCEPT, by=by, at=attempt.moment, note=item.place_label)
    item.refresh_from_db()
    return item


@transaction.atomic
def answer(item: ReturnItem, *, by: User | None, kind: str, text: str = "") -> ReturnItem:
    """The department's answer to an open item, while it may edit the report. Raises Refused."""
    report = gate.lock_expected_report(item.report)
    check_role(Attempt(report, by), transitions.ANSWERS, events.ANSWER.label)
    _check_answerable(report)
    answer_kind, words = _check_answer(kind, check_words(text))
    given = {"answer_kind": answer_kind, "answer": words, "answered_by": by}
    if not report.return_items.filter(pk=item.pk, is_open=True).update(**given):
        raise Refused("这条退回意见已经了结，不用再答复。")
    said = f"{answer_kind.label}，{words}" if words else answer_kind.label
    events.record_event(report, events.ANSWER, by=by, note=f"{item.place_label}：{said}")
    item.refresh_from_db()
    return item


def _check_answerable(report: Report) -> None:
    if not report.is_editable:
        raise Refused(TURNED.format(report.get_status_display(), "答复退回意见"))


def _check_answer(kind: str, words: str) -> tuple[Answer, str]:
    if kind not in Answer.values:
        raise Refused("请选择答复：已改、已说明或有异议。")
    if not words and kind != Answer.CHANGED:
        raise Refused(f"答复“{Answer(kind).label}”时请写明内容。")
    return Answer(kind), words
