"""The deadline in words, by the calendar of Beijing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from reports.domain import deadlines

BEIJING = ZoneInfo("Asia/Shanghai")
DUE = datetime(2025, 3, 31, 18, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "words", "look"),
    [
        (datetime(2025, 3, 19, 0, 30, tzinfo=BEIJING), "剩余 12 天", "green"),
        (datetime(2025, 3, 24, 23, 0, tzinfo=BEIJING), "剩余 7 天", "amber"),
        (datetime(2025, 3, 30, 16, 30, tzinfo=ZoneInfo("UTC")), "今日截止", "red"),
        (datetime(2025, 3, 31, 18, 1, tzinfo=BEIJING), "今日已过截止时间", "red"),
        (datetime(2025, 4, 2, 1, 0, tzinfo=BEIJING), "已逾期 2 天", "red"),
    ],
)
def test_days_are_counted_by_the_calendar(now, words, look):
    deadline = deadlines.describe_deadline(DUE, now)
    assert (deadline.words, deadline.look) == (words, look)
