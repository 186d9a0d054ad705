"""Loads an invented district with people in every role and reports in every state. Safe to run again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from reports.demo import load
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "载入虚构的示范区县：各种角色的人员和各种状态的报告（可重复运行，不能用于正式环境）"

    def handle(self, *_: Any, **__: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("正式环境不能载入示范数据。")
        for account in load.load_demonstration():
            self.stdout.write(f"{account.role}\t{account.username}\t{account.password}\t{account.name}")
