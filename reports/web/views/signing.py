"""The leader's desk: what waits for a signature, and the report to be signed."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from departments.models import Role
from reports.domain import Document, diff, interchange, list_section_gaps
from reports.domain.rendering import change_texts, reasons
from reports.filing import drafts, live_findings
from reports.models import Event, Report, Submission
from reports.web import report_history
from reports.web.findings_panel import to_paper
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views import attachment_pages
from reports.web.views.home import build_own_reports
from reports.web.views.overview import build_findings_context, build_page_head


@require_safe
def show_signatures(request: HttpRequest) -> HttpResponse:
    user = get_person(request)
    waiting = Report.objects.of_departments(user, Role.LEADER).expected().awaiting_signature()
    others = build_own_reports(user, besides="sign")
    return TemplateResponse(request, "reports/signatures.html", {"waiting": _add_sender(waiting), **others})


@require_safe
def show_signing_page(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    context = build_page_head(request, report)
    if not context["signs"]:
        return redirect("report", pk)
    document, before = drafts.load_with_last_year(report)
    last = report.submissions.select_related("outline").order_by("-number").first()
    found = live_findings.find_live_findings(report, document, before)
    page = reasons.build_reasoned_page(document, found)
    new = found.unlike(last.findings) if last else frozenset()
    told = build_findings_context(
        request, report, document, found, to_paper(document, page), new
    ) | attachment_pages.build_attachment_summary(request, report, document)
    return TemplateResponse(request, "reports/sign.html", {**context, **told, **_to_read(report, document, last), "page": page})


def _to_read(report: Report, document: Document, last: Submission | None) -> dict[str, Any]:
    left = list_section_gaps(document)
    return {
        "gaps": left,
        "missing": sum(len(gap.missing) for gap in left),
        "last": last,
        "changes": _describe_changes_since(last, document) if last else [],
        "items": report_history.list_return_items(report, document.outline),
    }


def _describe_changes_since(last: Submission, document: Document) -> list[change_texts.ChangeLine]:
    before = interchange.load_document(last.document, last.outline.definition)
    return change_texts.describe_changes(document, diff.compare_documents(before, document))


def _add_sender(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Who handed the report over, beside it; the one that waits longest comes first."""
    name = Coalesce(NullIf("actor__name", Value("")), "actor__username")
    handed_over = Event.objects.filter(report=OuterRef("pk"), act="hand_over").order_by("-pk").values(name=name)[:1]
    kept = Report.objects.filter(pk__in=reports.values("pk")).select_related("department", "cycle").defer("statements")
    return kept.annotate(sender=Subquery(handed_over)).order_by("since")
