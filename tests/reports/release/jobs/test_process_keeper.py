"""The parent that keeps several worker processes."""

import signal
from types import SimpleNamespace

import pytest

from reports.release.jobs import process_keeper, worker


@pytest.fixture(autouse=True)
def _signals():
    """Those of the test run come back."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in kept.items():
        signal.signal(name, handler)


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


def kept(monkeypatch: pytest.MonkeyPatch, children: list[Child], rounds: int) -> list[Child]:
    """What is left to start after so many looks at two processes."""
    looks = iter([False] * rounds + [True])
    monkeypatch.setattr(process_keeper.subprocess, "Popen", lambda command: children.pop(0))
    monkeypatch.setattr(worker, "Event", lambda: SimpleNamespace(wait=lambda _: next(looks), set=lambda: None))
    process_keeper.keep_workers(["work"], 2)
    return children


def test_a_process_that_dies_is_started_again_and_all_end_together(monkeypatch: pytest.MonkeyPatch):
    all_ = [Child(), Child(-9), Child()]
    assert kept(monkeypatch, list(all_), 3) == []
    assert [child.told for child in all_] == [True, False, True]
