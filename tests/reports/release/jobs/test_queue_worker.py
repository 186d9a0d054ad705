"""What procrastinate forgets: jobs of the dead, of the forgotten, and rows that no job stands for. On PostgreSQL only."""

import os
from datetime import timedelta

import psycopg_pool
import pytest
from django.db import transaction
from django.utils import timezone

from departments.models import User
from departments.task_queue import has_queue
from reports.models import Job, JobState, Report
from reports.release import jobs
from reports.release.jobs import mail_delivery
from reports.release.jobs.worker import Worker
from tests.reports.release.jobs import job_queue
from tests.reports.release.jobs.conftest import fresh
from tests.reports.release.jobs.job_queue import ask, list_queued, silence_workers, work_until_idle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.skipif(not has_queue(), reason="the queue lives in PostgreSQL")]


PERIODIC = """INSERT INTO procrastinate_jobs (task_name, lock, queueing_lock, status, args, queue_name)
    VALUES ('deliver_mails', 'deliver_mails', 'deliver_mails', %s, '{"timestamp": 0}', 'default')"""


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    job_queue.empty_queue()


def test_what_is_asked_for_in_a_transaction_is_there_once_it_holds_and_gone_with_it(sent: list[Report], reviewer: User) -> None:
    with transaction.atomic():
        jobs.request_job("summary", Report.objects.all(), reviewer)
        transaction.set_rollback(True)
    assert (list_queued("todo"), Job.objects.count()) == ([], 0)
    jobs.request_job("papers", Report.objects.all(), reviewer)
    assert list_queued("todo") == ["prepare_part"] * 3


def test_the_worker_does_what_was_asked_for(job: Job) -> None:
    work_until_idle()
    assert (fresh(job).state, set(list_queued("todo", "doing"))) == (JobState.DONE, set())


@pytest.mark.parametrize("worker", ["dead", "forgotten", "back under its old number"])
def test_no_job_stays_doing(job: Job, worker: str) -> None:
    (number,) = ask("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")[0]
    ask("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", number)
    ask("UPDATE procrastinate_events SET type = 'started', at = %s", timezone.now() - timedelta(minutes=16))
    if worker == "dead":
        silence_workers()
    if worker == "forgotten":
        ask("DELETE FROM procrastinate_workers")
    work_until_idle("retry_stalled")
    work_until_idle()
    assert (fresh(job).state, set(list_queued("todo", "doing"))) == (JobState.DONE, set())


@pytest.mark.parametrize("worker", ["dead", "forgotten"])
def test_a_worker_that_died_over_a_periodic_task_blocks_neither_it_nor_the_rest(
    job: Job, worker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one waits in line already, so that the old one cannot go back into it."""
    done: list[str] = []
    monkeypatch.setattr(mail_delivery, "deliver_mails", lambda: done.append("mails"))
    (number,) = ask("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")[0]
    for status in ("doing", "todo"):
        ask(PERIODIC, status)
    ask("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'doing' OR task_name = 'prepare_part'", number)
    ask("UPDATE procrastinate_events SET type = 'started', at = now() - interval '16 minutes'")
    silence_workers() if worker == "dead" else ask("DELETE FROM procrastinate_workers")
    work_until_idle("retry_stalled")
    work_until_idle()
    # Once more where a minute begins meanwhile: the chore is safe to repeat.
    assert (fresh(job).state, list_queued("doing"), set(done)) == (JobState.DONE, [], {"mails"})


def test_a_row_that_no_job_stands_for_is_asked_for_again(job: Job) -> None:
    from reports.release.jobs import queue_worker

    ask("DELETE FROM procrastinate_jobs")
    assert (queue_worker.sweep_rows(), queue_worker.sweep_rows(), list_queued("todo")) == (3, 0, ["prepare_part"] * 3)


def test_what_was_done_without_the_queue_leaves_nothing_in_it(job: Job, work) -> None:
    from reports.release.jobs import queue_worker

    work()
    queue_worker.remove_idle_jobs()
    assert list_queued("todo") == []


def test_a_database_that_was_away_ends_no_worker(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Neither where it is missed at once, nor where procrastinate stops by itself because nothing reaches it any more."""
    from procrastinate.exceptions import ConnectorException

    from reports.release.jobs import queue_worker

    ends = [ConnectorException("gone"), psycopg_pool.PoolTimeout("no connection"), None]
    begun: list[object] = []

    async def run_until(app: object, alone: Worker) -> None:
        begun.append(end := ends[len(begun)])
        if end:
            raise end
        if len(begun) == len(ends):
            alone.stop()

    monkeypatch.setattr(queue_worker, "_run", run_until)
    monkeypatch.setattr(queue_worker, "AWAY", 0)
    monkeypatch.setattr(Worker, "listen", lambda alone: None)
    queue_worker.run_queue_worker()
    told = [record.getMessage().split("：")[0] for record in caplog.records if record.levelname == "WARNING"]
    stopped = f"后台进程 {os.getpid()} 停了下来，0 秒后继续"
    assert (begun, told) == (ends, ["数据库暂时不可用", stopped] * 2)
