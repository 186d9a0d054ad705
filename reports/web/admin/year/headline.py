"""The top of the 年度概览: one sentence to be read aloud, and six numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from reports.web.admin.year.key_figures import YearFigures


@dataclass(frozen=True)
class Tile:
    label: str
    number: int
    beside: str = ""
    look: str = ""


@dataclass(frozen=True)
class YearSummary:
    sentence: str
    tiles: list[Tile]


def build_year_summary(figures: YearFigures) -> YearSummary:
    return YearSummary("".join(_describe_year(figures)), _build_summary_tiles(figures))


def _describe_year(figures: YearFigures) -> list[str]:
    total, today = figures.total, timezone.localdate(figures.now)
    if not total.expected:
        return [f"{figures.year}年度没有应报单位。"]
    found = [
        f"截至{today.month}月{today.day}日，应报 {total.expected} 个单位，"
        f"已报送 {total.sent} 个（{_format_rate(total.sent, total.expected)}）"
    ]
    found.append(f"{_compare_with_last_year(figures)}，审核通过 {total.approved} 个（{_format_rate(total.approved, total.expected)}）。")
    found.append(f"逾期未报 {total.overdue} 个。" if total.overdue else "")
    return found


def _format_rate(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%"


def _compare_with_last_year(figures: YearFigures) -> str:
    """Against the same day of last year's course; nothing where there was none."""
    day = figures.today
    if day is None or day.rate is None or day.last_rate is None:
        return ""
    points = round(day.rate - day.last_rate, 1)
    if not points:
        return "，与上年同期持平"
    return f"，比上年同期{'高' if points > 0 else '低'} {abs(points)} 个百分点"


def _build_summary_tiles(figures: YearFigures) -> list[Tile]:
    total, last = figures.total, figures.last_total

    def share(number: int) -> str:
        return _format_rate(number, total.expected) if total.expected else ""

    return [
        Tile("应报单位", total.expected, f"上年 {last.expected}" if last.expected else ""),
        Tile("已报送", total.sent, share(total.sent)),
        Tile("审核通过", total.approved, share(total.approved)),
        Tile("审核中", total.waiting, "含尚未开始审核的"),
        Tile("退回修改", total.returned, share(total.returned)),
        Tile("逾期未报", total.overdue, f"另有 {total.late} 个逾期报送" if total.late else "", "bad" if total.overdue else ""),
    ]
