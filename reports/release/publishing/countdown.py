"""二十日内公开: 预算法 art. 14 counts from the 批复 of the final accounts, in calendar days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reports.models import Cycle

DAYS = 20


@dataclass(frozen=True)
class Countdown:
    due: date
    left: int  # whole calendar days; negative when it has passed

    @property
    def is_over(self) -> bool:
        return self.left < 0

    @property
    def words(self) -> str:
        if self.is_over:
            return f"已超过 {-self.left} 天"
        return f"还剩 {self.left} 天" if self.left else "今天到期"


def count_days_left(cycle: Cycle, today: date) -> Countdown | None:
    """None while the 批复日期 is not known."""
    if cycle.approved_on is None:
        return None
    due = cycle.approved_on + timedelta(days=DAYS)
    return Countdown(due, (due - today).days)
