"""The loop of a worker process."""

import os
import signal
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reports.models import Job, JobState
from reports.release.jobs import tasks, worker
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


def test_sigterm_ends_it_after_the_piece_at_hand(job: Job, monkeypatch: pytest.MonkeyPatch):
    def step() -> bool:
        os.kill(os.getpid(), signal.SIGTERM)
        return True

    monkeypatch.setattr(tasks, "run_next_step", step)
    call_command("work", "--nice=0")


def test_it_ends_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks, "run_next_step", lambda: pytest.fail("worked on"))
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

    monkeypatch.setattr(tasks, "run_next_step", step)
    monkeypatch.setattr(worker, "PAUSE", 0)
    alone = worker.Worker()
    alone.run()
    assert next(answers, None) is None


class Child:
    """A process that ends when told, or by itself with `code`."""

    def __init__(self, code: int | None = None) -> None:
        self.pid, self.returncode, self.told = 1, code, False

    def poll(self) -> int | None:
        return self.returncode

    def terminate(self) -> None:
        self.told = True

    def wait(self) -> None:
        assert self.told


def kept(monkeypatch: pytest.MonkeyPatch, children: list[Child], rounds: int, *, once: bool) -> list[Child]:
    """What is left to start after so many looks at two processes."""
    looks = iter([False] * rounds + [True])
    monkeypatch.setattr(worker.subprocess, "Popen", lambda command: children.pop(0))
    monkeypatch.setattr(worker, "Event", lambda: SimpleNamespace(wait=lambda _: next(looks), set=lambda: None))
    worker.keep_workers(["work"], 2, once=once)
    return children


def test_a_process_that_dies_is_started_again_and_all_end_together(monkeypatch: pytest.MonkeyPatch):
    all_ = [Child(), Child(-9), Child()]
    assert kept(monkeypatch, list(all_), 3, once=False) == []
    assert [child.told for child in all_] == [True, False, True]


def test_processes_that_work_once_are_not_started_again(monkeypatch: pytest.MonkeyPatch):
    assert len(kept(monkeypatch, [Child(0), Child(0), Child()], 1, once=True)) == 1


def test_no_process_is_a_sentence():
    with pytest.raises(CommandError, match="进程数至少为 1"):
        call_command("work", "--processes=0")
