"""Points of a line or of a total in words, for every page that shows both scores side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.domain.scoring.working_text import format_number

ABSENT = "—"


@dataclass(frozen=True)
class PointsInWords:
    of: str  # 分值
    own: str  # 自评
    points: str  # 财政评分
    gap: str  # 财政评分 − 自评: +1, −2.5, 0


def describe_points(of: Decimal | None, own: Decimal | None, points: Decimal | None) -> PointsInWords:
    gap = None if own is None or points is None else points - own
    return PointsInWords(
        _format_points(of),
        _format_points(own),
        _format_points(points),
        ABSENT if gap is None else ("+" if gap > 0 else "") + format_number(gap),
    )


def _format_points(amount: Decimal | None) -> str:
    return ABSENT if amount is None else format_number(amount)
