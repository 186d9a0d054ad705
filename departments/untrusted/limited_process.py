"""Runs a function on a file from outside in a child process under limits: CPU seconds, memory, wall time, size of the answer.

The child is started by `posix_spawn`, never forked: a web worker has threads, and a fork of it may hang on their locks. It
gets the file as its standard input, an empty environment (no passwords), and writes its answer as JSON to a file. It is the
leader of a process group, so that whatever it starts (an office program, a printer) ends with it.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import UnsupportedOperation
from pathlib import Path
from typing import IO, Any

from departments.untrusted.refusals import Reason, Refused, Stopped, Usage

MB = 1024 * 1024
RUNNER = Path(__file__).with_name("task_runner.py")
# A worker has eight threads (docs/deployment.md): five may be busy with files, the others go on answering.
MOST_RUNNING, MOST_WAITING, LONGEST_WAIT = 2, 3, 20.0  # children and requests of one process; seconds
ENDINGS = {41: Reason.MEMORY, 42: Reason.OUTPUT, -signal.SIGXCPU: Reason.CPU}  # exit statuses of task_runner.py, and signals
NO_MEMORY = b"memory allocation of"  # what a library in Rust says before it aborts
LOGGED = 4_000  # bytes of what a child complained
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """Of one child. `memory`: bytes of address space beyond what the empty child holds; `output`: bytes of its answer."""

    cpu_seconds: int = 2
    wall_seconds: float = 30.0
    memory: int = 96 * MB
    output: int = 8 * MB


@dataclass(frozen=True)
class Outcome:
    result: Any
    usage: Usage


class Turns:
    """At most so many children at once; a few more callers wait, the rest are told to come again."""

    def __init__(self, running: int, waiting: int, longest: float) -> None:
        self.door, self.places, self.longest = threading.Semaphore(running + waiting), threading.Semaphore(running), longest

    @contextmanager
    def take_turn(self) -> Iterator[None]:
        if not self.door.acquire(blocking=False):
            raise Stopped(Reason.BUSY)
        try:
            if not self.places.acquire(timeout=self.longest):
                raise Stopped(Reason.BUSY)
            try:
                yield
            finally:
                self.places.release()
        finally:
            self.door.release()


TURNS = Turns(MOST_RUNNING, MOST_WAITING, LONGEST_WAIT)


def run_task(task: str, file: IO[bytes], limits: Limits = Limits(), turns: Turns | None = None, **options: Any) -> Outcome:
    """What `task`, "package.module:function", returns for the content of the file and the options; plain values that JSON knows.

    The function is called as `function(content: bytes, **options)`. Raises Refused with the sentence of the task, and
    Stopped where a limit or a crash ended it; both carry the usage.
    """
    with (turns or TURNS).take_turn(), _as_file(file) as source, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        wanted = {"task": task, "options": options, "limits": asdict(limits)}
        pid = _spawn(wanted, source, answer, complaints)
        status, usage = _wait_for(pid, limits.wall_seconds)
        answer.seek(0)
        complaints.seek(0)
        return _read_answer(task, status, usage, answer.read(), complaints.read(LOGGED))


@contextmanager
def _as_file(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file itself where it lies on a disc, else a copy; the child reads it without moving its position."""
    try:
        file.fileno()
        file.flush()
        yield file
    except (AttributeError, UnsupportedOperation):
        with tempfile.TemporaryFile() as copied:
            file.seek(0)
            copied.write(file.read())
            copied.flush()
            yield copied


def _spawn(wanted: Mapping[str, Any], source: IO[bytes], answer: IO[bytes], complaints: IO[bytes]) -> int:
    streams = [(os.POSIX_SPAWN_DUP2, stream.fileno(), number) for number, stream in enumerate((source, answer, complaints))]
    command = [sys.executable, "-I", "-X", "utf8", str(RUNNER), json.dumps(wanted)]
    return os.posix_spawn(sys.executable, command, {"MALLOC_ARENA_MAX": "1"}, file_actions=streams, setpgroup=0)


def _wait_for(pid: int, seconds: float) -> tuple[int | None, Usage]:
    """Exit status (negative for a signal) or None where time ran out, and what was used; the whole group has ended afterwards."""
    watched = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        ended = bool(poll.poll(seconds * 1000))
    finally:
        os.close(watched)
        _kill_group(pid)
        _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status) if ended else None, Usage(used.ru_utime + used.ru_stime, 0)


def _kill_group(pid: int) -> None:
    """The child is not waited for yet, so its number is still its own."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # nobody is left
        return


def _read_answer(task: str, status: int | None, usage: Usage, answer: bytes, complaints: bytes) -> Outcome:
    if status != 0:
        reason = _reason(status, complaints)
        logger.warning("%s was stopped: %s (status %s) %s", task, reason.name, status, complaints.decode("utf-8", "replace"))
        raise _with_usage(Stopped(reason), usage)
    told = json.loads(answer)
    usage = Usage(usage.cpu_seconds, told["memory"])
    if "refused" in told:
        raise _with_usage(Refused(told["refused"]), usage)
    return Outcome(told["result"], usage)


def _reason(status: int | None, complaints: bytes) -> Reason:
    if status is None:
        return Reason.WALL
    if NO_MEMORY in complaints:
        return Reason.MEMORY
    return ENDINGS.get(status, Reason.CRASH)


def _with_usage(refused: Refused, usage: Usage) -> Refused:
    refused.usage = usage
    return refused
