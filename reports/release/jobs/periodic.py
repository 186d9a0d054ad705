"""What is done from time to time, one row each. Each may be done by several workers at once, and again at any time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import Error

from departments import audit, throttling
from reports.filing import comparisons
from reports.release.jobs import mail_delivery, orphan_files, retention
from reports.workflow.notices import daily

MINUTE, HOUR = 60, 3600  # seconds

logger = logging.getLogger(__name__)


@dataclass
class Chore:
    key: str  # of the task in the queue
    name: str
    every: int  # seconds
    do: Callable[[], object]
    done: float = field(default=float("-inf"))  # by the clock that never goes back

    @property
    def cron(self) -> str:
        """For the queue; its sixth field is that of the seconds."""
        if self.every < MINUTE:
            return f"* * * * * */{self.every}"
        return f"*/{self.every // MINUTE} * * * *" if self.every < HOUR else f"0 */{self.every // HOUR} * * *"

    def do_if_due(self) -> None:
        """For the plain worker. One that goes wrong keeps nobody from the rest. Raises Error where the database is away."""
        now = time.monotonic()
        if now - self.done < self.every:
            return
        self.done = now
        try:
            self.do()
        except Error:
            raise
        except Exception:
            logger.exception("“%s”没有做成，%d 秒后再试", self.name, self.every)


def list_periodic_tasks() -> list[Chore]:
    return [
        Chore("remove_expired", "清理过期文件", HOUR, retention.remove_expired),
        Chore("sweep_orphan_files", "清理没有登记的文件", 6 * HOUR, orphan_files.sweep_orphan_files),
        Chore("forget_attempts", "清理登录记录", HOUR, throttling.forget_attempts),
        Chore("seal_audit", "封存审计日志", MINUTE, audit.seal_entries),
        Chore("deliver_mails", "发送邮件", 10, mail_delivery.deliver_mails),
        Chore("compare_districts", "比对各单位的文字", 10 * MINUTE, comparisons.compare_districts),
        Chore("tell_deadlines", "截止提醒", 10 * MINUTE, daily.tell_deadlines),
    ]
