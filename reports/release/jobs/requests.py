"""What a person does with a job: ask for it, call it off, ask again."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from departments.models import User
from reports.models import Job, JobPart, JobState, Report
from reports.release.exports import KINDS, ExportRefused, selection
from reports.release.jobs.exporting import enqueue_job

MOST_OPEN = 10
AGAIN = (JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED)


def request_job(name: str, reports: QuerySet[Report, Any], owner: User) -> Job:
    """A job for the file; the one that is already making it where there is one. Raises Refused."""
    kind = KINDS[name]
    selection.check_export_size(reports, kind.most)
    ids = sorted(reports.order_by().values_list("pk", flat=True))
    wish = {"owner": owner, "digest": hashlib.sha256(f"{name} {ids}".encode()).hexdigest()}
    if same := _find_open_job(**wish):
        return same
    if Job.objects.filter(owner=owner, state__in=JobState.open()).count() >= MOST_OPEN:
        raise ExportRefused(f"您已有 {MOST_OPEN} 个文件正在生成，请等其中一些完成，或在“我的导出”中取消后再导出。")
    title = selection.name_export_file(kind.prefix, reports, kind.ending)
    try:
        return _create_job(name, title, ids, wish)
    except IntegrityError:  # the same click, a moment earlier
        return Job.objects.filter(**wish).latest("pk")


def _find_open_job(**wish: Any) -> Job | None:
    return Job.objects.filter(**wish, state__in=JobState.open()).first()


@transaction.atomic
def _create_job(name: str, title: str, ids: list[int], wish: dict[str, Any]) -> Job:
    job = Job.objects.create(kind=name, name=title, created=timezone.now(), **wish)
    ready = KINDS[name].prepare is None
    JobPart.objects.bulk_create((JobPart(job=job, report_id=pk, ready=ready) for pk in ids), batch_size=500)
    enqueue_job(job)
    return job


def cancel_job(job: Job) -> bool:
    """Whoever works on it finds that nobody wants it any more. False: it was over before."""
    over = {"state": JobState.CANCELLED, "finished": timezone.now(), "not_before": None}
    return bool(Job.objects.filter(pk=job.pk, state__in=JobState.open()).update(**over))


def retry_job(job: Job) -> None:
    """From the beginning, with what the reports are now. Raises Refused."""
    fresh = {"not_before": None, "attempts": 0, "error": ""}
    start = {"state": JobState.WAITING, "created": timezone.now(), "started": None, "finished": None, "note": ""}
    try:
        with transaction.atomic():
            if not Job.objects.filter(pk=job.pk, state__in=AGAIN).update(**fresh, **start):
                raise ExportRefused("这个任务没有失败、取消或过期，不用重新生成。")
            job.parts.update(ready=KINDS[job.kind].prepare is None, **fresh)
            enqueue_job(job)
    except IntegrityError as error:
        raise ExportRefused("同样的文件正在生成，请等它完成。") from error
