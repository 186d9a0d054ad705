"""The parts of a section's page that a save changes: what is missing, the findings below each form, how it will be printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from reports.domain import completeness, list_entries
from reports.domain.rendering import pages
from reports.filing import drafts, live_findings
from reports.models import Report
from reports.web import report_history
from reports.web.views import section_context, section_findings

FINDINGS = "reports/section/told.html"
FRAGMENTS = {name: f"reports/section/{name}.html" for name in ("missing", "printed", "todo")}


def build_fragments(request: HttpRequest, report: Report, key: str) -> dict[str, str]:
    """HTML by the id of the element that it takes the place of. Three queries: the facts of two years, what the checks
    have to know, the return items."""
    document, last = drafts.load_with_last_year(report)
    findings = live_findings.find_live_findings(report, document, last)
    panel = section_findings.build_section_panel(report, document, findings, key)
    parts = section_findings.place_findings(document, list_entries(document.outline)[key], panel)
    shown: dict[str, Any] = {
        "report": report,
        "section": document.outline.sections[key],
        "panel": panel,
        "forms": True,
        "speaks": True,
        "missing": completeness.find_missing(document, key),
        "printed": section_context.remove_place_ids(pages.build_section_page(document, key)),
    }
    returned = report_history.list_return_items(report, document.outline)
    shown |= section_findings.build_todo_nav(report, document, findings, returned, key)
    return {
        **{part.id: render_to_string(FINDINGS, {**shown, "part": part}, request) for part in parts},
        **{name: render_to_string(template, shown, request) for name, template in FRAGMENTS.items()},
    }
