"""The workflow's clock: when an act happens. The 审计日志 does not ask it, and always keeps the true time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("moment", default=None)


def get_act_time() -> datetime:
    return _set.get() or timezone.now()


@contextmanager
def set_act_time(moment: datetime) -> Iterator[None]:
    """What is done within happens at that moment. For demonstration data and tests alone, never for a request."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
