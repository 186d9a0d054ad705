"""封存审计日志: chains what was written since the last time. Run by the worker; safe to run at any time."""

from __future__ import annotations

from typing import Any

from departments import audit
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "封存审计日志：把新写入的记录逐条接入各区县的校验链"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已封存 {audit.seal_entries()} 条审计日志。")
