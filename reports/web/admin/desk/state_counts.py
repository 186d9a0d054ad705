"""各状态的报告: how many of the own districts stand in each state, year by year; no number adds up two years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from departments import access
from reports.models import Report, Status
from reports.web.admin.queue.change_list import list_pending_states


@dataclass(frozen=True)
class StateCount:
    label: str
    number: int
    url: str


@dataclass(frozen=True)
class YearCounts:
    year: int
    pending: StateCount
    counts: list[StateCount]


def count_by_state(request: HttpRequest) -> list[YearCounts]:
    """The latest year first; one query. Nothing for who has no role at a 财政局."""
    held = access.get_access(request.user)
    if not held.sees and not held.everything:
        return []
    reports = Report.objects.expected().filter(held.within("department__district")).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for year, status, number in reports.values_list("cycle__year", "status").annotate(number=Count("pk")):
        found[year][status] = number
    pending = list_pending_states(request.user)
    return [
        _build_year_counts(year, found[year], sum(found[year].get(each, 0) for each in pending)) for year in sorted(found, reverse=True)
    ]


def _build_year_counts(year: int, found: dict[str, int], pending: int) -> YearCounts:
    queue = reverse("admin:reports_report_changelist")
    counts = [StateCount(str(status.label), found.get(status, 0), f"{queue}?state={status}&year={year}") for status in Status]
    return YearCounts(year, StateCount("待审核", pending, f"{queue}?year={year}"), counts)
