"""The disc is full, or may only be read: told from other errors of the database and of files, with the sentence for the person.

Kinds: SQLite https://www.sqlite.org/rescode.html, PostgreSQL https://www.postgresql.org/docs/current/errcodes-appendix.html.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from django.db import DatabaseError, transaction

SQLITE_CODE = 0xFF  # the rest of an extended code says where it happened
SQLITE_IOERR_SHMSIZE = 4874  # no room for the index of the journal

logger = logging.getLogger(__name__)


class StorageFailure(StrEnum):
    """The value is the sentence."""

    FULL = "服务器的磁盘满了，这一步没有完成，什么也没有改动。请稍后再试，并通知财政局的技术管理员清理磁盘；查看和登录不受影响。"
    READ_ONLY = "服务器现在只能读取、不能保存，这一步没有完成，什么也没有改动。请稍后再试，并通知财政局的技术管理员；查看和登录不受影响。"


SQLITE = {sqlite3.SQLITE_FULL: StorageFailure.FULL, sqlite3.SQLITE_READONLY: StorageFailure.READ_ONLY}
POSTGRESQL = {"53100": StorageFailure.FULL, "25006": StorageFailure.READ_ONLY}
FILES = {errno.ENOSPC: StorageFailure.FULL, errno.EDQUOT: StorageFailure.FULL, errno.EROFS: StorageFailure.READ_ONLY}


def find_failure(error: BaseException | None) -> StorageFailure | None:
    """What kept the error, or one that it came from, from writing; None: something else."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if found := _of(error):
            return found
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def going_on(what: str) -> Iterator[None]:
    """For what is written beside reading and logging in: where the disc takes nothing, it goes to the error log and the person goes on."""
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, OSError) as error:
        failure = find_failure(error)
        if failure is None:
            raise
        logger.error("没有写进数据库（%s）：%s", failure.name, what)


def _of(error: BaseException) -> StorageFailure | None:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", 0) or 0)
    if isinstance(error, OSError):
        return FILES.get(error.errno or 0)
    return POSTGRESQL.get(getattr(error, "sqlstate", None) or "")


def _of_sqlite(code: int) -> StorageFailure | None:
    return StorageFailure.FULL if code == SQLITE_IOERR_SHMSIZE else SQLITE.get(code & SQLITE_CODE)
