"""How much one file may hold, and how much is made while the person waits."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from reports.models import Report

MOST_IN_SUMMARY = 3_000
MOST_PAPERS = 500
MOST_DATA = 1_000
# At once: about two seconds of work; more is made in the background.
SUMMARY_AT_ONCE = 200
PAPERS_AT_ONCE = 50  # all of them printed before
DATA_AT_ONCE = 100


class ExportRefused(Exception):
    """The selection cannot be exported; str() is the sentence for the person."""


def check_export_size(reports: QuerySet[Report, Any], most: int) -> int:
    """How many there are. Raises Refused."""
    number = reports.count()
    if not number:
        raise ExportRefused("没有可导出的报告，请换一个年度或股室。")
    if number > most:
        raise ExportRefused(f"所选报告有 {number:,} 份，一次最多导出 {most:,} 份，请按年度或股室筛选后分批导出。")
    return number
