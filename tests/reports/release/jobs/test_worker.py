"""The loop of a worker process."""

import os
import signal
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from reports.models import Job, JobState
from reports.release.jobs import tasks, worker, worker_presence
from tests.reports.release.jobs.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signals():
    """Those of the test run come back."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in kept.items():
        signal.signal(name, handler)


def test_once_does_what_there_is_and_ends(job: Job):
    call_command("work", "--once", "--nice=0")
    assert fresh(job).state == JobState.DONE


@pytest.fixture
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one process, on either database."""
    monkeypatch.setattr("reports.management.commands.work.has_queue", lambda: False)
    monkeypatch.setattr(worker_presence, "hold_lock", nullcontext)


@pytest.mark.usefixtures("_plain")
def test_sigterm_ends_it_after_the_piece_at_hand(job: Job, monkeypatch: pytest.MonkeyPatch):
    def step() -> bool:
        os.kill(os.getpid(), signal.SIGTERM)
        return True

    monkeypatch.setattr(tasks, "run_next_task", step)
    call_command("work", "--nice=0")


def test_it_ends_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks, "run_next_task", lambda: pytest.fail("worked on"))
    worker.Worker(parent=1 if os.getppid() != 1 else 2).run()


@pytest.fixture
def _kept_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the test, with its open transaction."""
    monkeypatch.setattr(worker, "connection", SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


@pytest.mark.usefixtures("_kept_connection")
def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch):
    answers = iter([OperationalError("gone"), False])

    def step() -> bool:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        alone.stop()
        return answer

    monkeypatch.setattr(tasks, "run_next_task", step)
    monkeypatch.setattr(worker, "PAUSE", 0)
    alone = worker.Worker()
    alone.run()
    assert next(answers, None) is None


def test_no_process_is_a_sentence():
    with pytest.raises(CommandError, match="进程数至少为 1"):
        call_command("work", "--processes=0")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes any number")
def test_on_sqlite_there_is_one_worker_and_the_second_says_so(job: Job):
    assert worker_presence.is_worker_present() is False
    with worker_presence.hold_lock():
        assert worker_presence.is_worker_present() is True
        with pytest.raises(CommandError, match="已经有一个后台进程在运行"):
            call_command("work", "--once", "--nice=0")
    assert (worker_presence.is_worker_present(), fresh(job).state) == (False, JobState.WAITING)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes any number")
def test_on_sqlite_several_are_said_to_be_one(job: Job, capsys: pytest.CaptureFixture[str]):
    call_command("work", "--once", "--processes=2", "--nice=0")
    assert ("现在运行一个" in capsys.readouterr().err, fresh(job).state) == (True, JobState.DONE)
