"""Which submission of each report a file holds, how many of them at most, and what it is called.

The last one at the moment when the file was asked for: made again, by another worker or a day later, it is about the same submissions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from reports.models import Approval, Report, Submission

ORDER = ("department__code", "cycle__year", "pk")
NAMED = ("department__code", "department__name", "cycle__year")
MOST_IN_SUMMARY = 3_000
MOST_PAPERS = 500
MOST_DATA = 1_000
MOST_LETTERS = 500
# At once: about two seconds of work; more is made in the background.
SUMMARY_AT_ONCE = 200
PAPERS_AT_ONCE = 50  # all of them printed before
DATA_AT_ONCE = 100
LETTERS_AT_ONCE = 50
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST = 120  # letters; Chinese ones take three bytes of the 255 that a file system allows a name, less in a ZIP on Windows


class ExportRefused(Exception):
    """The selection cannot be exported; str() is the sentence for the person."""


def check_export_size(reports: QuerySet[Report, Any], most: int) -> int:
    """How many there are. Raises ExportRefused."""
    number = reports.count()
    if not number:
        raise ExportRefused("没有可导出的报告，请换一个年度或股室。")
    if number > most:
        raise ExportRefused(f"所选报告有 {number:,} 份，一次最多导出 {most:,} 份，请按年度或股室筛选后分批导出。")
    return number


def select_last_submissions(reports: QuerySet[Report, Any], moment: datetime) -> QuerySet[Any, Any]:
    """With `last` and `last_sent`, and `approved_at` of that submission; None: not sent, not approved by then."""
    sent = Submission.objects.filter(report=OuterRef("pk"), sent_at__lte=moment).order_by("-number")
    found = reports.annotate(last=Subquery(sent.values("pk")[:1]), last_sent=Subquery(sent.values("sent_at")[:1]))
    passed = Approval.objects.filter(submission=OuterRef("last"), at__lte=moment)
    return found.annotate(approved_at=Subquery(passed.values("at")[:1]))


def iter_named_reports(reports: QuerySet[Any, Any], *columns: str) -> Iterator[tuple[str, Any]]:
    """代码_单位_年度 and the asked columns of each report, in the order of codes; one query."""
    seen: Counter[str] = Counter()
    for code, unit, year, *values in reports.order_by(*ORDER).values_list(*NAMED, *columns).iterator(chunk_size=100):
        yield _make_unique_name(f"{code}_{unit}_{year}", seen), values


def _make_unique_name(name: str, seen: Counter[str]) -> str:
    """Districts may use the same code."""
    name = make_safe_name(name)
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}（{seen[name]}）"


def make_safe_name(text: str) -> str:
    """Without what a file system forbids; no leading dot, so nothing is hidden or climbs up."""
    return FORBIDDEN.sub("_", text).strip(" .")[:LONGEST] or "_"


def name_export_file(what: str, reports: QuerySet[Report, Any], ending: str) -> str:
    """汇总表_云水区_2024.xlsx; 多区县 and 2023-2024 where a selection goes beyond one."""
    found = set(reports.order_by().values_list("cycle__district__name", "cycle__year").distinct())
    districts, years = sorted({name for name, _ in found}), sorted({year for _, year in found})
    district = districts[0] if len(districts) == 1 else "多区县"
    span = "-".join(map(str, years if len(years) < 2 else (years[0], years[-1])))
    return f"{make_safe_name(f'{what}_{district}_{span}')}.{ending}"
