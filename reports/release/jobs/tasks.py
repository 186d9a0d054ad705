"""One piece of a worker's work: prepare one report of a job, or put a prepared job together.

A worker may die at any line. What it held is free again after the lease; what it had written is a draft beside the
file's place, or is there in full: the move to the place and the word that the job is done are one transaction.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from reports.domain import TooLarge
from reports.models import Job, JobPart, JobState, Report
from reports.release.exports import KINDS, ExportRefused
from reports.release.jobs import job_files, leases
from reports.workflow.failures import explain_failure

WORN_OUT = "试了 {attempts} 次都没有成功，请稍后重试；仍不成功请联系技术管理员。"

logger = logging.getLogger(__name__)


class Lost(Exception):
    """The job was cancelled, or another worker has it."""


def run_next_step() -> bool:
    """Does one piece; False: there is nothing to do. Finished preparations go first, so that short jobs do not queue."""
    if job := leases.claim_row(_select_prepared_jobs()):
        _assemble_job(job)
    elif part := leases.claim_row(_select_unprepared_parts()):
        _prepare_part(part)
    else:
        return False
    return True


def _select_prepared_jobs() -> QuerySet[Job]:
    waiting = JobPart.objects.filter(job=OuterRef("pk"), ready=False)
    return Job.objects.filter(~Exists(waiting), state__in=JobState.open()).order_by("created", "pk")


def _select_unprepared_parts() -> QuerySet[JobPart]:
    return JobPart.objects.filter(ready=False, job__state__in=JobState.open()).order_by("job__created", "pk")


def _prepare_part(part: JobPart) -> None:
    """A report that cannot be prepared is left out of the file, which says so; the others need not wait for it."""
    job, report = part.job, Report.objects.with_context().get(pk=part.report_id)
    _begin_job(job)
    prepare = KINDS[job.kind].prepare
    if prepare is None or part.attempts > leases.MOST_ATTEMPTS:
        leases.leave_row(part, ready=True, error=WORN_OUT.format(attempts=leases.MOST_ATTEMPTS))
        return
    try:
        with leases.Heartbeat(part):
            prepare(report, job.created)
    except TooLarge as refusal:
        leases.leave_row(part, ready=True, error=str(refusal)[:500])
    except Exception as error:
        if failure := explain_failure(error):
            leases.leave_row(part, ready=True, error=failure.sentence[:500])
            return
        logger.exception("准备《%s》时出错（第 %d 次）", report, part.attempts)
        leases.leave_for_later(part)
    else:
        leases.leave_row(part, ready=True)


def _assemble_job(job: Job) -> None:
    _begin_job(job)
    if job.attempts > leases.MOST_ATTEMPTS:
        _fail_job(job, WORN_OUT.format(attempts=leases.MOST_ATTEMPTS))
        return
    try:
        _make_job_file(job)
    except ExportRefused as refusal:
        _fail_job(job, str(refusal))
    except Lost:
        logger.info("“%s”已取消，或由别的进程接手", job)
    except Exception as error:
        if failure := explain_failure(error):
            _fail_job(job, failure.sentence)
            return
        logger.exception("生成“%s”时出错（第 %d 次）", job, job.attempts)
        leases.leave_for_later(job)


def _make_job_file(job: Job) -> None:
    """Writes the draft, then makes it the file. Raises Refused, Lost."""
    kind, draft = KINDS[job.kind], job_files.get_draft_path(job)
    reports = Report.objects.filter(pk__in=JobPart.objects.filter(job=job).values("report"))
    try:
        with leases.Heartbeat(job), draft.open("wb") as target:
            missing = kind.write(reports, target, job.created)
        size, digest = job_files.flush_to_disk(draft)
        file = job_files.name_job_file(job, kind.ending)
        note = f"有 {len(missing)} 份没有收入，原因见压缩包内的清单。" if missing else ""
        with transaction.atomic():
            _close_job(job, JobState.DONE, file=file, size=size, sha256=digest, note=note)
            draft.replace(job_files.get_export_folder() / file)
    finally:
        job_files.remove_job_drafts(job)
    logger.info("已生成“%s”（%d 字节，用时 %.1f 秒）", job, size, (timezone.now() - job.created).total_seconds())


def _begin_job(job: Job) -> None:
    if Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.RUNNING, started=timezone.now()):
        logger.info("开始生成“%s”", job)


def _fail_job(job: Job, sentence: str) -> None:
    _close_job(job, JobState.FAILED, error=sentence)
    logger.warning("“%s”没有生成：%s", job, sentence)


def _close_job(job: Job, state: JobState, **changes: Any) -> None:
    """Raises Lost when the job is no longer ours."""
    if not leases.leave_row(job, state=state, finished=timezone.now(), **changes):
        raise Lost
