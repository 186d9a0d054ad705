"""到期: who is due today and who is late, by the own deadline of each department."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from reports.models import DUE, Cycle, Report
from reports.statistics.scope import AT_DEPARTMENT, expected, filed


def today(reports: QuerySet[Report, Any], now: datetime) -> QuerySet[Report, Any]:
    """Whose deadline is still ahead today."""
    return _theirs(reports).filter(Q(due_then__gte=now, due_then__lt=_midnight(now)))


def overdue(reports: QuerySet[Report, Any], now: datetime) -> QuerySet[Report, Any]:
    """Never sent although the deadline has passed; of the cycle that runs."""
    later = Cycle.objects.filter(district=OuterRef("cycle__district"), year__gt=OuterRef("cycle__year"), opens__lte=now)
    return _theirs(reports).filter(~Q(Exists(later)), Q(filed_at=None, due_then__lt=now))


def _theirs(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Reports that the department still has to send, with `filed_at` and `due_then`."""
    return expected(filed(reports.filter(status__in=AT_DEPARTMENT)).annotate(due_then=DUE))


def _midnight(now: datetime) -> datetime:
    """When today ends in Beijing."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time()))


class DueFilter(admin.SimpleListFilter):
    title = "到期"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("today", "今天截止"), ("overdue", "逾期未报")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "today":
                return today(queryset, timezone.now())
            case "overdue":
                return overdue(queryset, timezone.now())
            case _:
                return queryset
