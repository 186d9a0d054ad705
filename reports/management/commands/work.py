"""The worker beside the server: makes what people asked for in the background."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports.management.base import ReportCommand
from reports.release.jobs import worker


class Command(ReportCommand):
    help = "运行后台进程：生成导出文件，发送邮件，每天提醒截止时间，封存审计日志。按 Ctrl+C 或发送 SIGTERM 停止，做到一半的下次接着做"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现有的就退出")
        parser.add_argument("--processes", type=int, default=1, metavar="N", help="并行的进程数，默认 1，不超过处理器个数")
        parser.add_argument("--nice", type=int, default=10, metavar="N", help="让路的程度，0 到 19，默认 10：打开网页的人优先")
        parser.add_argument("--with-parent", action="store_true", help="启动它的程序结束时，一起结束")

    def handle(self, *_: Any, once: bool, processes: int, nice: int, with_parent: bool, **__: Any) -> None:
        if processes < 1:
            raise CommandError("进程数至少为 1。")
        if processes > 1:
            worker.keep_workers(self._alone(nice, once=once), processes, once=once)
            return
        parent = os.getppid() if with_parent else None
        os.nice(nice)
        alone = worker.Worker(parent)
        alone.listen()
        alone.run(once=once)

    def _alone(self, nice: int, *, once: bool) -> list[str]:
        """The command of one of several processes."""
        return [sys.executable, sys.argv[0], "work", "--with-parent", f"--nice={nice}", *(["--once"] if once else [])]
