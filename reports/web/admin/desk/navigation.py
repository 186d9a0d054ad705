"""The first page of the 财政局, and the way from one report to the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from departments import access
from departments.models import User
from reports.models import Report
from reports.review import assignment_queries
from reports.web.admin.desk import background, state_counts, unassigned, unstaffed
from reports.web.admin.desk.waiting_reports import ReviewerDesk
from reports.web.request_helpers import get_person

MOST = 1_000  # nobody has more before them


def build_desk_overview(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows; nothing for who has no role at a 财政局."""
    held = access.get_access(request.user)
    if not held.sees and not held.everything:
        return {}
    desk = ReviewerDesk(request.user, timezone.now())
    return {
        "years": state_counts.count_by_state(request),
        "desk": desk,
        "gaps": [*unassigned.find_unassigned(held), *unstaffed.find_unstaffed(held)],
        "troubles": background.find_troubles(held),
    }


@require_safe
def open_next_report(request: HttpRequest) -> HttpResponse:
    """To the report that has waited longest for this person; with `?after=` to the one behind that report."""
    found = list(_select_waiting_reports(get_person(request)).values_list("pk", flat=True)[:MOST])
    pk = _find_next_key(found, request.GET.get("after", ""))
    if pk is None:
        messages.info(request, "没有别的报告等您审核了。" if found else "没有等您审核的报告。")
        return redirect("admin:index")
    return redirect("admin:reports_report_change", pk)


def _select_waiting_reports(user: User) -> QuerySet[Report]:
    own = Report.objects.expected().filter(access.get_access(user).within("department__district"))
    return assignment_queries.filter_waiting(user, own).order_by("since", "pk")


def _find_next_key(found: list[int], after: str) -> int | None:
    """The next in the row, from the end again to its beginning; the first where `after` is not in it."""
    others = [pk for pk in found if str(pk) != after]
    if len(others) == len(found):
        return next(iter(others), None)
    at = [str(pk) for pk in found].index(after)
    return next(iter([*found[at + 1 :], *found[:at]]), None)
