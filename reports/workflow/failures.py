"""Failures that a person can be told of: what is stored differs or is gone, the disc is full.

One place for pages, bulk acts, jobs and commands.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import DatabaseError

from departments.storage_failures import StorageFailure, find_failure
from reports.models.integrity import Damage, FrozenContentError, is_first, log_damage

STATUS = {StorageFailure.FULL: 507, StorageFailure.READ_ONLY: 503}
DIFFERS = 409
GARBLED = "Could not decode to UTF-8"  # sqlite3 of a text whose bytes were changed in the file

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """`status` of HTTP; `heading` and `sentence` for the person; `subject`: what differs, "" for the disc."""

    status: int
    heading: str
    sentence: str
    subject: str = ""


def explain_failure(error: BaseException) -> Failure | None:
    """The failure in words, written to the error log on the way; None: a mistake of ours, which stays an error."""
    if isinstance(error, DatabaseError) and GARBLED in str(error):
        error = FrozenContentError("数据库里保存的文字", Damage.GARBLED)
    if isinstance(error, FrozenContentError):
        log_damage(error)
        return Failure(DIFFERS, "存件不一致，没有打开", str(error), error.name)
    if failure := find_failure(error):
        if is_first("storage", failure.name):
            logger.error("%s", failure, exc_info=error)
        return Failure(STATUS[failure], "没有完成", str(failure))
    return None
