"""A disc that is full or may only be read is told from every other error, by the databases' own codes."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from departments.storage_failures import StorageFailure, find_failure, going_on
from tests.full_disk import FULL, READ_ONLY, refusing


def failure_of(path: str, *statements: str) -> StorageFailure | None:
    database = sqlite3.connect(path, uri=True)
    for statement in statements[:-1]:
        database.execute(statement)
    with pytest.raises(sqlite3.Error) as refused:
        database.execute(statements[-1])
    database.close()
    return find_failure(refused.value)


def test_a_full_sqlite_file_is_full(tmp_path: Path):
    statements = ("CREATE TABLE a (b)", "PRAGMA max_page_count = 3", "INSERT INTO a VALUES (zeroblob(100000))")
    assert failure_of(f"file:{tmp_path}/a", *statements) == StorageFailure.FULL


def test_a_sqlite_file_that_may_only_be_read_says_so(tmp_path: Path):
    sqlite3.connect(tmp_path / "a").execute("CREATE TABLE a (b)")
    assert failure_of(f"file:{tmp_path}/a?mode=ro", "INSERT INTO a VALUES (1)") == StorageFailure.READ_ONLY


def test_another_mistake_is_neither(tmp_path: Path):
    assert failure_of(f"file:{tmp_path}/a", "INSERT INTO nothing VALUES (1)") is None
    assert [find_failure(error) for error in (None, ValueError("database or disk is full"), IntegrityError(), OSError())] == [None] * 4


@pytest.mark.parametrize(
    ("number", "found"),
    [(errno.ENOSPC, StorageFailure.FULL), (errno.EDQUOT, StorageFailure.FULL), (errno.EROFS, StorageFailure.READ_ONLY), (errno.EIO, None)],
)
def test_a_file_that_cannot_be_written_is_told_by_its_number(number: int, found: StorageFailure | None):
    assert find_failure(OSError(number, "")) == found


def raised(state: str) -> DatabaseError:
    """As the server itself says it."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")
    return refused.value


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "found"), [("53100", StorageFailure.FULL), ("25006", StorageFailure.READ_ONLY), ("P0001", None)])
def test_postgresql_is_told_by_its_code(state: str, found: StorageFailure | None):
    error = psycopg.errors.lookup(state)("x") if connection.vendor == "sqlite" else raised(state)
    assert find_failure(error) == found


@pytest.mark.parametrize("errors", [FULL, READ_ONLY])
def test_the_cause_of_an_error_counts(errors: dict[str, Exception]):
    for cause in errors.values():
        error = RuntimeError("while saving")
        error.__cause__ = cause
        assert find_failure(error) == find_failure(cause) is not None


@pytest.mark.django_db
def test_what_goes_on_is_in_the_error_log(caplog: pytest.LogCaptureFixture):
    with refusing(), going_on("上次登录时间：张三"), connection.cursor() as cursor:
        cursor.execute("UPDATE departments_user SET name = ''")
    assert [record.getMessage() for record in caplog.records] == ["没有写进数据库（FULL）：上次登录时间：张三"]


@pytest.mark.django_db
def test_other_errors_do_not_go_on():
    with pytest.raises(DatabaseError), going_on("x"), connection.cursor() as cursor:
        cursor.execute("UPDATE nothing SET a = 1")
