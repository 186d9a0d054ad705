"""A disc that takes nothing: each write of the database is refused as SQLite or PostgreSQL refuses it, reading goes on."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import OperationalError, connection

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
ENOSPC = OSError(errno.ENOSPC, "No space left on device")


def sqlite_error(code: int, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


FULL = {
    "sqlite": sqlite_error(sqlite3.SQLITE_FULL, "database or disk is full"),
    "postgresql": psycopg.errors.DiskFull("could not extend file: No space left on device"),
}
READ_ONLY = {
    "sqlite": sqlite_error(sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
    "postgresql": psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT in a read-only transaction"),
}


@contextmanager
def refusing(errors: dict[str, Exception] = FULL) -> Iterator[None]:
    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            raise OperationalError(str(errors[connection.vendor])) from errors[connection.vendor]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield
