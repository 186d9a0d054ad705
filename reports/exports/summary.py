"""汇总表: one row a department, its problems and suggestions, and what it was asked to change. Amounts in 万元."""

from __future__ import annotations

from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from departments.workbook import open_book
from reports.exports import limits
from reports.exports.rows import departments, problems, return_items
from reports.exports.sheets import Column, Sheet
from reports.models import Report

WHO = [Column("预算编码", 12), Column("单位", 30), Column("业务股室", 14), Column("年度", 7, "year")]
DEPARTMENTS = [
    *WHO,
    Column("状态", 10),
    Column("首次报送时间", 17, "moment"),
    Column("最近报送时间", 17, "moment"),
    Column("逾期", 12),
    Column("报送次数", 9, "count"),
    Column("支出合计\n年初预算", 14, "amount"),
    Column("支出合计\n调整预算", 14, "amount"),
    Column("支出合计\n决算", 14, "amount"),
    Column("执行率\n决算÷调整预算", 14, "share"),
    Column("“三公”经费\n预算", 14, "amount"),
    Column("“三公”经费\n决算", 14, "amount"),
    Column("审核通过时间", 17, "moment"),
]
PROBLEMS = [*WHO, Column("存在的问题", 60), Column("对应的改进建议", 60)]
ITEMS = [
    *WHO,
    Column("报送次数", 9, "count"),
    Column("位置", 40),
    Column("性质", 8),
    Column("意见", 60),
    Column("提出人", 10),
    Column("提出时间", 17, "moment"),
    Column("答复", 8),
    Column("答复内容", 60),
    Column("了结", 8),
]
NOTES = [
    "金额单位：万元。空格表示单位没有填；“不适用”“涉密”按单位所填列出；0 就是 0。",
    "填报中、待签发和已退回的报告，单位还可以修改，金额、问题和建议不列出。",
    "首次报送时间：第一次报送（未撤回）的时间；“逾期”按这一次判断，退回后再次报送不算逾期。",
    "执行率 = 支出合计决算 ÷ 支出合计调整预算，两数都填列才计算。",
]


def write(reports: QuerySet[Report, Any], target: IO[bytes]) -> None:
    """The workbook, written to `target`: a constant number of queries. Raises Refused."""
    limits.check(reports, limits.MOST_IN_SUMMARY)
    with open_book(target) as book:
        Sheet(book, "汇总表", DEPARTMENTS, still=2).fill(departments(reports, timezone.now()))
        Sheet(book, "问题和建议", PROBLEMS, still=2).fill(problems(reports))
        Sheet(book, "退回意见", ITEMS, still=2).fill(return_items(reports))
        Sheet(book, "说明", [Column("说明", 100)]).fill([[note] for note in NOTES])
