"""退回意见: written when a report goes back, answered by the department, settled by a reviewer. What was asked is never changed.

An item stays open until a reviewer accepts it (已认可) or raises it again in a later return (再次提出), or the report is
approved (随通过了结). Another return alone settles nothing.
"""

from __future__ import annotations

from django.db import transaction

from departments.cleaning import clean
from departments.models import User
from reports import events, places
from reports.models import Answer, Closing, DraftItem, ItemKind, Report, ReturnItem, Submission
from reports.workflow import gate, table
from reports.workflow.attempt import Attempt, NewItem, Refused, checked_words
from reports.workflow.permissions import check_role

LABEL_LENGTH = 200
TURNED = "这份报告现在是“{}”，不能{}。"


def replace(attempt: Attempt) -> Submission | None:
    """Writes the new items beside the latest submission; what they raise again is settled by them. The person's drafts are done."""
    followed = attempt.report.return_items.in_bulk([item.follows for item in attempt.items if item.follows])
    for item in attempt.items:
        _write(attempt, item, followed.get(item.follows or 0))
    _settle(attempt, Closing.RAISED, pk__in=followed)
    DraftItem.objects.filter(report=attempt.report, author=attempt.by).delete()
    return attempt.submission


def replace_by_reason(attempt: Attempt) -> Submission | None:
    """Why a report was reopened is one 必改 item at its first section."""
    first = attempt.document.outline.section[0]
    attempt.items = (NewItem(f"section.{first.key}", ItemKind.MUST, attempt.note),)
    return replace(attempt)


def close(attempt: Attempt) -> Submission | None:
    """With the approval everything is settled."""
    _settle(attempt, Closing.APPROVED)
    return attempt.submission


def _settle(attempt: Attempt, how: Closing, **which: object) -> int:
    """How many open items were settled."""
    said = {"is_open": False, "closing": how, "closed_by": attempt.by, "closed_at": attempt.moment}
    return attempt.report.return_items.filter(is_open=True, **which).update(**said)


def _write(attempt: Attempt, item: NewItem, follows: ReturnItem | None) -> None:
    ReturnItem.objects.create(
        report=attempt.report,
        submission=attempt.submission,
        place=item.place,
        place_label=places.label(attempt.document, item.place)[:LABEL_LENGTH],
        kind=item.kind,
        text=clean(item.text),
        author=attempt.by,
        follows=follows,
    )


@transaction.atomic
def accept(item: ReturnItem, *, by: User | None) -> ReturnItem:
    """认可: the reviewer is content with what the department did about the item. Raises Refused."""
    attempt = Attempt(gate.lock(item.report), by)
    returning = table.find("return", attempt.report.status)
    if returning is None:
        raise Refused(TURNED.format(attempt.report.get_status_display(), "认可答复"))
    check_role(attempt, returning.who, table.WITHOUT_STEP[table.ACCEPT])
    if not _settle(attempt, Closing.ACCEPTED, pk=item.pk):
        raise Refused("这条退回意见已经了结。")
    events.record(attempt.report, table.ACCEPT, by=by, at=attempt.moment, note=item.place_label)
    item.refresh_from_db()
    return item


@transaction.atomic
def answer(item: ReturnItem, *, by: User | None, kind: str, text: str = "") -> ReturnItem:
    """The department's answer to an open item, while it may edit the report. Raises Refused."""
    report = gate.lock(item.report)
    check_role(Attempt(report, by), table.ANSWERS, table.WITHOUT_STEP[table.ANSWER])
    _check_answerable(report)
    answer_kind, words = _checked(kind, checked_words(text))
    given = {"answer_kind": answer_kind, "answer": words, "answered_by": by}
    if not report.return_items.filter(pk=item.pk, is_open=True).update(**given):
        raise Refused("这条退回意见已经了结，不用再答复。")
    said = f"{answer_kind.label}，{words}" if words else answer_kind.label
    events.record(report, table.ANSWER, by=by, note=f"{item.place_label}：{said}")
    item.refresh_from_db()
    return item


def _check_answerable(report: Report) -> None:
    if not report.is_editable:
        raise Refused(TURNED.format(report.get_status_display(), "答复退回意见"))


def _checked(kind: str, words: str) -> tuple[Answer, str]:
    if kind not in Answer.values:
        raise Refused("请选择答复：已改、已说明或有异议。")
    if not words and kind != Answer.CHANGED:
        raise Refused(f"答复“{Answer(kind).label}”时请写明内容。")
    return Answer(kind), words
