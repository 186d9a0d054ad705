"""Exports: one report of a job is prepared, then the job is put together. Both are safe to repeat at any time.

A worker may die at any line: what it had written is a draft beside the file's place, or is there in full; the move to the place
and the word that the job is done are one transaction.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from departments.task_queue import enqueue_task
from reports.domain import TooLarge
from reports.models import Job, JobPart, JobState, Report
from reports.release.exports import KINDS, ExportRefused
from reports.release.jobs import job_files
from reports.release.jobs.attempts import MOST_ATTEMPTS, WORN_OUT, begin_attempt, postpone
from reports.workflow.failures import explain_failure

ASSEMBLE, PREPARE = "assemble_job", "prepare_part"  # names of the tasks

logger = logging.getLogger(__name__)


class Lost(Exception):
    """The job was cancelled, asked for anew, or made by another worker meanwhile."""


def select_prepared_jobs() -> QuerySet[Job]:
    waiting = JobPart.objects.filter(job=OuterRef("pk"), ready=False)
    return Job.objects.filter(~Exists(waiting), state__in=JobState.open()).order_by("created", "pk")


def select_unprepared_parts() -> QuerySet[JobPart]:
    return JobPart.objects.filter(ready=False, job__state__in=JobState.open()).order_by("job__created", "pk")


def enqueue_job(job: Job) -> None:
    """In the transaction that asks for the job: its parts where they have to be prepared, else the job itself."""
    parts = list(job.parts.filter(ready=False).order_by("pk").values_list("pk", flat=True))
    enqueue_task(PREPARE, parts)
    enqueue_task(ASSEMBLE, [] if parts else [job.pk], priority=1)


def prepare_part(pk: int) -> None:
    """Makes the part ready if it is not. A report that cannot be prepared is left out of the file, which says so. Raises TryAgain."""
    part = select_unprepared_parts().select_related("job").filter(pk=pk).first()
    if part is None or not begin_attempt(part):
        return
    _begin_job(part.job)
    _leave_ready(part, _try_part(part))


def _try_part(part: JobPart) -> str:
    """Why the report is left out; "" where it is prepared. Raises TryAgain."""
    report, prepare = Report.objects.with_context().get(pk=part.report_id), KINDS[part.job.kind].prepare
    if prepare is None or part.attempts > MOST_ATTEMPTS:
        return WORN_OUT
    try:
        prepare(report, part.job.created)
    except TooLarge as refusal:
        return str(refusal)
    except Exception as error:
        if failure := explain_failure(error):
            return failure.sentence
        logger.exception("准备《%s》时出错（第 %d 次）", report, part.attempts)
        raise postpone(part) from error
    return ""


@transaction.atomic
def _leave_ready(part: JobPart, error: str) -> None:
    """The last part that becomes ready asks for the file. The job is held meanwhile: two that finish at once see each other."""
    Job.objects.select_for_update().get(pk=part.job_id)
    JobPart.objects.filter(pk=part.pk).update(ready=True, error=error[:500])
    if not JobPart.objects.filter(job=part.job_id, ready=False).exists():
        enqueue_task(ASSEMBLE, [part.job_id], priority=1)


def assemble_job(pk: int) -> None:
    """Makes the file of a prepared job if it is not there. Raises TryAgain."""
    job = select_prepared_jobs().filter(pk=pk).first()
    if job is None or not begin_attempt(job):
        return
    _begin_job(job)
    if job.attempts > MOST_ATTEMPTS:
        _fail_job(job, WORN_OUT)
        return
    try:
        _make_job_file(job)
    except ExportRefused as refusal:
        _fail_job(job, str(refusal))
    except Lost:
        logger.info("“%s”已取消，或由别的进程完成", job)
    except Exception as error:
        if not Job.objects.filter(pk=job.pk, state__in=JobState.open()).exists():
            return  # made by another meanwhile, who took our draft away
        if failure := explain_failure(error):
            _fail_job(job, failure.sentence)
            return
        logger.exception("生成“%s”时出错（第 %d 次）", job, job.attempts)
        raise postpone(job) from error


def _make_job_file(job: Job) -> None:
    """Writes the draft, then makes it the file. Raises Refused, Lost."""
    kind, draft = KINDS[job.kind], job_files.get_draft_path(job)
    reports = Report.objects.filter(pk__in=JobPart.objects.filter(job=job).values("report"))
    try:
        with draft.open("wb") as target:
            missing = kind.write(reports, target, job.created)
        size, digest = job_files.flush_to_disk(draft)
        file = job_files.name_job_file(job, kind.ending)
        note = f"有 {len(missing)} 份没有收入，原因见压缩包内的清单。" if missing else ""
        with transaction.atomic():
            _close_job(job, JobState.DONE, file=file, size=size, sha256=digest, note=note)
            draft.replace(job_files.get_export_folder() / file)
    finally:
        draft.unlink(missing_ok=True)
    job_files.remove_job_drafts(job)
    logger.info("已生成“%s”（%d 字节，用时 %.1f 秒）", job, size, (timezone.now() - job.created).total_seconds())


def _begin_job(job: Job) -> None:
    if Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.RUNNING, started=timezone.now()):
        logger.info("开始生成“%s”", job)


def _fail_job(job: Job, sentence: str) -> None:
    try:
        _close_job(job, JobState.FAILED, error=sentence)
    except Lost:
        return
    logger.warning("“%s”没有生成：%s", job, sentence)


def _close_job(job: Job, state: JobState, **changes: Any) -> None:
    """Raises Lost where it is no longer the job that was asked for: `created` is another when it was asked for anew."""
    still = Job.objects.filter(pk=job.pk, state__in=JobState.open(), created=job.created)
    if not still.update(state=state, finished=timezone.now(), not_before=None, **changes):
        raise Lost
