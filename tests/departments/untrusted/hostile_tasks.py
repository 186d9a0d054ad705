"""What a hostile file could make a checker do; each is run in the limited child."""

from __future__ import annotations

import os
import subprocess
import time

from departments.untrusted.refusals import Refused


def echo(content: bytes, **options: str) -> dict:
    return {"content": content.decode(), **options}


def environment(_: bytes) -> list[str]:
    return sorted(os.environ)


def refuse(_: bytes) -> None:
    raise Refused("文件是空的。")


def count_to_ten_million(_: bytes) -> int:
    """Work of a known size: what other work costs on this machine, at this moment, is told as a ratio to it."""
    counted = 0
    for _ in range(10_000_000):
        counted += 1
    return counted


def burn(_: bytes) -> None:
    while True:
        pass


def sleep(_: bytes) -> None:
    time.sleep(60)


def hoard(_: bytes) -> None:
    kept = [bytearray(1024 * 1024) for _ in range(4096)]
    raise AssertionError(len(kept))


def abort(_: bytes) -> None:
    os.abort()


def abort_for_memory(_: bytes) -> None:
    """As a library in Rust does."""
    os.write(2, b"memory allocation of 90000 bytes failed")
    os.abort()


def fail(_: bytes) -> None:
    raise ValueError("no such thing")


def recurse(content: bytes) -> None:
    recurse(content)


def gush(_: bytes) -> str:
    return "长" * 1_000_000


def nap(_: bytes) -> bool:
    time.sleep(0.3)
    return True


def leave_behind(_: bytes) -> int:
    """The number of a program that would outlive the child."""
    return subprocess.Popen(["/bin/sleep", "60"]).pid
