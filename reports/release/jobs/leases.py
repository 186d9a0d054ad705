"""Who works on what: a row is taken for some seconds, and whoever works on it says again and again that he still lives.

Works on any number of machines that share the database and a clock that is right to a few seconds.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from datetime import timedelta
from types import TracebackType
from typing import TypeVar

from django.db import Error, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.models.job import Leased

LEASE = timedelta(seconds=20)  # a killed worker's row is free again after that
BEAT = 5  # seconds between two renewals
PATIENCE = 600  # seconds; whoever works longer on one row hangs, and another tries
MOST_ATTEMPTS = 5
NEXT_FEW = 10  # rows looked at in one go, so that two workers find one each

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Leased)


def claim_row(candidates: QuerySet[Row]) -> Row | None:
    """Takes the first free row; None when there is none. Two who reach for the same row: one gets it.

    The UPDATE names the row and its lease alone, without a join: only so does PostgreSQL look at the row again
    when it had to wait for another's UPDATE.
    """
    now, token = timezone.now(), secrets.token_hex(16)
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = candidates.model._base_manager
    for pk in candidates.filter(free).values_list("pk", flat=True)[:NEXT_FEW]:
        if rows.filter(free, pk=pk).update(holder=token, lease_until=now + LEASE, attempts=F("attempts") + 1):
            return candidates.model._base_manager.filter(pk=pk, holder=token).first()
    return None


def renew_lease(row: Leased) -> bool:
    """False: the row is no longer ours; another has it, or it was cancelled."""
    return bool(_select_held_row(row).update(lease_until=timezone.now() + LEASE))


def leave_row(row: Leased, **changes: object) -> bool:
    """Writes the changes and lets go, if the row is still ours."""
    return bool(_select_held_row(row).update(**{"holder": "", "lease_until": None, **changes}))


def leave_for_later(row: Leased) -> None:
    """After a failure: free again after 2, 4, 8, 16 seconds."""
    leave_row(row, lease_until=timezone.now() + timedelta(seconds=2**row.attempts))


def _select_held_row(row: Leased) -> QuerySet[Leased]:
    held: QuerySet[Leased] = type(row)._base_manager.filter(pk=row.pk, holder=row.holder)
    return held


class Heartbeat:
    """Renews the lease while the block runs; `lost` says that it was taken away."""

    def __init__(self, row: Leased) -> None:
        self.row, self.lost = row, False
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end.set()
        self._thread.join()

    def _beat(self) -> None:
        give_up = time.monotonic() + PATIENCE
        try:
            while not (self._end.wait(BEAT) or self.lost):
                self.lost = time.monotonic() > give_up or not self._renewed()
        finally:
            connection.close()

    def _renewed(self) -> bool:
        """A database that is away for a moment takes nothing away."""
        try:
            return renew_lease(self.row)
        except Error as error:
            logger.warning("续期失败：%s", error)
            return True
