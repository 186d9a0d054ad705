"""What is ticked in the queue, and what of it is no longer where it was ticked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest

from departments import access, parse_ids
from reports.models import Report, obligation
from reports.web.request_helpers import get_person

MOST_NAMED = 10


def select_visible_reports(request: HttpRequest, chosen: Iterable[int]) -> QuerySet[Report, Any]:
    """Of these the ones that the person may see, as in the queue."""
    return Report.objects.filter(access.get_access(get_person(request)).within("department__district"), pk__in=list(chosen))


def tell_gone(request: HttpRequest, reports: QuerySet[Report, Any]) -> None:
    """Names what was ticked and has left the filter since; `reports`: what is still in it. Two queries."""
    if request.POST.get("select_across", "0") != "0":
        return
    still = set(reports.order_by().values_list("pk", flat=True))
    ticked = set(parse_ids(request.POST.getlist(ACTION_CHECKBOX_NAME)))
    away = obligation.add_obligation(select_visible_reports(request, ticked - still)).select_related("department", "cycle")
    gone = [f"{each}（{'免报' if each.excuse else each.get_status_display()}）" for each in away.order_by("department__code", "pk")]
    if gone:
        more = f"等 {len(gone)} 份" if len(gone) > MOST_NAMED else ""
        messages.warning(request, f"已不在所选范围：{'、'.join(gone[:MOST_NAMED])}{more}。没有列入；要办理请回队列换筛选条件再选。")
