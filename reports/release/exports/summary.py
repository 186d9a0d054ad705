"""汇总表: one row a department, what was found, its problems and suggestions, and what it was asked to change."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from departments.workbook import open_book
from reports.models import Report
from reports.release.exports import selection
from reports.release.exports.columns import DEPARTMENTS, FIELDS, FINDINGS, ITEMS, NOTES, PROBLEMS
from reports.release.exports.fields_sheet import iter_field_rows
from reports.release.exports.findings_sheet import iter_finding_rows
from reports.release.exports.sheets import Sheet, SheetColumn
from reports.release.exports.summary_rows import iter_department_rows, iter_problem_rows, return_items
from reports.release.statistics import own_facts


def write_summary_workbook(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """The workbook, written to `target`: a constant number of queries. Raises Refused."""
    selection.check_export_size(reports, selection.MOST_IN_SUMMARY)
    with open_book(target) as book:
        Sheet(book, "汇总表", DEPARTMENTS, still=2).fill(iter_department_rows(reports, moment or timezone.now()))
        Sheet(book, "核对结果", FINDINGS, still=2).fill(iter_finding_rows(reports))
        Sheet(book, "问题和建议", PROBLEMS, still=2).fill(iter_problem_rows(reports))
        Sheet(book, "退回意见", ITEMS, still=2).fill(return_items(reports))
        outlines = own_facts.load_outlines(reports)
        Sheet(book, "单独栏目", FIELDS, still=2).fill(iter_field_rows(reports, outlines))
        own = own_facts.describe_own_facts(list(outlines.values()))
        Sheet(book, "说明", [SheetColumn("说明", 100)]).fill([[note] for note in (*NOTES, own) if note])
    return []
