"""工作日: Monday to Friday, but for the holidays and the worked weekends of the State Council's yearly notice.

One file a year in holidays/, or in a folder of PERFEVAL_HOLIDAYS, which goes first. A year without a readable file has
Monday to Friday.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

OWN = Path(__file__).parent / "holidays"
DAY = timedelta(days=1)
SATURDAY = 5

logger = logging.getLogger(__name__)


class BadFile(Exception):
    """The sentence says what is wrong with a file of holidays."""


@dataclass(frozen=True)
class Year:
    """Days off (a weekend among them or not) and worked weekends of one year."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()


def is_workday(day: date) -> bool:
    year = _load_year(day.year) or Year()
    return day in year.work or (day.weekday() < SATURDAY and day not in year.off)


def workdays_until(day: date, due: date) -> int:
    """Working days after `day` up to `due`, both in Beijing; 0 on the last working day before it, and afterwards."""
    return sum(is_workday(day + DAY * number) for number in range(1, (due - day).days + 1))


def list_unknown(years: Iterable[int]) -> list[int]:
    """The years without a readable file: their working days are Monday to Friday."""
    return sorted({year for year in years if _load_year(year) is None})


def _load_year(number: int) -> Year | None:
    return _read_year(number, tuple(settings.PERFEVAL_HOLIDAYS))


@cache
def _read_year(number: int, folders: tuple[Path, ...]) -> Year | None:
    """Read once per process, and complained about once."""
    file = next((path for folder in (*folders, OWN) if (path := folder / f"{number}.toml").is_file()), None)
    if file is None:
        logger.warning("没有 %d 年的节假日安排（%d.toml），工作日按周一至周五计算", number, number)
        return None
    try:
        return load_years(file)
    except BadFile as mistake:
        logger.error("%s，%d 年的工作日按周一至周五计算", mistake, number)
        return None


def load_years(file: Path) -> Year:
    """Raises BadFile."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        off = frozenset(day for span in data["off"] for day in _list_days(span["from"], span["to"]))
        found = Year(off, frozenset(data["work"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(f"节假日文件 {file} 不能读取（{error}）") from error
    _check_days(found, file)
    return found


def _list_days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _check_days(found: Year, file: Path) -> None:
    for day in (*found.off, *found.work):
        if f"{day.year}" != file.stem:
            raise BadFile(f"节假日文件 {file} 里的 {day} 不是当年的日期")
    if wrong := [day for day in found.work if day.weekday() < SATURDAY or day in found.off]:
        raise BadFile(f"节假日文件 {file} 里的 {min(wrong)} 不是周末，或者既放假又上班")
