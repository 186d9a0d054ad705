"""The rules that everybody may read."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from departments import access, parse_number
from departments.models import Membership
from reports.domain import coverage, describe_rules
from reports.models import Cycle, OutlineVersion
from reports.web.request_helpers import get_person


@require_safe
def show_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """`?cycle=` says what holds in that year; 404 for a cycle of a district that is not the person's."""
    outline = get_object_or_404(OutlineVersion, pk=pk).definition
    cycle = _find_asked_cycle(request)
    context = {
        "outline": outline,
        "cycle": cycle,
        "rules": describe_rules([outline], cycle.check_settings if cycle else None),
        "ledger": coverage.list_coverage(outline),
    }
    return TemplateResponse(request, "reports/rules.html", context)


def _find_asked_cycle(request: HttpRequest) -> Cycle | None:
    asked = request.GET.get("cycle", "")
    if not asked:
        return None
    if (number := parse_number(asked)) is None:
        raise Http404
    own = Membership.objects.filter(user=get_person(request)).values(at=Coalesce("district", "department__district"))
    return get_object_or_404(Cycle, access.get_access(request.user).within("district") | Q(district__in=own), pk=number)
