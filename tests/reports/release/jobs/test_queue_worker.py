"""What procrastinate forgets: jobs of the dead, of the forgotten, and rows that no job stands for. On PostgreSQL only."""

import asyncio
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from departments.models import User
from departments.task_queue import has_queue
from reports.models import Job, JobState, Report
from reports.release import jobs
from tests.reports.release.jobs.conftest import fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.skipif(not has_queue(), reason="the queue lives in PostgreSQL")]


def ask(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    ask("DELETE FROM procrastinate_periodic_defers")
    ask("DELETE FROM procrastinate_jobs")
    ask("DELETE FROM procrastinate_workers")


def queued(*statuses: str) -> list[str]:
    return [name for (name,) in ask("SELECT task_name FROM procrastinate_jobs WHERE status::text = ANY(%s) ORDER BY id", list(statuses))]


def work_until_idle() -> None:
    from reports.release.jobs import queue_worker

    async def run() -> None:
        app = queue_worker.build_app()
        async with app.open_async():
            await app.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(run())


def test_what_is_asked_for_in_a_transaction_is_there_once_it_holds_and_gone_with_it(sent: list[Report], reviewer: User) -> None:
    with transaction.atomic():
        jobs.request_job("summary", Report.objects.all(), reviewer)
        transaction.set_rollback(True)
    assert (queued("todo"), Job.objects.count()) == ([], 0)
    jobs.request_job("papers", Report.objects.all(), reviewer)
    assert queued("todo") == ["prepare_part"] * 3


def test_the_worker_does_what_was_asked_for(job: Job) -> None:
    work_until_idle()
    assert (fresh(job).state, set(queued("todo", "doing"))) == (JobState.DONE, set())


@pytest.mark.parametrize("worker", ["dead", "forgotten", "back under its old number"])
def test_no_job_stays_doing(job: Job, worker: str) -> None:
    (number,) = ask("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")[0]
    ask("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", number)
    ask("UPDATE procrastinate_events SET type = 'started', at = %s", timezone.now() - timedelta(minutes=16))
    if worker == "dead":
        ask("UPDATE procrastinate_workers SET last_heartbeat = %s", timezone.now() - timedelta(seconds=40))
    if worker == "forgotten":
        ask("DELETE FROM procrastinate_workers")
    _sweep_once()
    work_until_idle()
    assert (fresh(job).state, set(queued("todo", "doing"))) == (JobState.DONE, set())


def test_a_row_that_no_job_stands_for_is_asked_for_again(job: Job) -> None:
    from reports.release.jobs import queue_worker

    ask("DELETE FROM procrastinate_jobs")
    assert (queue_worker.sweep_rows(), queue_worker.sweep_rows(), queued("todo")) == (3, 0, ["prepare_part"] * 3)


def test_what_was_done_without_the_queue_leaves_nothing_in_it(job: Job, work) -> None:
    from reports.release.jobs import queue_worker

    work()
    queue_worker.remove_idle_jobs()
    assert queued("todo") == []


def _sweep_once() -> None:
    """As the periodic task does it."""
    from reports.release.jobs import queue_worker

    async def run() -> None:
        app = queue_worker.build_app()
        async with app.open_async():
            await app.tasks["retry_stalled"].defer_async(timestamp=0)
            await app.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(run())
