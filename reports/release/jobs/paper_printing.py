"""Printing what was asked for: by a worker, or one at a time beside the pages where no worker runs.

A paper is made from what was frozen in the act, so it is the same whenever it is made. One that cannot be made says why.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reports.domain import TooLarge, interchange, restore_findings
from reports.models import JobState, OrderKind, OutlineVersion, PaperOrder
from reports.models.paper_order import PaperOrderQuerySet
from reports.release.jobs.attempts import MOST_ATTEMPTS, WORN_OUT, TryAgain, begin_attempt, postpone, select_due
from reports.release.publishing import public_version
from reports.workflow import printouts, separate_printing
from reports.workflow.failures import explain_failure

NEEDED = ("report__outline", "submission__outline", "submission__approval", "publication__approval__submission__outline")

logger = logging.getLogger(__name__)


def select_open_orders() -> PaperOrderQuerySet:
    return PaperOrder.objects.open()


def print_paper(pk: int) -> None:
    """Makes the paper of the order if it is not there. Raises TryAgain."""
    order = select_open_orders().select_related(*NEEDED).filter(pk=pk).first()
    if order is None or not _begin_order(order):
        return
    if order.attempts > MOST_ATTEMPTS:
        _close_order(order, JobState.FAILED, error=WORN_OUT)
        return
    try:
        made = _make_paper(order)
    except TooLarge as refusal:
        _close_order(order, JobState.FAILED, error=str(refusal))
    except Exception as error:
        if failure := explain_failure(error):
            _close_order(order, JobState.FAILED, error=failure.sentence)
            return
        logger.exception("生成%s时出错（第 %d 次）", order, order.attempts)
        raise postpone(order) from error
    else:
        _close_order(order, JobState.DONE, **made)


def print_without_worker(order: PaperOrder) -> None:
    """In a child process, for the person who looks at the page; where another paper is being printed, nothing happens yet."""
    with separate_printing.take_print_turn() as is_free:
        if is_free and select_due(PaperOrder.objects.filter(pk=order.pk)).exists():
            try:
                with printouts.printing_apart():
                    print_paper(order.pk)
            except TryAgain as again:
                logger.info("%s：%s", order, again)
    order.refresh_from_db()


@transaction.atomic
def _begin_order(order: PaperOrder) -> bool:
    begun = begin_attempt(order)
    PaperOrder.objects.open().filter(pk=order.pk).update(state=JobState.RUNNING, started=timezone.now())
    return begun


def _make_paper(order: PaperOrder) -> dict[str, Any]:
    """What the order keeps of it. Raises TooLarge."""
    if order.kind == OrderKind.DRAFT:
        return _store_draft(order)
    if order.publication:
        public_version.store_public_paper(order.publication)
    elif order.submission:
        is_final = order.kind == OrderKind.FINAL
        _ = printouts.get_final_printout(order.submission.approval) if is_final else printouts.get_printout(order.submission)
    return {}


def _store_draft(order: PaperOrder) -> dict[str, Any]:
    version = OutlineVersion.objects.get(pk=order.content["outline"]) if "outline" in order.content else order.report.outline
    document = interchange.load_document(order.content["document"], version.definition)
    content = printouts.print_draft(document, restore_findings(order.content["findings"]), moment=order.created)
    file = default_storage.save(f"drafts/{order.pk}.pdf", ContentFile(content))
    return {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "content": {}}


def _close_order(order: PaperOrder, state: JobState, *, error: str = "", **changes: Any) -> None:
    """Not where it was cancelled, or printed by another meanwhile: then a draft's second file goes."""
    if error:
        logger.warning("%s没有生成：%s", order, error)
    still = PaperOrder.objects.filter(Q(state__in=JobState.open()), pk=order.pk)
    if not still.update(state=state, error=error[:500], finished=timezone.now(), not_before=None, **changes) and "file" in changes:
        default_storage.delete(changes["file"])
