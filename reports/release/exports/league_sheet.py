"""排名表 as Excel: the rows of the page, all of them, this year beside the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO

from departments.workbook import open_book
from reports.models import Status
from reports.release.exports.sheets import Sheet, SheetColumn, Value
from reports.release.statistics.league import LeagueLine, Standing

FIGURES = (
    ("执行率", 10, "share"),
    ("核对问题\n（条）", 9, "count"),
    ("财政评分", 9, "amount"),
    ("逾期\n（天）", 8, "count"),
    ("报送次数", 9, "count"),
)
NOTES = (
    "执行率 = 支出合计决算数 ÷ 调整预算数；“必须修改”的核对结果指名这两个数的，写“数有误”，不排名。",
    "核对问题：最近一次报送时必须修改和须说明的条数。财政评分：审核通过时的结果。",
    "逾期：首次报送（未撤回）超过截止的天数；没有报送的算到导出之时，截止以前为空。",
    "填报中、退回修改中的报告，单位还在改，执行率、核对问题和评分为空。上年没有报告的，上年各栏为空。",
)


def write_league_workbook(lines: Iterable[LeagueLine], year: int, target: IO[bytes]) -> None:
    columns = [
        SheetColumn("名次", 6, "count"),
        SheetColumn("预算编码", 12),
        SheetColumn("单位", 30),
        SheetColumn("业务股室", 14),
        SheetColumn("状态", 10),
    ]
    columns += [SheetColumn(f"{each}\n{heading}", width, look) for heading, width, look in FIGURES for each in (year, year - 1)]
    with open_book(target) as book:
        Sheet(book, "排名表", columns, still=3).fill(_iter_rows(lines))
        Sheet(book, "说明", [SheetColumn("说明", 100)]).fill([[note] for note in NOTES])


def _iter_rows(lines: Iterable[LeagueLine]) -> Iterator[list[Value]]:
    for at, line in enumerate(lines, 1):
        both = zip(_list_figures(line.now), _list_figures(line.before), strict=True)
        yield [at, line.code, line.name, line.desk, str(Status(line.state).label), *(value for pair in both for value in pair)]


def _list_figures(of: Standing) -> list[Value]:
    rate: Value = "数有误" if of.is_rate_left_out else None if of.rate is None else Decimal(of.rate) / 100
    return [rate, of.findings, of.points, of.days_late, of.rounds or None]
