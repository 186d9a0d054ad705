"""Which submission of each report a file holds, and under which name: the last one at the moment when the file was asked for.

A file made again, by another worker or a day later, is about the same submissions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from reports.models import Approval, Report, Submission
from reports.release.exports import file_naming

ORDER = ("department__code", "cycle__year", "pk")
NAMED = ("department__code", "department__name", "cycle__year")


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
    name = file_naming.make_safe_name(name)
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}（{seen[name]}）"
