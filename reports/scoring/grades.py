"""等次 by cuts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reports.outlines import Grade


def grade(points: Decimal, cuts: Iterable[Grade]) -> str:
    """The best grade whose least number of points is reached; "" where there are no cuts."""
    reached = [cut for cut in cuts if points >= cut.least]
    return max(reached, key=lambda cut: cut.least).name if reached else ""
