"""All background tasks, one row each: what makes a row ready, and which rows are open. Both engines do the same functions.

A task is "make this row ready if it is not": it may be run twice, by two workers at once, and after any death of a worker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from reports.release.jobs import exporting, paper_printing
from reports.release.jobs.attempts import TryAgain, select_due
from reports.workflow import paper_orders

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """`do` raises TryAgain where the row has to be tried again later."""

    name: str
    do: Callable[[int], None]
    select_open: Callable[[], QuerySet[Any]]
    priority: int = 0  # higher first


# In the order in which the one process takes them: papers, for which somebody looks at a page; then finished preparations, so that
# short jobs do not queue.
TASKS = (
    Task(paper_orders.PRINT, paper_printing.print_paper, paper_printing.select_open_orders, paper_orders.PRIORITY),
    Task(exporting.ASSEMBLE, exporting.assemble_job, exporting.select_prepared_jobs, 1),
    Task(exporting.PREPARE, exporting.prepare_part, exporting.select_unprepared_parts),
)


def run_next_task() -> bool:
    """Does the first open row that is due; False: there is none."""
    for task in TASKS:
        pk = select_due(task.select_open()).values_list("pk", flat=True).first()
        if pk is not None:
            run_task(task, pk)
            return True
    return False


def run_task(task: Task, pk: int) -> None:
    try:
        task.do(pk)
    except TryAgain as again:
        logger.info("%s %d：%s", task.name, pk, again)
