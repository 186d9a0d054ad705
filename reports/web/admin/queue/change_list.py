"""审核队列: the changelist of reports. Six queries in all: session, person, roles, choices, ids, rows; 未分配 and 到期 ask before them,
a column that was clicked between ids and rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import InvalidPage, Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils import timezone

from departments import roles
from departments.former_names import name_then
from departments.models import Role, User
from reports.models import DUE, Report, Status, Submission, obligation
from reports.release.statistics import add_first_filing
from reports.review import assignment_queries

CAP = 1_000  # finding more costs more than anybody reads


class QueueList(ChangeList):
    """The first CAP that the filters find, by their ids; only the rows that are shown get what a line shows."""

    asked_order: tuple[Any, ...] = ()  # of a column that was clicked

    def get_queryset(self, request: HttpRequest, exclude_parameters: list[str | None] | None = None) -> QuerySet[Report]:
        """In the order of waiting, whatever column was clicked: that order an index holds."""
        found = super().get_queryset(request, exclude_parameters)
        if self.params.get(ORDER_VAR):
            self.asked_order = tuple(map(_put_blanks_last, found.query.order_by))
        return found.order_by("since", "pk")

    def count_excused(self, request: HttpRequest) -> int:
        """免报 reports that the words and the other filters find, and this list leaves out; one query more, for who searches."""
        if not self.query or self.params.get("state") == "excused":
            return 0
        found = self.root_queryset.filter(obligation.match_excused())
        for spec in self.filter_specs:
            if spec.expected_parameters() != ["state"]:
                found = cast("QuerySet[Report]", spec.queryset(request, found))
        return int(self.model_admin.get_search_results(request, found, self.query)[0].order_by().distinct().count())

    def get_results(self, request: HttpRequest) -> None:
        self.excused_number = self.count_excused(request)
        self.excused_query = self.get_query_string({"state": "excused"}, ["p"])
        found = list(self.queryset.values_list("pk", flat=True)[: CAP + 1])
        self.is_capped, found = len(found) > CAP, found[:CAP]
        if self.asked_order:  # within what was found, one query more
            found = list(_add_due(Report.objects.filter(pk__in=found)).order_by(*self.asked_order).values_list("pk", flat=True))
        self.paginator = Paginator(found, self.list_per_page)
        self.result_count, self.full_result_count, self.show_full_result_count = len(found), None, False
        self.multi_page = len(found) > self.list_per_page
        self.can_show_all = len(found) <= self.list_max_show_all
        self.show_admin_actions = True
        order = self.asked_order or self.queryset.query.order_by
        self.result_list = select_queue_rows(Report.objects.filter(pk__in=self._shown(found))).order_by(*order)

    def _shown(self, found: list[int]) -> list[int]:
        if not self.multi_page or (self.show_all and self.can_show_all):
            return found
        try:
            return list(self.paginator.page(self.page_num).object_list)
        except InvalidPage as wrong:
            raise IncorrectLookupParameters from wrong


def _put_blanks_last(order: Any) -> Any:
    """What has no score is neither the best nor the worst. The databases differ in where they put it."""
    if isinstance(order, OrderBy):
        return OrderBy(order.expression, descending=order.descending, nulls_last=True)
    return OrderBy(F(order.removeprefix("-")), descending=order.startswith("-"), nulls_last=True)


def _add_due(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.annotate(due_then=DUE)


def select_queue_rows(reports: QuerySet[Report]) -> QuerySet[Report]:
    """With all that a line of the queue shows: the number of rounds, when it was first filed and whether that was late."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    annotated = add_first_filing(obligation.add_obligation(_add_due(reports))).annotate(rounds=Subquery(last.values("number")[:1]))
    owned = annotated.annotate(is_assigned=assignment_queries.ASSIGNED, is_nobodys=assignment_queries.select_unassigned())
    named = owned.annotate(former_name=name_then("department", "due_then"))
    return named.select_related("department__district", "desk", "cycle", "reviewer").defer("statements")


def count_days_waiting(report: Report) -> int | None:
    """Whole calendar days in Beijing time that the bureau has had the report; None when it is not its turn."""
    if not report.state.is_at_bureau:
        return None
    return (timezone.localdate() - timezone.localdate(report.since)).days


def is_late(report: Report) -> bool:
    """First filed after the deadline, or not filed although it has passed; as the 年度概览 counts."""
    filed_at: datetime | None = getattr(report, "filed_at", None)
    return bool(getattr(report, "filed_late", False)) if filed_at else report.is_overdue


def list_pending_states(user: User | AnonymousUser) -> frozenset[str]:
    """States in which a report waits for this person: in 待复审 it waits for a second reviewer, and no reviewer can do anything."""
    if isinstance(user, User) and not user.is_superuser and roles.get_roles(user).names.isdisjoint({Role.SECOND_REVIEWER, Role.MANAGER}):
        return assignment_queries.list_first_states()
    return Status.awaiting_review()


def name_queue_unit(report: Report) -> str:
    """Code and name, with the name under which the report was written where it was another."""
    former: str | None = getattr(report, "former_name", None)
    return f"{report.department}（原{former}）" if former else str(report.department)


def get_current_reviewer(report: Report) -> User | None:
    """To whom the report was given, while that person is a reviewer here."""
    return report.reviewer if getattr(report, "is_assigned", True) else None


def name_responsible(report: Report) -> str:
    """Who has the report: its reviewer, else its 股室; "" for nobody."""
    if getattr(report, "is_nobodys", False):
        return ""
    return str(get_current_reviewer(report) or report.desk or "全区县审核员")
