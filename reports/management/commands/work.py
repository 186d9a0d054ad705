"""The worker beside the server: on PostgreSQL any number of them by procrastinate, on SQLite one plain process."""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import Any

from django.core.management.base import CommandError, CommandParser

from departments.task_queue import has_queue
from reports.management.base import ReportCommand
from reports.release.jobs import process_keeper, worker, worker_presence

ONE_ON_SQLITE = "用 SQLite 时只能运行一个后台进程，现在运行一个；要几个并行，请改用 PostgreSQL。"
RUNNING = "已经有一个后台进程在运行。用 SQLite 时只能运行一个。"


class Command(ReportCommand):
    logs = True
    help = "运行后台进程：生成报告文本和导出文件，发送邮件，提醒截止时间，封存审计日志。按 Ctrl+C 或发送 SIGTERM 停止，没做完的下次接着做"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现有的就退出")
        parser.add_argument("--processes", type=int, default=1, metavar="N", help="并行的进程数，默认 1，不超过处理器个数；SQLite 只能是 1")
        parser.add_argument("--nice", type=int, default=10, metavar="N", help="让路的程度，0 到 19，默认 10：打开网页的人优先")
        parser.add_argument("--with-parent", action="store_true", help="启动它的程序结束时，一起结束")

    def handle(self, *_: Any, once: bool, processes: int, nice: int, with_parent: bool, **__: Any) -> None:
        if processes < 1:
            raise CommandError("进程数至少为 1。")
        if processes > 1 and not has_queue():
            self.stderr.write(ONE_ON_SQLITE)
        elif processes > 1 and not once:
            process_keeper.keep_workers(self._alone(nice), processes)
            return
        os.nice(nice)
        self._work(os.getppid() if with_parent else None, once=once)

    def _work(self, parent: int | None, *, once: bool) -> None:
        if has_queue() and once:
            self._run_plainly(parent, once=True)
            self._import_queue_worker().remove_idle_jobs()
        elif has_queue():
            self._import_queue_worker().run_queue_worker(parent)
        else:
            try:
                with worker_presence.hold_lock():
                    self._run_plainly(parent, once=once)
            except worker_presence.AlreadyRunning as error:
                raise CommandError(RUNNING) from error

    def _import_queue_worker(self) -> ModuleType:
        """Late: procrastinate's models are there on PostgreSQL only."""
        return importlib.import_module("reports.release.jobs.queue_worker")

    def _run_plainly(self, parent: int | None, *, once: bool) -> None:
        alone = worker.Worker(parent)
        alone.listen()
        alone.run(once=once)

    def _alone(self, nice: int) -> list[str]:
        """The command of one of several processes."""
        return [sys.executable, sys.argv[0], "work", "--with-parent", f"--nice={nice}"]
