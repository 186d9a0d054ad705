"""A filter from one day to another, both included, in local time; either may be left open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

FIRST_YEAR, LAST_YEAR = 2000, 2100
UNREADABLE = "日期“{}”读不懂，没有按它筛选；请写成 2026-03-31 的样子（2000 年到 2100 年）。"
BACKWARDS = "结束日期早于开始日期，没有按日期筛选，请改正。"


class DateRangeFilter(admin.ListFilter):
    """Of the column `field`; its parameters are `since` and `until`."""

    title = "日期"
    template = "admin/date_range.html"
    field = "at"
    parameter_names = ("since", "until")

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.parameter_names:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return list(self.parameter_names)

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """One: the two days as they are typed, and what else the address asks for."""
        others = {name: values[-1] for name, values in changelist.filter_params.items() if name not in self.parameter_names}
        others |= {name: value for name, value in changelist.params.items() if name not in self.parameter_names}
        clear = changelist.get_query_string(remove=list(self.parameter_names))
        yield {"since": self._typed("since"), "until": self._typed("until"), "others": others, "clear": clear}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        since, until = (self._read_day(request, name) for name in self.parameter_names)
        if since and until and until < since:
            messages.warning(request, BACKWARDS)
            return queryset
        if since:
            queryset = queryset.filter(**{f"{self.field}__gte": _start_of(since)})
        if until:
            queryset = queryset.filter(**{f"{self.field}__lt": _start_of(until + timedelta(days=1))})
        return queryset

    def _typed(self, name: str) -> str:
        return str(self.used_parameters.get(name, "")).strip()

    def _read_day(self, request: HttpRequest, name: str) -> date | None:
        typed = self._typed(name)
        try:
            day = parse_date(typed)
        except ValueError:
            day = None
        if day and FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        if typed:
            messages.warning(request, UNREADABLE.format(typed[:20]))
        return None


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
