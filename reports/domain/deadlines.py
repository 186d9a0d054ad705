"""The deadline in words. All days are those of Beijing, whatever the server's clock says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

SOON = 7  # days


@dataclass(frozen=True)
class Deadline:
    due: datetime
    words: str  # 剩余 12 天
    look: str  # colour: green, amber, red
    reason: str = ""  # why this department was given more time; "" where it was not


def describe_deadline(due: datetime, now: datetime | None = None, reason: str = "") -> Deadline:
    """What to tell a person who still has to send the report."""
    now = now or timezone.now()
    days = (timezone.localdate(due) - timezone.localdate(now)).days
    if now > due:
        return Deadline(due, f"已逾期 {-days} 天" if days else "今日已过截止时间", "red", reason)
    if not days:
        return Deadline(due, "今日截止", "red", reason)
    return Deadline(due, f"剩余 {days} 天", "amber" if days <= SOON else "green", reason)
