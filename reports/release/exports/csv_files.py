"""汇总表 as CSV for other programs: one row a department, UTF-8 with a mark so that Excel reads it as such."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from reports.models import Report
from reports.release.exports import selection
from reports.release.exports.columns import DEPARTMENTS
from reports.release.exports.sheets import Value
from reports.release.exports.summary_rows import iter_department_rows

# What a spreadsheet takes for a formula, also in full width; a tab or a break at the front would hide one.
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
PLACES = Decimal("0.000001")


def write_csv_file(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """Rows as they come out of one query. Raises Refused."""
    selection.check_export_size(reports, selection.MOST_IN_SUMMARY)
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    rows = csv.writer(text)
    rows.writerow(column.heading.replace("\n", "") for column in DEPARTMENTS)
    rows.writerows([format_csv_cell(value) for value in row] for row in iter_department_rows(reports, moment or timezone.now()))
    text.flush()
    text.detach()  # leaves `target` open
    return []


def format_csv_cell(value: Value) -> str:
    """Numbers plain, moments in Beijing time; text that looks like a formula gets an apostrophe in front."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.quantize(PLACES).normalize():f}"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case str() if value.lstrip(" \u3000").startswith(DANGEROUS):
            return f"'{value}"
        case _:
            return str(value)
