"""The plain worker: one process that takes open rows in order. SQLite's only one; `work --once` everywhere."""

from __future__ import annotations

import logging
import os
import signal
from threading import Event
from types import FrameType

from django.db import Error, close_old_connections, connection

from reports.release.jobs import tasks
from reports.release.jobs.periodic import list_periodic_tasks

PAUSE = 1.0  # seconds without work until the next look

logger = logging.getLogger(__name__)


class Worker:
    """Works until told to stop by SIGTERM or Ctrl+C, or until `parent`, a process id, is no longer the parent."""

    def __init__(self, parent: int | None = None) -> None:
        self.parent, self.end = parent, Event()
        self.chores = list_periodic_tasks()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        self.end.set()

    def listen(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)

    def run(self, *, once: bool = False) -> None:
        """`once`: until nothing is left to do."""
        logger.info("后台进程 %d 开始工作", os.getpid())
        while not self.is_over():
            worked = self._one_piece()
            if once and not worked:
                break
            if not worked:
                close_old_connections()
                self.end.wait(PAUSE)
        logger.info("后台进程 %d 已停止", os.getpid())

    def is_over(self) -> bool:
        return self.end.is_set() or (self.parent is not None and os.getppid() != self.parent)

    def _one_piece(self) -> bool:
        """A database that is away is waited for."""
        try:
            for chore in self.chores:
                chore.do_if_due()
            return tasks.run_next_task()
        except Error as error:
            logger.warning("数据库暂时不可用，稍后再试：%s", error)
            connection.close()
            return False
