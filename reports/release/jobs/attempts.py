"""How often a row is tried, and when again. What is tried is safe to repeat, so a worker that dies needs no more than another try."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.models.job import Attempted

MOST_ATTEMPTS = 5
WORN_OUT = f"试了 {MOST_ATTEMPTS} 次都没有成功，请稍后重试；仍不成功请联系技术管理员。"

Row = TypeVar("Row", bound=Attempted)


class TryAgain(Exception):
    """The row was not done and says when it is to be tried again."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__(f"again at {at:%H:%M:%S}")


def select_due(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Without those that wait for their next try."""
    return rows.filter(Q(not_before=None) | Q(not_before__lte=timezone.now()))


def begin_attempt(row: Attempted, *, apart: timedelta | None = None) -> bool:
    """Counts the try; False where somebody else began one meanwhile. `apart`: nobody else begins for so long."""
    again = None if apart is None else timezone.now() + apart
    begun = type(row)._base_manager.filter(pk=row.pk, attempts=row.attempts).update(attempts=F("attempts") + 1, not_before=again)
    row.attempts += begun
    return bool(begun)


def postpone(row: Attempted) -> TryAgain:
    """After a failure: again after 2, 4, 8, 16 seconds."""
    at = timezone.now() + timedelta(seconds=2**row.attempts)
    type(row)._base_manager.filter(pk=row.pk).update(not_before=at)
    return TryAgain(at)
