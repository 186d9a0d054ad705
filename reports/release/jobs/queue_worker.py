"""The worker on PostgreSQL: procrastinate takes, keeps alive, tries again and stops; what is ours are the tasks.

Two things beside it. A job whose worker fell silent goes back into the queue. And our own rows are swept: an open row that no job
stands for is asked for again, whatever became of the job (procrastinate's issue 1518, a restored backup, a version before).
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import Error, connection
from django.utils import timezone
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from departments.task_queue import enqueue_task
from reports.release.jobs.attempts import TryAgain, select_due
from reports.release.jobs.periodic import Chore, list_periodic_tasks
from reports.release.jobs.tasks import TASKS, Task
from reports.release.jobs.worker import Worker

SWEEP = "* * * * * */10"  # every ten seconds
SILENT = 30  # seconds without a heartbeat, after which a worker counts as dead
LONGEST = timedelta(minutes=15)  # no task takes so long: what was begun before that hangs, whoever is said to work on it
FIRST_WAIT, LONGEST_WAIT = 2, 60  # seconds after an error that no task foresees: the database was away, a mistake of ours
AWAY = 5  # seconds until it begins again where the database was away
KEPT_HOURS = 14 * 24  # of jobs that are over, with what went wrong
LIVE = "SELECT args->>'pk' FROM procrastinate_jobs WHERE task_name = %s AND status IN ('todo', 'doing')"
HANGING = """SELECT job.id, job.queueing_lock FROM procrastinate_jobs job
    JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'started'
    WHERE job.status = 'doing' GROUP BY job.id HAVING max(event.at) < %s"""
IDLE = "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND task_name = %s AND NOT (args->>'pk')::bigint = ANY(%s)"

logger = logging.getLogger(__name__)


class RowsDecide(BaseRetryStrategy):
    """A row says itself when it is to be tried again, and gives up itself; any other error is tried again, the longer the later."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_at=exception.at)
        return RetryDecision(retry_in={"seconds": min(FIRST_WAIT * (job.attempts + 1), LONGEST_WAIT)})


def run_queue_worker(parent: int | None = None) -> None:
    """Until SIGTERM or Ctrl+C, or until `parent`, a process id, is no longer the parent. A database that is away is waited for."""
    alone = Worker(parent)
    alone.listen()
    logger.info("后台进程 %d 开始工作", os.getpid())
    while not alone.is_over():
        try:
            asyncio.run(_run(build_app(), alone))
        except (ConnectorException, psycopg.Error, Error) as error:
            logger.warning("数据库暂时不可用：%s", error.__cause__ or error)
        if not alone.is_over():
            logger.warning("后台进程 %d 停了下来，%d 秒后继续", os.getpid(), AWAY)
            alone.end.wait(AWAY)
    logger.info("后台进程 %d 已停止", os.getpid())


def build_app() -> App:
    """Beside the one that asks: this one has a pool of its own and knows what to do."""
    app = DjangoApp(connector=DjangoConnector().get_worker_connector())
    for task in TASKS:
        app.task(name=task.name, retry=RowsDecide())(_make_runner(task))
    for chore in list_periodic_tasks():
        _register_chore(app, chore)
    stalled = app.task(name="retry_stalled", pass_context=True, queueing_lock="retry_stalled", priority=10)(_retry_stalled)
    app.periodic(cron=SWEEP)(stalled)
    swept = app.task(name="sweep_rows", queueing_lock="sweep_rows", priority=10)(_sweep)
    app.periodic(cron=SWEEP)(swept)
    cleaned = app.task(name="remove_old_jobs", pass_context=True, queueing_lock="remove_old_jobs")(_remove_old_jobs)
    app.periodic(cron="30 * * * *")(cleaned)
    return app


async def _run(app: App, alone: Worker) -> None:
    """Until it is over, or procrastinate stops by itself, as it does where it cannot hear the database any more. Raises what stopped it."""
    async with app.open_async():
        working = asyncio.ensure_future(
            app.run_worker_async(
                name=f"work-{os.getpid()}", delete_jobs="successful", shutdown_graceful_timeout=60, install_signal_handlers=False
            )
        )
        watching = asyncio.ensure_future(_wait_until_over(alone))
        await asyncio.wait([working, watching], return_when=asyncio.FIRST_COMPLETED)
        watching.cancel()
        working.cancel()  # which it takes as a stop: what it does is done to the end
        stopped_by, _ = await asyncio.gather(working, watching, return_exceptions=True)
        if isinstance(stopped_by, Exception):
            raise stopped_by


async def _wait_until_over(alone: Worker) -> None:
    while not alone.is_over():
        await asyncio.sleep(1)


def _make_runner(task: Task) -> Callable[[int], None]:
    def run(pk: int) -> None:
        task.do(pk)

    return run


def _register_chore(app: App, chore: Chore) -> None:
    """Waiting once, and running once at a time."""

    def run(timestamp: int) -> None:
        chore.do()

    kept = app.task(name=chore.key, queueing_lock=chore.key, lock=chore.key, priority=5)(run)
    app.periodic(cron=chore.cron)(kept)


async def _retry_stalled(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker is dead, or was forgotten with its number, and what hangs."""
    dead = {job.id: job.queueing_lock for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT)}
    hanging = await asyncio.to_thread(load_hanging_jobs)
    for pk, queueing_lock in (dead | hanging).items():
        if pk is not None and pk != context.job.id:
            await _free_job(context.app.job_manager, pk, is_periodic=queueing_lock is not None)


async def _free_job(manager: JobManager, pk: int, *, is_periodic: bool) -> None:
    """Back into the queue. A periodic one goes: its next one waits in line already, which takes no two, and would wait for this one."""
    logger.warning("第 %d 号任务的后台进程没有响应，重新排队", pk)
    try:
        if is_periodic:
            await manager.finish_job_by_id_async(pk, Status.FAILED, delete_job=True)
        else:
            await manager.retry_job_by_id_async(pk, retry_at=timezone.now())
    except ConnectorException as error:  # over meanwhile; the others do not wait for it
        logger.warning("第 %d 号任务没有重新排队：%s", pk, error.__cause__ or error)


def load_hanging_jobs() -> dict[int, str | None]:
    """The queueing lock of each, which periodic tasks have."""
    try:
        return dict(_ask(HANGING, timezone.now() - LONGEST))
    finally:
        connection.close()


def _sweep(timestamp: int) -> None:
    sweep_rows()


def sweep_rows() -> int:
    """Asks for every open row that no job stands for; how many there were."""
    swept = 0
    for task in TASKS:
        open_rows = set(select_due(task.select_open()).values_list("pk", flat=True))
        if not open_rows:
            continue
        lost = sorted(open_rows - {int(pk) for (pk,) in _ask(LIVE, task.name) if pk})
        enqueue_task(task.name, lost, priority=task.priority)
        swept += len(lost)
    return swept


def remove_idle_jobs() -> None:
    """Jobs in the queue whose row is not open: `work --once` did it, or it was cancelled. A site without a worker collects them."""
    for task in TASKS:
        open_rows = list(task.select_open().values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(IDLE, [task.name, open_rows])


async def _remove_old_jobs(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)


def _ask(query: str, value: str | datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [value])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
