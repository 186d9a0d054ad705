"""Points of a line or of a total in words, for every page that shows both scores side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.domain.scoring.working_text import number

ABSENT = "—"


@dataclass(frozen=True)
class Said:
    of: str  # 分值
    own: str  # 自评
    points: str  # 财政评分
    gap: str  # 财政评分 − 自评: +1, −2.5, 0


def said(of: Decimal | None, own: Decimal | None, points: Decimal | None) -> Said:
    gap = None if own is None or points is None else points - own
    return Said(_number(of), _number(own), _number(points), ABSENT if gap is None else ("+" if gap > 0 else "") + number(gap))


def _number(amount: Decimal | None) -> str:
    return ABSENT if amount is None else number(amount)
