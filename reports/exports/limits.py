"""How much one file may hold while the person waits for it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from reports.models import Report

MOST_IN_SUMMARY = 3_000
MOST_PAPERS = 500


class Refused(Exception):
    """The selection cannot be exported; str() is the sentence for the person."""


def check(reports: QuerySet[Report, Any], most: int) -> None:
    number = reports.count()
    if not number:
        raise Refused("没有可导出的报告，请换一个年度或股室。")
    if number > most:
        raise Refused(f"所选报告有 {number:,} 份，一次最多导出 {most:,} 份，请按年度或股室筛选后分批导出。")
