"""Whose job it is, how far it is, and who may have its file."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from departments import access
from departments.models import User
from reports.models import Job, JobPart, JobState

MOST_LISTED = 20


@dataclass(frozen=True)
class Progress:
    """Reports that are prepared, of all; the last step is to put them together."""

    job: Job
    ready: int
    total: int
    may_have: bool

    @property
    def percent(self) -> int:
        return 100 if self.job.state == JobState.DONE else 95 * self.ready // max(self.total, 1)

    @property
    def is_preparing(self) -> bool:
        return self.ready < self.total


def list_own_jobs(user: User) -> list[Progress]:
    """The person's latest jobs; one query."""
    visible = Count("parts", filter=_select_visible(user, "parts__report"))
    counted = Job.objects.filter(owner=user).annotate(total=Count("parts"), ready=Count("parts", filter=Q(parts__ready=True)), open=visible)
    return [Progress(job, job.ready, job.total, job.open == job.total) for job in counted[:MOST_LISTED]]


def get_own_job(user: User, pk: int) -> Job | None:
    """The person's own job, if the person may see all of its reports now, whatever was true when it was asked for."""
    job = Job.objects.filter(owner=user, pk=pk).first()
    return job if job is not None and is_job_visible(job, user) else None


def is_job_visible(job: Job, user: User) -> bool:
    parts = JobPart.objects.filter(job=job)
    return parts.count() == parts.filter(_select_visible(user, "report")).count()


def _select_visible(user: User, path: str) -> Q:
    """The rule of the queue: reports of the own districts."""
    return access.get_access(user).within(f"{path}__department__district") & Q(**{f"{path}__isnull": False})
