"""Dates as people write them, as a span of days: 2024年底前, 12月31日, 第四季度, 11月上旬, 2024.12.31."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

YEAR = r"(?:(?P<year>20\d\d)\s*年?度?\s*)?"
PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}
WRITTEN = (
    re.compile(r"(?P<year>20\d\d)\s*[-./年]\s*(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*[日号]?"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(YEAR + r"(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?"),
    re.compile(YEAR + r"(?:\d{1,2}月?\s*[-~至到—–]\s*)?(?<!\d)(?P<month>\d{1,2})\s*月份?(?P<part>上旬|中旬|下旬|初|中|底|末)?"),
    re.compile(YEAR + r"Q(?P<quarter>[1-4])(?!\d)", re.IGNORECASE),
    re.compile(YEAR + r"第?(?<!\d)(?P<quarter>[1-4])\s*季度"),
    re.compile(r"(?:(?P<year>20\d\d)\s*年?)?(?P<half>上半年|下半年)"),
    re.compile(r"(?P<year>20\d\d)\s*年(?P<whole>底|末|终|内|度内|度)?"),
    re.compile(r"(?P<whole>年底|年末|年终|年内|本年度|当年|本年)"),
)
SHORT = (  # a date only where one is asked for, else a number
    re.compile(r"^(?P<year>20\d\d)[-./](?P<month>\d{1,2})$"),
    re.compile(r"^(?P<month>\d{1,2})[-./](?P<day>\d{1,2})$"),
)


@dataclass(frozen=True)
class Span:
    """From the first to the last day that is meant. `has_year`: the year was written, not taken from the report."""

    first: date
    last: date
    has_year: bool


def find_spans(text: str, year: int, *, short: bool = False) -> tuple[list[Span], str]:
    """The dates of the text in the order of their forms, and the text without them."""
    found, rest = [], text
    for expression in (*WRITTEN, *(SHORT if short else ())):
        match = expression.search(rest)
        while match:
            span = _build_span(match.groupdict(), year)
            if span is None:
                break
            found.append((text.find(match.group()), span))
            rest = rest[: match.start()] + "　" + rest[match.end() :]
            match = expression.search(rest)
    return [span for _, span in sorted(found, key=lambda one: one[0])], rest.replace("　", "")


def _build_span(parts: dict[str, str | None], year: int) -> Span | None:
    """None for a day or month that there is not."""
    of = int(parts.get("year") or year or date.min.year)
    try:
        first, last = next(build(of, parts) for name, build in BUILDERS if parts.get(name))
    except (ValueError, StopIteration):
        return None
    return Span(first, last, bool(parts.get("year")))


Days = tuple[date, date]


def _of_day(year: int, parts: dict[str, str | None]) -> Days:
    day = date(year, int(parts["month"] or 0), int(parts["day"] or 0))
    return day, day


def _of_month(year: int, parts: dict[str, str | None]) -> Days:
    month = int(parts["month"] or 0)
    first, last = PARTS.get(parts.get("part") or "", (1, 31))
    return date(year, month, first), date(year, month, min(last, calendar.monthrange(year, month)[1]))


def _of_quarter(year: int, parts: dict[str, str | None]) -> Days:
    month = 3 * int(parts["quarter"] or 0)
    return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])


def _of_half(year: int, parts: dict[str, str | None]) -> Days:
    return (date(year, 1, 1), date(year, 6, 30)) if parts["half"] == "上半年" else (date(year, 7, 1), date(year, 12, 31))


def _of_year(year: int, parts: dict[str, str | None]) -> Days:
    return date(year, 12 if (parts.get("whole") or "").strip("年度") in ("底", "末", "终") else 1, 1), date(year, 12, 31)


Builder = Callable[[int, dict[str, str | None]], Days]
BUILDERS: tuple[tuple[str, Builder], ...] = (
    ("day", _of_day),
    ("month", _of_month),
    ("quarter", _of_quarter),
    ("half", _of_half),
    ("whole", _of_year),
    ("year", _of_year),
)


def join_spans(spans: list[Span]) -> Span:
    """From the first to the last: 3月至12月."""
    return Span(min(one.first for one in spans), max(one.last for one in spans), any(one.has_year for one in spans))
