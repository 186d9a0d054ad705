"""The act on each report, one transaction a report: what one is refused keeps no other back."""

from __future__ import annotations

import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import User
from reports.models import Batch, Report
from reports.review.bulk.bulk_acts import BulkAct, Words, list_acts
from reports.review.bulk.dry_run import make_stamp, read_again
from reports.workflow import Refused, gate
from reports.workflow.failures import explain_failure

WAITING, DONE, REFUSED = "waiting", "done", "refused"
CHANGED = "您看过预览以后，这份报告又被办理过，请重新预览后再办。"
BROKEN = "系统出错，没有办理，请单独打开这份报告再试；仍不成功请联系技术管理员。"

logger = logging.getLogger(__name__)


def confirm_acts(
    name: str, reports: list[Report], seen: dict[int, str], by: User, words: Words, token: str, act: BulkAct | None = None
) -> Batch:
    """Does it, and returns what became of each; a token that was used before does nothing and returns what became then.

    `seen`: by report what the preview showed of it. `act`: one that is offered beside those of this package.
    """
    lines = [{"report": report.pk, "name": str(report), "outcome": WAITING, "sentence": ""} for report in reports]
    try:
        with transaction.atomic():
            batch = Batch.objects.create(token=token, act=name, by=by, at=timezone.now(), note=words.text, lines=lines)
    except IntegrityError:
        return Batch.objects.get(token=token, by=by)
    act = act or list_acts()[name]
    for line in batch.lines:
        line["outcome"], line["sentence"] = _take_one(act, line["report"], seen.get(line["report"], ""), by, words)
        batch.save(update_fields=["lines"])
    return batch


def _take_one(act: BulkAct, pk: int, seen: str, by: User, words: Words) -> tuple[str, str]:
    """The outcome, and its sentence."""
    try:
        _take_locked(act, pk, seen, by, words)
    except Refused as refused:
        return REFUSED, str(refused)
    except Exception as error:
        if failure := explain_failure(error):
            return REFUSED, failure.sentence
        logger.exception("批量%s第 %d 号报告时出错", act.label, pk)
        return REFUSED, BROKEN
    return DONE, act.done


@transaction.atomic
def _take_locked(act: BulkAct, pk: int, seen: str, by: User, words: Words) -> None:
    """Raises Refused, too when the report is no longer what the preview showed."""
    gate.lock_report(Report(pk=pk))
    report = read_again(pk)
    if report is None or make_stamp(report, with_scores=act.passes) != seen:
        raise Refused(CHANGED)
    act.take(report, by, words)


def count_outcomes(batch: Batch) -> dict[str, int]:
    """How many were done, refused, or are still waiting."""
    found: list[dict[str, Any]] = batch.lines
    return {outcome: sum(line["outcome"] == outcome for line in found) for outcome in (DONE, REFUSED, WAITING)}
