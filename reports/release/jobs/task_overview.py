"""后台任务 before the technical administrator: what waits, runs and failed, for whom; try again, cancel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Q

from departments.models import User
from reports.models import Job, JobState, MailState, OutboxMail, PaperOrder
from reports.release.exports import ExportRefused
from reports.release.jobs import requests, worker_presence
from reports.workflow import paper_orders

PAPER, EXPORT = "paper", "export"
SHOWN = 100  # of each kind
OVER = (JobState.FAILED, JobState.CANCELLED)
Row = TypeVar("Row", Job, PaperOrder)
NOT_OVER = "这项任务没有失败或取消，不用重试。"


@dataclass(frozen=True)
class TaskLine:
    """One row of work, whatever it makes."""

    kind: str
    pk: int
    name: str
    state: str
    look: str
    asked_by: User | None
    created: datetime
    attempts: int
    not_before: datetime | None
    error: str

    @property
    def is_open(self) -> bool:
        return self.look in JobState.open()


@dataclass(frozen=True)
class TaskOverview:
    """`heard`: when a worker was heard of last. `mails`: of the outbox, by state."""

    is_worker_present: bool
    heard: datetime | None
    waiting: Sequence[TaskLine]
    failed: Sequence[TaskLine]
    waiting_total: int
    failed_total: int
    mails_waiting: int
    mails_failed: int


def load_overview() -> TaskOverview:
    """Eight queries at most, however much there is."""
    papers, jobs = _count_rows(PaperOrder), _count_rows(Job)
    mails = OutboxMail.objects.aggregate(
        waiting=Count("pk", filter=Q(state=MailState.WAITING)), failed=Count("pk", filter=Q(state=MailState.FAILED))
    )
    heard = worker_presence.find_last_sign()
    return TaskOverview(
        worker_presence.is_recent(heard),
        heard,
        _load_lines(JobState.open()),
        _load_lines(OVER),
        papers["open"] + jobs["open"],
        papers["over"] + jobs["over"],
        mails["waiting"],
        mails["failed"],
    )


def retry_task(kind: str, pk: int) -> None:
    """Raises Refused; LookupError where there is none."""
    if kind == EXPORT:
        requests.retry_job(_find(Job, pk))
    elif not paper_orders.order_again(_find(PaperOrder, pk)):
        raise ExportRefused(NOT_OVER)


def cancel_task(kind: str, pk: int) -> bool:
    """False: it was over before. Raises LookupError."""
    return requests.cancel_job(_find(Job, pk)) if kind == EXPORT else paper_orders.cancel_order(_find(PaperOrder, pk))


def _find(model: type[Row], pk: int) -> Row:
    found = model._base_manager.filter(pk=pk).first()
    if found is None:
        raise LookupError
    return found


def _count_rows(model: type[Job | PaperOrder]) -> dict[str, int]:
    return model._base_manager.aggregate(open=Count("pk", filter=Q(state__in=JobState.open())), over=Count("pk", filter=Q(state__in=OVER)))


def _load_lines(states: Collection[str]) -> list[TaskLine]:
    """The oldest first while they wait, else the latest."""
    order = "pk" if set(states) == JobState.open() else "-pk"
    papers = PaperOrder.objects.filter(state__in=states).order_by(order)
    jobs = Job.objects.filter(state__in=states).order_by(order).select_related("owner")
    related = ("asked_by", "submission", "publication", "report__department", "report__cycle")
    made = [_describe_paper(each) for each in papers.select_related(*related).defer("content")[:SHOWN]]
    return made + [_describe_job(each) for each in jobs[:SHOWN]]


def _describe_paper(order: PaperOrder) -> TaskLine:
    name = f"{order.report.department.name} {order.report.cycle.year} 年度{order.get_kind_display()} {order.reference}".rstrip()
    tries = order.attempts, order.not_before, order.error
    return TaskLine(PAPER, order.pk, name, order.get_state_display(), order.state, order.asked_by, order.created, *tries)


def _describe_job(job: Job) -> TaskLine:
    tries = job.attempts, job.not_before, job.error
    return TaskLine(EXPORT, job.pk, job.name, job.get_state_display(), job.state, job.owner, job.created, *tries)
