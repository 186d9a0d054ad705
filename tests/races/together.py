"""Threads that start at the same moment, each with its own connection."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier, Thread

from django.db import connections

PATIENCE = 600  # seconds until a test gives up


@dataclass
class Outcome:
    result: object = None
    error: Exception | None = None


def together(*works: Callable[[], object]) -> list[Outcome]:
    """Runs all at once; what each returned or raised, in their order."""
    start, outcomes = Barrier(len(works)), [Outcome() for _ in works]
    threads = [Thread(target=_run, args=(work, start, outcome)) for work, outcome in zip(works, outcomes, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return outcomes


def _run(work: Callable[[], object], start: Barrier, outcome: Outcome) -> None:
    start.wait(PATIENCE)
    try:
        outcome.result = work()
    except Exception as error:  # noqa: BLE001 - what it was is for the test to judge
        outcome.error = error
    finally:
        connections.close_all()


def errors(outcomes: list[Outcome]) -> list[type[Exception]]:
    return [type(outcome.error) for outcome in outcomes if outcome.error]
