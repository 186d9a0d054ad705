"""The first page after login: own reports, or where else this person works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from departments import roles
from departments.models import Department, Role, User
from reports.models import Report, obligation
from reports.web.request_helpers import get_person
from reports.web.views.report_list import ReportSummary, build_report_list, select_listed_reports


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    user = get_person(request)
    held = roles.get_roles(user)
    if (held.of_districts or user.is_staff) and not held.of_departments:
        return redirect("admin:index")
    if held.leads and not held.fills_in:
        return redirect("signatures")
    return TemplateResponse(request, "reports/home.html", build_own_reports(user))


def build_own_reports(user: User, besides: str = "") -> dict[str, object]:
    """This year's reports and all unfinished ones, the finished earlier ones, and departments without any.

    `besides`: reports whose next step leads to that page stand elsewhere.
    """
    found = build_report_list(select_listed_reports(Report.objects.of_departments(user, *Role.of_departments())), roles.get_roles(user))
    current = [card for card in found if _is_current(card, found) and card.url != besides]
    without = list_idle_departments(user)
    earlier = [card for card in found if not _is_current(card, found)]
    return {"current": current, "earlier": earlier, "without": without, "unassigned": not found and not without}


def list_idle_departments(user: User) -> list[tuple[Department, str]]:
    """Own departments without any report, each with why it is 免报, "" where nothing is known. At most two queries."""
    found = list(Department.objects.filled_by(user).filter(reports__isnull=True).select_related("desk", "district", "merged_into"))
    reasons = obligation.find_exemption_reasons(found) if found else {}
    return [(each, reasons.get(each.pk, "")) for each in found]


def _is_current(card: ReportSummary, found: list[ReportSummary]) -> bool:
    newest = max(other.report.cycle.year for other in found)
    return card.report.cycle.year == newest or not (card.report.state.is_passed or card.excuse)
