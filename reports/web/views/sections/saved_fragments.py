"""The parts of a section's page that a save changes: what is missing, the findings below each form, how it will be printed."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from reports.domain import completeness, list_entries
from reports.domain.rendering import pages
from reports.filing import drafts, live_findings
from reports.models import Report
from reports.web.views import section_context, section_findings

MISSING, PRINTED, FINDINGS = "reports/section/missing.html", "reports/section/printed.html", "reports/section/told.html"


def build_fragments(request: HttpRequest, report: Report, key: str) -> dict[str, str]:
    """HTML by the id of the element that it takes the place of. Two queries: the facts of two years, what the checks have to know."""
    document, last = drafts.load_with_last_year(report)
    panel = section_findings.build_section_panel(report, document, live_findings.find_live_findings(report, document, last), key)
    parts = section_findings.place_findings(document, list_entries(document.outline)[key], panel)
    shown = {
        "report": report,
        "section": document.outline.sections[key],
        "panel": panel,
        "forms": True,
        "speaks": True,
        "missing": completeness.find_missing(document, key),
        "printed": section_context.remove_place_ids(pages.build_section_page(document, key)),
    }
    found = {part.id: render_to_string(FINDINGS, {**shown, "part": part}, request) for part in parts}
    return {"missing": render_to_string(MISSING, shown, request), "printed": render_to_string(PRINTED, shown, request), **found}
