"""The pages of one report: its task list, and the report as it will be printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from departments import roles
from reports import workflow
from reports.domain import deadlines
from reports.domain.checks import Outcome
from reports.domain.checks.verdict import Findings
from reports.domain.document import Document
from reports.domain.rendering import reasons
from reports.domain.rendering.finding_texts import Link
from reports.domain.rendering.missing_facts import list_section_gaps
from reports.domain.rendering.task_list import build_task_list
from reports.filing import drafts, live_findings
from reports.models import Answer, Report
from reports.web.views import attachment_pages, report_history
from reports.web.views.action_buttons import offers
from reports.web.views.findings_panel import panel, sections, to_sections
from reports.web.views.report_access import person, report_or_404
from reports.workflow.review_scores import thawed


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_or_404(request, pk)
    loaded = drafts.load_with_last_year(report)
    found = live_findings.find_live_findings(report, *loaded)
    context = {**head(request, report), **_work(report, loaded[0], found), **_past(report)}
    context |= checked(request, report, loaded[0], found, to_sections(report, loaded[0]))
    context |= attachment_pages.summary(request, report, loaded[0])
    return TemplateResponse(request, "reports/overview.html", context)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_or_404(request, pk)
    context = {**head(request, report), "page": reasons.build_reasoned_page(*live_findings.load_printed_findings(report))}
    return TemplateResponse(request, "reports/preview.html", context)


def head(request: HttpRequest, report: Report) -> dict[str, Any]:
    """State, deadline, and what this person may do."""
    held = roles.get_roles(person(request))
    return {
        "report": report,
        "look": report.state.look,
        "waiting": report.state.waiting,
        "deadline": deadlines.describe_deadline(report.due, reason=report.extension_reason),
        "offers": offers(report, person(request), held),
        "locked": report.is_editable and report.is_locked,
        "edits": report.is_editable and held.works_in(report.department),
    }


def checked(
    request: HttpRequest, report: Report, document: Document, findings: Findings, link: Link, new: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """核对结果, and of which of them this person may say why they stand."""
    held = roles.get_roles(person(request)).here(report.department)
    return {
        "panel": panel(report, document, findings, link, new),
        "speaks": workflow.may_explain(report, held, Outcome.MUST_EXPLAIN),
        "overrides": workflow.may_explain(report, held, Outcome.MUST_FIX),
    }


def _work(report: Report, document: Document, findings: Findings) -> dict[str, Any]:
    items = report_history.items(report, document.outline)
    left = list_section_gaps(document)
    returned = report_history.unanswered(items) if report.state.is_at_department else ()
    return {
        "tasks": build_task_list(document, returned, sections(document, findings.blocking)),
        "gaps": left,
        "missing": sum(len(gap.missing) for gap in left),
        "open_items": [each for each in items if each.item.is_open],
        "closed_items": [each for each in items if not each.item.is_open],
        "unanswered": sum(each.is_unanswered_must for each in items),
        "answers": Answer.choices,
    }


def _past(report: Report) -> dict[str, Any]:
    sent = report_history.submissions(report)
    approval = sent[0].approval if sent and report.state.is_passed else None
    scores = thawed(approval.scores) if approval else ()
    return {"submissions": sent, "latest": sent[0] if sent else None, "events": report_history.events(report), "scores": scores} | {
        "taken_over": report_history.taken_over(report.department)
    }
