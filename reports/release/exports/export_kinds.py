"""The files that can be made of a selection of reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db.models import QuerySet

from reports.models import Report
from reports.release.exports import circulars, csv_files, data_archive, letter_archive, paper_archive, selection, summary

Write = Callable[[QuerySet[Report, Any], IO[bytes], datetime | None], list[str]]
Prepare = Callable[[Report, datetime], None]


@dataclass(frozen=True)
class ExportKind:
    """`write` returns what it had to leave out; `prepare` is the long part, one report at a time, by any worker."""

    label: str  # of the button
    prefix: str  # of the file name
    ending: str
    write: Write
    most: int
    at_once: int
    prepare: Prepare | None = None
    is_prepared: Callable[[QuerySet[Report, Any], datetime], bool] | None = None

    def is_short(self, reports: QuerySet[Report, Any], number: int, moment: datetime) -> bool:
        """Whether the person may wait for it."""
        return number <= self.at_once and (self.is_prepared is None or self.is_prepared(reports, moment))


# By the name in addresses; none is called as a method of dict is: templates ask for KINDS.items.
KINDS: dict[str, ExportKind] = {
    "summary": ExportKind(
        "导出汇总表（Excel）",
        "汇总表",
        "xlsx",
        summary.write_summary_workbook,
        selection.MOST_IN_SUMMARY,
        selection.SUMMARY_AT_ONCE,
    ),
    "csv": ExportKind("导出汇总表（CSV）", "汇总表", "csv", csv_files.write_csv_file, selection.MOST_IN_SUMMARY, selection.SUMMARY_AT_ONCE),
    "data": ExportKind(
        "导出报告数据（JSON）", "报告数据", "zip", data_archive.write_data_archive, selection.MOST_DATA, selection.DATA_AT_ONCE
    ),
    "papers": ExportKind(
        "下载报告文本（PDF）",
        "报告文本",
        "zip",
        paper_archive.write_paper_archive,
        selection.MOST_PAPERS,
        selection.PAPERS_AT_ONCE,
        paper_archive.print_one,
        paper_archive.is_everything_printed,
    ),
    "return_items": ExportKind(
        "下载退回意见清单（Word）",
        "退回意见清单",
        "zip",
        letter_archive.write_item_letters,
        selection.MOST_LETTERS,
        selection.LETTERS_AT_ONCE,
    ),
    "opinions": ExportKind(
        "下载审核意见（Word）",
        "审核意见",
        "zip",
        letter_archive.write_opinion_letters,
        selection.MOST_LETTERS,
        selection.LETTERS_AT_ONCE,
    ),
    "circular": ExportKind(
        "下载通报（Word）", "通报", "zip", circulars.write_circulars, selection.MOST_IN_SUMMARY, selection.SUMMARY_AT_ONCE
    ),
}
