"""核对结果 on the page of a section: a mark at the cell, the arithmetic below the table or text that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from reports.domain import Document, Entry, Finding, FindingLine, Findings, Outcome, describe_findings, places
from reports.filing.forms.base import Mark
from reports.filing.forms.section_forms import SectionForms, ShapeForm
from reports.models import Report
from reports.web.findings_panel import FindingsPanel, exclude_gaps, to_sections

MARKED = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)


@dataclass(frozen=True)
class FormFindings:
    """A form of the section with what the checks say of it."""

    id: str
    form: ShapeForm | None
    lines: list[FindingLine]


def build_section_panel(report: Report, document: Document, findings: Findings, key: str) -> FindingsPanel:
    """The findings that touch the section."""
    here = [finding for finding in exclude_gaps(document, findings.spoken) if key in _list_finding_sections(document, finding)]
    link = to_sections(report, document, here=key)
    return FindingsPanel(describe_findings(document, findings, here, link), [], report.cycle.allow_override)


def _list_finding_sections(document: Document, finding: Finding) -> set[str | None]:
    return {places.find_section(document.outline, place) for place in finding.places}


def mark_cells(told: FindingsPanel) -> dict[str, Mark]:
    """At every cell of a finding that waits, or that was answered, its mark; the worst one where several meet."""
    found = [(place, line) for line in reversed(told.lines) if line.finding.outcome in MARKED for place in line.finding.places]
    return {place: Mark(line.finding.key, line.mark, line.edge, line.finding.message) for place, line in found}


def place_findings_by_form(document: Document, forms: SectionForms, told: FindingsPanel) -> list[FormFindings]:
    """Every finding once, below the first form that holds one of its places; what is about the section as a whole, first."""
    left = list(told.lines)
    found = []
    for number, form in enumerate(forms, 1):
        own = [line for line in left if any(_is_held_by_form(document, form.entry, place) for place in line.finding.places)]
        left = [line for line in left if line not in own]
        found.append(FormFindings(f"told-{number}", form, own))
    return [FormFindings("told-0", None, left), *found]


def _is_held_by_form(document: Document, entry: Entry, place: str) -> bool:
    if entry.shape == "fields":
        return place in entry.members
    kind, _, rest = place.partition(".")
    if entry.shape in ("narrative", "wording"):
        return place == f"{entry.shape}.{entry.key}"
    return entry.key == (rest if kind == "table" else kind) and place not in document.outline.fields
