"""Is a worker there? On PostgreSQL procrastinate's workers say so; on SQLite the one process holds a lock file beside the database."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.db import connection
from django.utils import timezone

from departments.task_queue import has_queue

SILENT = timedelta(minutes=2)  # after that a worker counts as gone
TRIES, BETWEEN = 10, 0.1  # whoever asks whether the lock is held holds it for a moment


class AlreadyRunning(Exception):
    """Another process has the lock."""


def is_worker_present() -> bool:
    return is_recent(find_last_sign())


def is_recent(heard: datetime | None) -> bool:
    return heard is not None and heard > timezone.now() - SILENT


def find_last_sign() -> datetime | None:
    """When a worker was heard of last: now, while one holds the lock; None: there is none. One query on PostgreSQL, none on SQLite."""
    return _read_heartbeat() if has_queue() else _read_lock()


@contextmanager
def hold_lock() -> Iterator[None]:
    """The one process on SQLite. Raises AlreadyRunning."""
    with get_lock_path().open("a") as file:
        for _ in range(TRIES):
            if _try_lock(file, fcntl.LOCK_EX):
                break
            time.sleep(BETWEEN)
        else:
            raise AlreadyRunning
        yield


def get_lock_path() -> Path:
    name = Path(connection.settings_dict["NAME"])
    return name.with_name(f"{name.name}.worker")


def _read_heartbeat() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        found: datetime | None = cursor.fetchone()[0]
    return found


def _read_lock() -> datetime | None:
    try:
        with get_lock_path().open() as file:
            return None if _try_lock(file, fcntl.LOCK_SH) else timezone.now()
    except FileNotFoundError:
        return None


def _try_lock(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
