"""The child of limited_process.py: sets its own limits, runs one function on its standard input, answers in JSON.

Run as a file by `python -I`, so it finds the packages of the project by its own place.
"""

from __future__ import annotations

import errno
import gc
import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

OUT_OF_MEMORY, TOO_MUCH_OUTPUT = 41, 42  # exit statuses
NICER = 5  # web pages go first
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    asked = json.loads(sys.argv[1])
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    try:
        _answer(asked)
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return TOO_MUCH_OUTPUT
    return 0


def _answer(asked: dict[str, Any]) -> None:
    gc.disable()  # what a task makes is gone with it
    module, name = asked["task"].split(":")
    function = getattr(importlib.import_module(module), name)
    refusals = importlib.import_module("departments.untrusted.refusals")
    _set_limits(asked["limits"])
    try:
        told = {"result": function(_read_input(), **asked["options"])}
    except refusals.Refused as refused:
        told = {"refused": str(refused)}
    _write(json.dumps({**told, "memory": _largest_size()}, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _set_limits(limits: dict[str, Any]) -> None:
    os.nice(NICER)
    space = int(Path("/proc/self/statm").read_text().split()[0]) * PAGE + limits["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["output"], limits["output"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_input() -> bytes:
    """Without moving the position of a file that the parent goes on using."""
    size, pieces, at = os.fstat(0).st_size, [], 0
    while at < size and (piece := os.pread(0, size - at, at)):
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces)


def _largest_size() -> int:
    """Bytes. Not ru_maxrss, which a process inherits from the one that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _write(answer: bytes) -> None:
    written = 0
    while written < len(answer):
        written += os.write(1, answer[written:])


if __name__ == "__main__":
    status = main()
    os._exit(status)  # nothing to tidy up; a large heap takes its time to be freed
