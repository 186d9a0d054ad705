"""Counts anew what the queue shows of every report: findings, scores, amount. Once after the upgrade; safe at any time."""

from __future__ import annotations

from typing import Any

from reports.management.base import ReportCommand
from reports.models import Report
from reports.workflow.queue_facts import refresh_queue_facts


class Command(ReportCommand):
    help = "重新汇总审核队列里的核对问题、得分和金额；升级后运行一次，随时可以再运行"

    def handle(self, *_: Any, **__: Any) -> None:
        reports = Report.objects.select_related("cycle", "department").order_by("pk")
        for report in reports.iterator(chunk_size=500):
            refresh_queue_facts(report)
        held = Report.objects.exclude(turn="department")
        self.stdout.write(f"已汇总 {held.exclude(worst='').count()} 份在财政局的报告。")
        if left := held.filter(worst="").count():
            self.stdout.write(f"另有 {left} 份没有报送件，或与校验码不符，没有汇总，请逐份打开查看。")
