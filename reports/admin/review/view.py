"""The one address of the review page: it shows the report, or takes the act that was posted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from reports.admin import queue
from reports.admin.review import anchors, confirming, panels, typed
from reports.admin.review.acts import ACTS, check_seen
from reports.admin.review.page import Review
from reports.models import ItemKind, Report
from reports.views.access import person
from reports.workflow import Refused

FIX = "意见没有发出，仍留在页面上。"


def view(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """Whatever is refused, the typed items stay on the screen."""
    review = Review(report, person(request))
    items = typed.read(request.POST, review.document) if review.document else []
    name = request.POST.get("act", "") if request.method == "POST" else ""
    act = ACTS.get(name)
    if act and act.is_asked and name in review.offers and "confirmed" not in request.POST:
        return TemplateResponse(request, confirming.TEMPLATE, site | confirming.context(review, name, items))
    if act:
        try:
            check_seen(review, name, request.POST)
            messages.success(request, act.take(review, request.POST))
        except Refused as refused:
            messages.error(request, f"{refused}{FIX if name == 'return' else ''}")
            report.refresh_from_db(fields=["status", "since"])
            review = Review(report, review.person)
        else:
            return redirect("admin:reports_report_change", report.pk)
    return TemplateResponse(request, "admin/reports/report/review.html", site | _context(request, review, items))


def _context(request: HttpRequest, review: Review, items: list[typed.Typed]) -> dict[str, Any]:
    report = review.report
    return {
        "title": str(report),
        "report": report,
        "offers": review.offers,
        "waiting": queue.days_waiting(report),
        "late": queue.is_late(report),
        "submission": review.submission,
        "items": items,
        "kinds": ItemKind.choices,
        "note": request.POST.get("note", ""),
        "page": review.page,
        "places": anchors.groups(review.document) if review.document else [],
        "panels": list(panels.of(review)),
    }
