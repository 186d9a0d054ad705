"""What is written with a step, in its transaction: return items and scores. 报送件 and approvals have modules of their own."""

from __future__ import annotations

from departments import clean_text
from reports.domain import places
from reports.models import Closing, DraftItem, ItemKind, ReturnItem, Submission
from reports.workflow import review_scores
from reports.workflow.act_context import Attempt, NewItem

LABEL_LENGTH = 200


def write_items(attempt: Attempt) -> Submission | None:
    """Writes the new items beside the latest submission; what they raise again is settled by them. The person's drafts are done."""
    followed = attempt.report.return_items.in_bulk([item.follows for item in attempt.items if item.follows])
    for item in attempt.items:
        _write_item(attempt, item, followed.get(item.follows or 0))
    close_chosen_items(attempt, Closing.RAISED, pk__in=followed)
    DraftItem.objects.filter(report=attempt.report, author=attempt.by).delete()
    return attempt.submission


def write_reason(attempt: Attempt) -> Submission | None:
    """Why a report was reopened is one 必改 item at its first section."""
    first = attempt.document.outline.section[0]
    attempt.items = (NewItem(f"section.{first.key}", ItemKind.MUST, attempt.note),)
    return write_items(attempt)


def close_items(attempt: Attempt) -> Submission | None:
    """With the approval everything is settled."""
    close_chosen_items(attempt, Closing.APPROVED)
    return attempt.submission


def close_chosen_items(attempt: Attempt, how: Closing, **which: object) -> int:
    """Settles the open items that are meant; how many there were."""
    said = {"is_open": False, "closing": how, "closed_by": attempt.by, "closed_at": attempt.moment}
    return attempt.report.return_items.filter(is_open=True, **which).update(**said)


def _write_item(attempt: Attempt, item: NewItem, follows: ReturnItem | None) -> None:
    ReturnItem.objects.create(
        report=attempt.report,
        submission=attempt.submission,
        place=item.place,
        place_label=places.label_place(attempt.document, item.place)[:LABEL_LENGTH],
        kind=item.kind,
        text=clean_text(item.text),
        author=attempt.by,
        follows=follows,
    )


def carry_scores(attempt: Attempt) -> Submission | None:
    """What the bureau gave in the round before, for the lines that the department left as they were."""
    if attempt.submission:
        review_scores.carry_scores_over(attempt.submission)
    return attempt.submission
