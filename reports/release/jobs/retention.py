"""What is cleaned after how long, one row each. Papers, submissions, approvals, publications, events and the 审计日志 never are.

Elsewhere: files that no row stands for go after a day (orphan_files.py), what a browser keeps of unsaved work after 14 days
(static/js/local-copies.js), login attempts when no limit asks for them (departments/throttling.py), finished jobs of the queue after
14 days (queue_worker.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Exists, Model, OuterRef
from django.utils import timezone

from departments.models import ProfileRow
from reports.filing.drafts.storage import LISTS
from reports.models import ExtraRow, Job, JobState, MailState, OrderKind, OutboxMail, PaperOrder, Report, Status
from reports.release.jobs import job_files

KEPT = timedelta(days=14)  # of exports

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Retention:
    """`remove` takes away what was over before the moment, and says how much that was."""

    what: str
    kept: timedelta
    remove: Callable[[datetime], int]


def remove_expired() -> int:
    """How much was removed in all."""
    removed = {each.what: each.remove(timezone.now() - each.kept) for each in RETENTIONS}
    for what, number in removed.items():
        if number:
            logger.info("清理：%s %d 项", what, number)
    return sum(removed.values())


def expire_exports(before: datetime) -> int:
    """Files that were made before; how many jobs expired."""
    old = list(Job.objects.filter(state=JobState.DONE, finished__lt=before))
    for job in old:
        if Job.objects.filter(pk=job.pk, state=JobState.DONE).update(state=JobState.EXPIRED):
            job_files.get_file_path(job).unlink(missing_ok=True)
    return len(old)


def remove_drafts(before: datetime) -> int:
    """草稿, with their files: tomorrow's would bear another date."""
    old = list(PaperOrder.objects.filter(kind=OrderKind.DRAFT, created__lt=before).exclude(state__in=JobState.open()))
    for order in old:
        order.delete()
        if order.file:
            default_storage.delete(order.file)
    return len(old)


def remove_finished_orders(before: datetime) -> int:
    """That a paper was asked for; the paper stays. What failed stays until it is dealt with."""
    return PaperOrder.objects.filter(state=JobState.DONE, finished__lt=before).exclude(kind=OrderKind.DRAFT).delete()[0]


def remove_mails(before: datetime) -> int:
    """The notice itself stays."""
    return OutboxMail.objects.filter(finished__lt=before).exclude(state=MailState.WAITING).delete()[0]


def remove_gone_rows(before: datetime) -> int:
    """Rows that were taken out of a list, blank already; of reports that were approved before."""
    passed = Report.objects.filter(status__in=Status.passed(), since__lt=before)
    removed = 0
    models: list[type[Model]] = [*(store.model for store in LISTS.values()), ExtraRow]
    for model in models:
        removed += model._base_manager.filter(is_gone=True, report__in=passed.values("pk")).delete()[0]
    own = passed.filter(department=OuterRef("department"), cycle__year=OuterRef("year"))
    return removed + ProfileRow._base_manager.filter(Exists(own), is_gone=True).delete()[0]


RETENTIONS = (
    Retention("导出的文件", KEPT, expire_exports),
    Retention("草稿 PDF", timedelta(days=1), remove_drafts),
    Retention("已完成的打印任务的记录", timedelta(days=90), remove_finished_orders),
    Retention("发件箱里办完的邮件", timedelta(days=180), remove_mails),
    Retention("审核通过的报告里删去的空行", timedelta(days=30), remove_gone_rows),
)
