"""How long files are kept."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from reports.models import Job, JobState
from reports.release.jobs import job_files

KEPT = timedelta(days=14)

logger = logging.getLogger(__name__)


def remove_expired_files() -> int:
    """Removes files that were made longer ago than KEPT, and half-written ones; how many jobs expired."""
    old = list(Job.objects.filter(state=JobState.DONE, finished__lt=timezone.now() - KEPT))
    for job in old:
        if Job.objects.filter(pk=job.pk, state=JobState.DONE).update(state=JobState.EXPIRED):
            job_files.get_file_path(job).unlink(missing_ok=True)
            logger.info("“%s”已过期，文件已删除", job)
    job_files.sweep_old_drafts()
    return len(old)
