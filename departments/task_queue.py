"""Asking for a background task, by its name and the id of the row that it is about.

On PostgreSQL procrastinate keeps what was asked for, in the transaction of whoever asks: rolled back with it, there once it
holds. On SQLite nothing is kept beside the row itself: the one worker process looks for open rows, in order (docs/adr/0025).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps

APP = "procrastinate.contrib.django"


def has_queue() -> bool:
    """Whether procrastinate is installed: where DATABASE_URL is PostgreSQL."""
    return apps.is_installed(APP)


def enqueue_task(name: str, pks: Collection[int], *, priority: int = 0) -> None:
    """One task for each row; a higher priority is taken first."""
    if not pks or not has_queue():
        return
    from procrastinate.contrib.django import app

    asked: list[dict[str, Any]] = [{"pk": pk} for pk in pks]
    app.configure_task(name, priority=priority).batch_defer(*asked)
