"""Sends what waits in the outbox, for a server without a permanent worker: run it from cron. Safe beside workers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from reports.management.base import ReportCommand
from reports.release.jobs import mail_delivery
from reports.workflow.notices import daily


class Command(ReportCommand):
    help = "发送待发的邮件；加 --daily 时先写当天的截止提醒"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--daily", action="store_true", help="先写当天的截止提醒（重复运行不会重复提醒）")

    def handle(self, *_: Any, daily: bool, **__: Any) -> None:
        if daily:
            self.stdout.write(f"已提醒 {_remind_departments()} 份报告。")
        done = mail_delivery.deliver_mails(most=10_000)
        self.stdout.write(f"已处理 {done} 封邮件，还有 {mail_delivery.select_waiting_mails().count()} 封待发。")


def _remind_departments() -> int:
    return daily.tell_deadlines()
