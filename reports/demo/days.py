"""When the acts of the demonstration happened: so many days ago, at working hours, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

FIRST, APART, LEAST = time(9, 10), timedelta(minutes=40), timedelta(minutes=1)


def list_act_moments(ago: Sequence[int]) -> list[datetime]:
    """One for each number of days, which never grows; in the same order, and none after now."""
    now = timezone.now()
    return [min(_make_morning_moment(days) + number * APART, now - (len(ago) - number) * LEAST) for number, days in enumerate(ago)]


def _make_morning_moment(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days), FIRST))
