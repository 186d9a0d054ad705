"""Asking for a paper: in the act that freezes what stands on it, or when somebody wants to have it. Printed by a worker."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import User
from departments.task_queue import enqueue_task
from reports.domain import freeze_findings, interchange
from reports.filing import live_findings
from reports.models import JobState, OrderKind, PaperOrder, Publication, Report, Submission
from reports.workflow.act_context import Refused

PRINT = "print_paper"  # name of the task
PRIORITY = 10  # somebody looks at the page
MOST_WAITING = 500  # drafts; more than a county's departments click in an hour
FULL = f"现在有 {MOST_WAITING} 份以上的文本等着生成，这份草稿没有排上队。请过几分钟再点一次；网页上的“预览全文”现在就能看。"


def order_submission_paper(submission: Submission, kind: OrderKind, by: User | None) -> PaperOrder:
    """送审稿 or 定稿; once for each submission."""
    return _order(kind, submission.report, by, submission=submission)


def order_public_paper(publication: Publication, by: User | None) -> PaperOrder:
    return _order(OrderKind.PUBLIC, publication.report, by, publication=publication)


def order_draft(report: Report, by: User | None) -> PaperOrder:
    """The report as it stands; what stands in it today is printed once, whoever asks. Raises Refused where too many wait."""
    document, findings = live_findings.load_printed_findings(report)
    content = {"document": interchange.dump_document(document), "findings": freeze_findings(findings)}
    version = report.outline_id  # the one that it stands on now: it may be moved before the draft is printed
    key = f"{timezone.localdate()}\n{report.outline_id}\n{content['document']}\n{content['findings']}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    if found := PaperOrder.objects.filter(report=report, digest=digest).first():
        return found
    if PaperOrder.objects.open().count() >= MOST_WAITING:
        raise Refused(FULL)
    return _order(OrderKind.DRAFT, report, by, digest=digest, defaults={"content": {**content, "outline": version}})


def order_again(order: PaperOrder) -> bool:
    """A paper that failed or was cancelled, from the beginning. False: it waits already, or is there."""
    fresh = {"state": JobState.WAITING, "attempts": 0, "not_before": None, "error": "", "started": None, "finished": None}
    with transaction.atomic():
        renewed = PaperOrder.objects.filter(pk=order.pk, state__in=(JobState.FAILED, JobState.CANCELLED)).update(**fresh)
        enqueue_task(PRINT, [order.pk] if renewed else [], priority=PRIORITY)
    return bool(renewed)


def cancel_order(order: PaperOrder) -> bool:
    """False: it was over before."""
    return bool(PaperOrder.objects.open().filter(pk=order.pk).update(state=JobState.CANCELLED, finished=timezone.now()))


def count_ahead(order: PaperOrder) -> int:
    """前面还有 … 份."""
    return PaperOrder.objects.open().filter(pk__lt=order.pk).count()


def _order(kind: OrderKind, report: Report, by: User | None, defaults: dict[str, Any] | None = None, **key: Any) -> PaperOrder:
    """The order, and its task in the same transaction; the one that is there already where there is one."""
    if found := PaperOrder.objects.filter(kind=kind, report=report, **key).first():
        return found
    try:
        with transaction.atomic():
            order = PaperOrder.objects.create(kind=kind, report=report, asked_by=by, created=timezone.now(), **key, **(defaults or {}))
            enqueue_task(PRINT, [order.pk], priority=PRIORITY)
    except IntegrityError:  # the same click, a moment earlier
        return PaperOrder.objects.get(kind=kind, report=report, **key)
    return order
