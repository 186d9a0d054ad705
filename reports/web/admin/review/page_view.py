"""The one address of the review page: it shows the report, or takes the act that was posted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.models import ItemKind, Report
from reports.web import unsaved_input
from reports.web.admin.queue import change_list
from reports.web.admin.review import act_confirmation, acts, item_anchors, item_writing, page_panels
from reports.web.admin.review.acts import Act
from reports.web.admin.review.reviewed_report import Review
from reports.web.request_helpers import get_person, record_look
from reports.workflow import Refused

ONWARD = "onward"  # 确认并审下一份: the answer is the report that waits next, with what was done said above it
FIX = "意见没有发出，仍留在页面上。"


def show_review_page(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """Whatever is refused, the typed items stay on the screen."""
    review = Review(report, get_person(request), request.POST, item_writing.read_posted_items(request.POST))
    name = acts.read_act_name(request.POST)
    act = acts.find(name) if request.method == "POST" else None
    if act is None:
        record_look(request, report)
        return _render_review_page(request, review, site)
    try:
        if unsaved_input.is_background_save(request):
            acts.check_fresh(review, request.POST)
        workflow.keep_items(report, by=review.person, items=review.written, removed=item_writing.list_removed_keys(request.POST))
        if act.is_asked and name in review.offers and "confirmed" not in request.POST:
            if act.sends_items:
                acts.check_items(review, request.POST)
            return TemplateResponse(request, act_confirmation.TEMPLATE, site | act_confirmation.build_confirm_context(review, name))
        return _take_review_act(request, review, act)
    except Refused as refused:
        return _answer_refusal(request, review, site, f"{refused}{FIX if act.sends_items else ''}")


def _take_review_act(request: HttpRequest, review: Review, act: Act) -> HttpResponse:
    acts.check_seen(review, request.POST)
    done = act.take(review, request.POST) if not request.POST.get("remove") else ""
    if unsaved_input.is_background_save(request):
        return JsonResponse({"message": done, "at": f"{timezone.localtime():%H:%M:%S}"})
    if done:
        messages.success(request, done)
    if ONWARD in request.GET:
        return redirect(f"{reverse('admin:next_report')}?after={review.report.pk}")
    return redirect(reverse("admin:reports_report_change", args=[review.report.pk]) + act.lands)


def _answer_refusal(request: HttpRequest, review: Review, site: dict[str, Any], sentence: str) -> HttpResponse:
    if unsaved_input.is_background_save(request):
        return JsonResponse({"message": sentence}, status=409)
    messages.error(request, sentence)
    review.report.refresh_from_db(fields=["status", "since"])
    return _render_review_page(request, replace(review), site)


def _render_review_page(request: HttpRequest, review: Review, site: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, "admin/reports/report/review.html", site | _build_review_context(review))


def _build_review_context(review: Review) -> dict[str, Any]:
    report, document = review.report, review.document
    return {
        "title": str(report),
        "report": report,
        "offers": review.offers,
        "writes": review.writes,
        "waiting": change_list.count_days_waiting(report),
        "late": change_list.is_late(report),
        "submission": review.submission,
        "items": review.typed,
        "phrases": review.phrases if review.writes else [],
        "kinds": ItemKind.choices,
        "page": review.page,
        "places": item_anchors.group_item_places(document) if document and review.writes else [],
        "panels": list(page_panels.iter_review_panels(review)),
        "scores": review.scores,
    }
