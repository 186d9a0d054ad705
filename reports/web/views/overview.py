"""The pages of one report: its task list, and the report as it will be printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from departments import roles
from departments.models import Department, Role
from departments.staffing import match_lacking
from reports import workflow
from reports.domain import Document, Findings, Link, Outcome, build_task_list, deadlines, list_section_gaps
from reports.domain.rendering import owned_fonts, reasons
from reports.filing import drafts, live_findings
from reports.models import Answer, OrderKind, Report, Submission
from reports.web import report_history, todo_list
from reports.web.findings_panel import build_findings_panel, count_by_section, to_sections
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views import attachment_pages, paper_waiting
from reports.web.views.action_buttons import list_action_buttons
from reports.workflow.review_scores import thawed


@require_safe
def show_overview(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    loaded = drafts.load_with_last_year(report)
    found = live_findings.find_live_findings(report, *loaded)
    context = {**build_page_head(request, report), **_build_work_context(report, loaded[0], found), **_build_history_context(report)}
    context |= build_findings_context(request, report, loaded[0], found, to_sections(report, loaded[0]))
    context["reading_waits"] = context["edits"] and report.has_open_reading
    context["todos"] = todo_list.list_todos(loaded[0], context["open_items"], context["panel"].lines, to_sections(report, loaded[0]))
    context |= attachment_pages.build_attachment_summary(request, report, loaded[0])
    return TemplateResponse(request, "reports/overview.html", context)


@require_safe
def show_preview(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    context = {**build_page_head(request, report), "page": reasons.build_reasoned_page(*live_findings.load_printed_findings(report))}
    return TemplateResponse(request, "reports/preview.html", context)


def build_page_head(request: HttpRequest, report: Report) -> dict[str, Any]:
    """State, deadline, and what this person may do."""
    held = roles.get_roles(get_person(request))
    signs = report.state.awaits_signature and report.state.desk in held.here(report.department) and not report.excuse
    return {
        "report": report,
        "words_form": "words",  # of which the boxes and buttons all over the page are a part
        "state": "免报" if report.excuse else report.get_status_display(),
        "look": "" if report.excuse else report.state.look,
        "waiting": report.state.waiting,
        "deadline": deadlines.describe_deadline(report.due, reason=report.extension_reason),
        "excuse": report.excuse,
        "begins": report.cycle.opens if report.is_not_begun else None,
        "idle": "" if signs else describe_idle(report),
        "offers": list_action_buttons(report, get_person(request), held),
        "signs": signs,
        "locked": report.is_editable and report.is_locked and not report.excuse,
        "edits": report.is_editable and not (report.excuse or report.is_not_begun) and held.works_in(report.department),
        "fonts": owned_fonts.describe_owned_fonts(),
    }


def describe_idle(report: Report) -> str:
    """To whoever of the department can do nothing now; one query while it waits for a signature."""
    if report.state.awaits_signature and Department.objects.filter(match_lacking(Role.LEADER), pk=report.department_id).exists():
        return "本单位没有可以签发的负责人，请联系财政局管理员指定。"
    return report.state.idle


def build_findings_context(
    request: HttpRequest, report: Report, document: Document, findings: Findings, link: Link, new: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """核对结果, and of which of them this person may say why they stand."""
    held = roles.get_roles(get_person(request)).here(report.department)
    panel = build_findings_panel(report, document, findings, link, new)
    speaks, overrides = (workflow.may_explain(report, held, outcome) for outcome in (Outcome.MUST_EXPLAIN, Outcome.MUST_FIX))
    asked = any(overrides if line.is_must else speaks for line in panel.lines if line.is_answered)
    return {"panel": panel, "speaks": speaks, "overrides": overrides, "asks_reasons": asked}


def _build_work_context(report: Report, document: Document, findings: Findings) -> dict[str, Any]:
    items = report_history.list_return_items(report, document.outline)
    left = list_section_gaps(document)
    returned = report_history.list_unanswered_places(items) if report.state.is_at_department else ()
    blocked, unexplained = count_by_section(document, findings.blocking), count_by_section(document, findings.unexplained)
    return {
        "tasks": build_task_list(document, returned, blocked, unexplained),
        "gaps": left,
        "missing": sum(len(gap.missing) for gap in left),
        "open_items": [each for each in items if each.item.is_open],
        "closed_items": [each for each in items if not each.item.is_open],
        "unanswered": sum(each.is_unanswered_must for each in items),
        "answers": Answer.choices,
    }


def _find_paper_state(submission: Submission, *, is_final: bool) -> paper_waiting.PaperState | None:
    """Of the paper that the page offers first; two queries at most."""
    kind = OrderKind.FINAL if is_final else OrderKind.SUBMISSION
    return paper_waiting.build_paper_state(submission.paper_orders.select_related("submission").filter(kind=kind).first())


def _build_history_context(report: Report) -> dict[str, Any]:
    sent = report_history.list_submissions(report)
    approval = sent[0].approval if sent and report.state.is_passed else None
    scores = thawed(approval.scores) if approval else ()
    paper = _find_paper_state(sent[0].submission, is_final=approval is not None) if sent else None
    return {
        "submissions": sent,
        "latest": sent[0] if sent else None,
        "paper": paper,
        "events": report_history.list_events(report),
        "scores": scores,
    } | {"taken_over": report_history.list_taken_over(report.department)}
