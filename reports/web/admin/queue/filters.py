"""Filters of the 审核队列. Each finds by an index of Report; who sees several 区县 chooses one before its 股室."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from departments import access, parse_number
from departments.models import Desk, District
from reports.models import Cycle, Report, Status, Turn, Worst, obligation
from reports.release.statistics import due
from reports.review import assignment_queries
from reports.web.admin.queue.change_list import list_pending_states
from reports.web.request_helpers import get_person

CHOICES = "_queue_choices"
DISTRICT = "district"
EXCUSED = "excused"


def load_filter_choices(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    """Each year with the id of its cycle, ids and names of the 股室, and of the 区县 where there are several: one query for all."""
    if not hasattr(request, CHOICES):
        setattr(request, CHOICES, _query_filter_choices(request))
    kept: dict[str, list[tuple[str, str]]] = getattr(request, CHOICES)
    return kept


def _query_filter_choices(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    held, text, chosen = access.get_access(request.user), CharField(max_length=50), _parse_address_number(request.GET.get(DISTRICT))
    here = Q(district=chosen) if chosen else Q()
    years = Cycle.objects.filter(held.within("district"), here).order_by().annotate(kind=Value("year"), value=Cast("year", text))
    parts = [years.values_list("kind", "value", Cast("pk", text))]
    if chosen or not _has_several_districts(held):
        parts.append(_select_named_choices(Desk.objects.filter(held.within("district"), here), "desk"))
    if _has_several_districts(held):
        parts.append(_select_named_choices(District.objects.filter(held.within("pk")), DISTRICT))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, value, label in parts[0].union(*parts[1:]):
        found[kind].append((value, label))
    return {"year": sorted(found["year"], reverse=True)} | {
        kind: sorted(found[kind], key=lambda each: each[1]) for kind in ("desk", DISTRICT)
    }


def _has_several_districts(held: access.Access) -> bool:
    return held.everything or len(held.sees) > 1


def _select_named_choices(rows: QuerySet[Any, Any], kind: str) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(kind), value=Cast("pk", CharField(max_length=50)))
    return named.values_list("kind", "value", "name")


class DistrictFilter(admin.SimpleListFilter):
    title = "区县"
    parameter_name = DISTRICT

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return load_filter_choices(request)[DISTRICT]

    def choices(self, changelist: Any) -> Any:
        """Another 区县 has other 股室."""
        for choice in super().choices(changelist):
            yield choice | {"query_string": _remove_desk_filter(choice["query_string"])}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return queryset.filter(district=number) if (number := _parse_address_number(self.value())) else queryset


class StateFilter(admin.SimpleListFilter):
    """Shows what waits for the bureau, unless asked for something else."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Status.choices, ("all", "全部（不含免报）"), (EXCUSED, "免报（不用办理）")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "待审核"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """What is 免报 stands in a list of its own, and in no other."""
        if self.value() == EXCUSED:
            return queryset.filter(obligation.match_excused())
        return self._filter_state(request, queryset).exclude(obligation.match_excused())

    def _filter_state(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "all":
                return queryset
            case str(status) if status in Status.values:
                return queryset.filter(status=status)
            case _:
                return queryset.filter(turn=Turn.BUREAU, status__in=list_pending_states(request.user))


class YearFilter(admin.SimpleListFilter):
    title = "年度"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(year, year) for year in dict.fromkeys(year for year, _ in load_filter_choices(request)["year"])]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """By the ids of the cycles, which an index holds."""
        if not _parse_address_number(self.value()):
            return queryset
        return queryset.filter(cycle__in=[int(cycle) for year, cycle in load_filter_choices(request)["year"] if year == self.value()])


class DeskFilter(admin.SimpleListFilter):
    title = "业务股室"
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        own = [("own", "本股室")] if access.get_access(request.user).desks else []
        return [*own, *load_filter_choices(request)["desk"], ("none", "没有股室")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "own":
                return queryset.filter(desk__in=access.get_access(request.user).desks)
            case "none":
                return queryset.filter(desk=None)
            case value:
                return queryset.filter(desk=number) if (number := _parse_address_number(value)) else queryset


class PersonFilter(admin.SimpleListFilter):
    """Whose turn it is among the reviewers."""

    title = "经办"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "我的"), ("others", "同事的"), ("none", "未分配")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "me":
                return queryset.filter(assignment_queries.select_mine(get_person(request)))
            case "others":
                return queryset.filter(assignment_queries.select_others(get_person(request)))
            case "none":
                return queryset.filter(
                    assignment_queries.select_uncovered(access.get_access(request.user)), assignment_queries.select_unassigned()
                )
            case _:
                return queryset


class DueFilter(admin.SimpleListFilter):
    title = "到期"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("today", "今天截止"), ("overdue", "逾期未报")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "today":
                return due.select_due_today(queryset, access.get_access(request.user), timezone.now())
            case "overdue":
                return due.select_overdue(queryset, access.get_access(request.user), timezone.now())
            case _:
                return queryset


class FindingsFilter(admin.SimpleListFilter):
    """By the gravest finding of the paper; 没有问题 can be handled first."""

    title = "核对问题"
    parameter_name = "worst"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(worst.value), str(worst.label)) for worst in Worst]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return queryset.filter(worst=self.value()) if self.value() in Worst.values else queryset


def _remove_desk_filter(address: str) -> str:
    asked = QueryDict(address.lstrip("?"), mutable=True)
    asked.pop("desk", None)
    return f"?{asked.urlencode()}"


def _parse_address_number(value: str | None) -> int:
    """An id as it stands in the address; 0 for anything else, so that a mistyped address shows everything."""
    return parse_number(value) or 0
