"""意见清单: what is to be said to a unit, on one sheet for the telephone. The own drafts, and what stands open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from departments.models import Membership, Role
from reports.models import Report
from reports.web.admin.review.reviewed_report import Review
from reports.web.request_helpers import get_person, record_look

CONTACT = ("contact.name", "contact.phone")


def show_item_sheet(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    review = Review(record_look(request, report), get_person(request))
    context = {
        "title": f"意见清单 {report}",
        "report": report,
        "people": _list_department_people(report),
        "contact": _find_contact_line(review),
        "drafts": review.typed,
        "open_items": [row for row in review.rows if row.is_open],
        "printed_at": timezone.localtime(),
    }
    return TemplateResponse(request, "admin/reports/report/listing.html", site | context)


def _find_contact_line(review: Review) -> str:
    """Whom the report itself names, where its outline asks for it."""
    document = review.document
    fields = [key for key in CONTACT if document and key in document.outline.fields]
    return " ".join(document.field(key) for key in fields).strip() if document else ""


def _list_department_people(report: Report) -> list[Membership]:
    """Clerks first, then leaders."""
    found = Membership.objects.filter(department=report.department_id, role__in=Role.of_departments(), user__is_active=True)
    return list(found.select_related("user").order_by("role", "user__name", "pk"))
