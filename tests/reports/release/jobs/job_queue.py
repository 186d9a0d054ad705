"""procrastinate's tables, looked into and worked off in this process. On PostgreSQL only."""

import asyncio
from contextlib import suppress

from django.db import connection


def ask(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def empty_queue() -> None:
    for table in ("procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers"):
        ask(f"DELETE FROM {table}")


def list_queued(*statuses: str) -> list[str]:
    return [name for (name,) in ask("SELECT task_name FROM procrastinate_jobs WHERE status::text = ANY(%s) ORDER BY id", list(statuses))]


def work_until_idle(*first: str) -> None:
    """`first`: periodic tasks that are due now."""
    from procrastinate.exceptions import AlreadyEnqueued

    from reports.release.jobs import queue_worker

    async def run() -> None:
        app = queue_worker.build_app()
        async with app.open_async():
            for name in first:
                with suppress(AlreadyEnqueued):
                    await app.tasks[name].defer_async(timestamp=0)
            await app.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(run())


def silence_workers() -> None:
    """As if all of them had been silent for long enough to count as dead."""
    ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '40 seconds'")
