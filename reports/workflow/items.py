"""退回意见: written when a report goes back, closed when it goes back again or is approved, answered in between."""

from __future__ import annotations

from django.db import transaction

from departments.cleaning import clean
from departments.models import User
from reports import events, places
from reports.models import Answer, ItemKind, Report, ReturnItem, Status, Submission
from reports.workflow import gate, table
from reports.workflow.attempt import Attempt, NewItem, Refused, checked_words
from reports.workflow.permissions import check_role

LABEL_LENGTH = 200


def replace(attempt: Attempt) -> Submission | None:
    """Closes what was open and writes the new items, beside the latest submission."""
    close(attempt)
    for item in attempt.items:
        _write(attempt, item)
    return attempt.submission


def replace_by_reason(attempt: Attempt) -> Submission | None:
    """Why a report was reopened is one 必改 item at its first section."""
    first = attempt.document.outline.section[0]
    attempt.items = (NewItem(f"section.{first.key}", ItemKind.MUST, attempt.note),)
    return replace(attempt)


def close(attempt: Attempt) -> Submission | None:
    attempt.report.return_items.update(is_open=False)
    return attempt.submission


def _write(attempt: Attempt, item: NewItem) -> None:
    ReturnItem.objects.create(
        report=attempt.report,
        submission=attempt.submission,
        place=item.place,
        place_label=places.label(attempt.document, item.place)[:LABEL_LENGTH],
        kind=item.kind,
        text=clean(item.text),
        author=attempt.by,
    )


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
    events.record(report, table.ANSWER, by=by, note=f"{item.place_label}：{answer_kind.label}")
    item.refresh_from_db()
    return item


def _check_answerable(report: Report) -> None:
    if report.status not in Status.editable():
        raise Refused(f"这份报告现在是“{report.get_status_display()}”，不能答复退回意见。")


def _checked(kind: str, words: str) -> tuple[Answer, str]:
    if kind not in Answer.values:
        raise Refused("请选择答复：已改、已说明或有异议。")
    if not words and kind != Answer.CHANGED:
        raise Refused(f"答复“{Answer(kind).label}”时请写明内容。")
    return Answer(kind), words
