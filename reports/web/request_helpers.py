"""What a page asks of its request: who it is, and the report that it is about; a stranger gets 404."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from departments import audit, roles
from departments.compiled_queries import CompiledQuery, Parameter, compiled
from departments.models import User
from reports.models import Report

READING = ("GET", "HEAD")
PERSON = Parameter("person")


def get_person(request: HttpRequest) -> User:
    """Who asks; behind the login there is always somebody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def get_report_or_404(request: HttpRequest, pk: int) -> Report:
    """The report with all that a page says of it, in one query."""
    return record_look(request, find_open_report(request, _select_open_report(), report=pk))


def find_open_report(request: HttpRequest, reports: CompiledQuery[Report], **values: Any) -> Report:
    """The one of the reports that are open to the Parameter PERSON. Raises Http404."""
    person = get_person(request)
    report = reports.find(person=person.pk, **values) if person.is_active else None
    if report is None:
        raise Http404
    return report


@compiled
def _select_open_report() -> QuerySet[Report]:
    return Report.objects.with_context().filter(pk__in=Report.objects.open_to_active(PERSON).values("pk"), pk=Parameter("report"))


def record_look(request: HttpRequest, report: Report) -> Report:
    """Writes down that somebody from outside the department read the report; what a department does at home is its own affair."""
    if request.method in READING and not roles.get_roles(get_person(request)).works_in(report.department):
        audit.record_entry(audit.Act.VIEW, report, district=report.department.district_id, detail=request.path)
    return report


def get_return_address(request: HttpRequest, report: Report) -> str:
    """The page that the button stands on, where it says so and is ours; else the report's own."""
    page = request.POST.get("back", "")
    return page if url_has_allowed_host_and_scheme(page, None) else reverse("report", args=[report.pk])
