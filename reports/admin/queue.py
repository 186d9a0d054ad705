"""审核队列: the changelist of reports. Six queries in all: session, person, roles, choices, ids, rows; 未分配 and 到期 ask before them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import InvalidPage, Paginator
from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from departments import access, roles
from departments.models import Desk, Role, User
from departments.renaming import name_then
from reports.models import DUE, Cycle, Report, Status, Submission, Turn
from reports.statistics.scope import filed
from reports.workflow import desks

SENT = Status.awaiting_review()
CAP = 1_000  # finding more costs more than anybody reads
CHOICES = "_queue_choices"


class QueueList(ChangeList):
    """The first CAP that the filters find, by their ids; only the rows that are shown get what a line shows."""

    def get_results(self, request: HttpRequest) -> None:
        found = list(self.queryset.values_list("pk", flat=True)[:CAP])
        self.paginator = Paginator(found, self.list_per_page)
        self.result_count, self.full_result_count, self.show_full_result_count = len(found), None, False
        self.is_capped = len(found) == CAP
        self.multi_page = len(found) > self.list_per_page
        self.can_show_all = len(found) <= self.list_max_show_all
        self.show_admin_actions = True
        self.result_list = listed(Report.objects.filter(pk__in=self._shown(found))).order_by(*self.queryset.query.order_by)

    def _shown(self, found: list[int]) -> list[int]:
        if not self.multi_page or (self.show_all and self.can_show_all):
            return found
        try:
            return list(self.paginator.page(self.page_num).object_list)
        except InvalidPage as wrong:
            raise IncorrectLookupParameters from wrong


def listed(reports: QuerySet[Report]) -> QuerySet[Report]:
    """With all that a line of the queue shows: the number of rounds, when it was first filed and whether that was late."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    annotated = filed(reports).annotate(due_then=DUE, rounds=Subquery(last.values("number")[:1]))
    owned = annotated.annotate(is_assigned=desks.ASSIGNED, is_nobodys=desks.nobodys())
    named = owned.annotate(former_name=name_then("department", "due_then"))
    return named.select_related("department__district", "desk", "cycle", "reviewer").defer("statements")


def days_waiting(report: Report) -> int | None:
    """Whole calendar days in Beijing time that the bureau has had the report; None when it is not its turn."""
    if report.status not in SENT:
        return None
    return (timezone.localdate() - timezone.localdate(report.since)).days


def is_late(report: Report) -> bool:
    """First filed after the deadline, or not filed although it has passed; as the 年度概览 counts."""
    filed_at: datetime | None = getattr(report, "filed_at", None)
    return bool(getattr(report, "filed_late", False)) if filed_at else report.is_overdue


def pending(user: User | AnonymousUser) -> frozenset[str]:
    """States in which a report waits for this person: in 待复审 it waits for a second reviewer, and no reviewer can do anything."""
    if isinstance(user, User) and roles.of(user).names.isdisjoint({Role.SECOND_REVIEWER, Role.MANAGER}):
        return SENT - {Status.SECOND_REVIEW}
    return SENT


def unit(report: Report) -> str:
    """Code and name, with the name under which the report was written where it was another."""
    former: str | None = getattr(report, "former_name", None)
    return f"{report.department}（原{former}）" if former else str(report.department)


def reviewer(report: Report) -> User | None:
    """To whom the report was given, while that person is a reviewer here."""
    return report.reviewer if getattr(report, "is_assigned", True) else None


def person(report: Report) -> str:
    """Who has the report: its reviewer, else its 股室; "" for nobody."""
    if getattr(report, "is_nobodys", False):
        return ""
    return str(reviewer(report) or report.desk or "全区县审核员")


def overview(request: HttpRequest) -> dict[str, Any]:
    """For the first page: how many reports of the own districts stand in each state, with the address of that list."""
    held = access.of(request.user)
    if not held.sees and not held.everything:
        return {}
    rows = Report.objects.filter(held.within("department__district")).order_by().values("status").annotate(number=Count("pk"))
    found = {row["status"]: row["number"] for row in rows}
    queue = reverse("admin:reports_report_changelist")
    counts = [{"label": status.label, "number": found.get(status, 0), "url": f"{queue}?state={status}"} for status in Status]
    return {"counts": counts, "pending": sum(found.get(status, 0) for status in pending(request.user))}


def choices(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    """Of the own districts each year with the id of its cycle, and each desk's id with its name: one query for both filters."""
    if not hasattr(request, CHOICES):
        setattr(request, CHOICES, _choices(access.of(request.user)))
    kept: dict[str, list[tuple[str, str]]] = getattr(request, CHOICES)
    return kept


def _choices(held: access.Access) -> dict[str, list[tuple[str, str]]]:
    text = CharField(max_length=50)
    years = Cycle.objects.filter(held.within("district")).order_by().annotate(kind=Value("year"), value=Cast("year", text))
    desks = Desk.objects.filter(held.within("district")).order_by().annotate(kind=Value("desk"), value=Cast("pk", text))
    rows = years.values_list("kind", "value", Cast("pk", text)).union(desks.values_list("kind", "value", "name"))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, value, label in rows:
        found[kind].append((value, label))
    return {"year": sorted(found["year"], reverse=True), "desk": sorted(found["desk"], key=lambda choice: choice[1])}


class StateFilter(admin.SimpleListFilter):
    """Shows what waits for the bureau, unless asked for something else."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Status.choices, ("all", "全部")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "待审核"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "all":
                return queryset
            case str(status) if status in Status.values:
                return queryset.filter(status=status)
            case _:
                return queryset.filter(turn=Turn.BUREAU, status__in=pending(request.user))


class YearFilter(admin.SimpleListFilter):
    title = "年度"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(year, year) for year in dict.fromkeys(year for year, _ in choices(request)["year"])]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """By the ids of the cycles, which an index holds."""
        if not _number(self.value()):
            return queryset
        return queryset.filter(cycle__in=[int(cycle) for year, cycle in choices(request)["year"] if year == self.value()])


class DeskFilter(admin.SimpleListFilter):
    title = "业务股室"
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        own = [("own", "本股室")] if access.of(request.user).desks else []
        return [*own, *choices(request)["desk"], ("none", "没有股室")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "own":
                return queryset.filter(desk__in=access.of(request.user).desks)
            case "none":
                return queryset.filter(desk=None)
            case value:
                return queryset.filter(desk=number) if (number := _number(value)) else queryset


class PersonFilter(admin.SimpleListFilter):
    """Whose turn it is among the reviewers."""

    title = "经办"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "我的"), ("others", "同事的"), ("none", "未分配")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        mine = desks.mine(request.user) if isinstance(request.user, User) else Q(pk__in=[])
        match self.value():
            case "me":
                return queryset.filter(mine)
            case "others":
                return queryset.exclude(mine).exclude(desks.nobodys())
            case "none":
                return queryset.filter(desks.uncovered(access.of(request.user)), desks.nobodys())
            case _:
                return queryset


def _number(value: str | None) -> int:
    """An id as it stands in the address; 0 for anything else, so that a mistyped address shows everything."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0
