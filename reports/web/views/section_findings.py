"""核对结果 on the page of a section: a mark at the cell, the arithmetic below the table or text that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from reports.domain import Document, Entry, Finding, FindingLine, Findings, Outcome, describe_findings, places
from reports.filing.forms.base import Mark
from reports.filing.forms.section_forms import SectionForms, ShapeForm
from reports.filing.forms.typed_words import REASON
from reports.models import Report
from reports.web import todo_list
from reports.web.findings_panel import FindingsPanel, exclude_gaps, to_sections
from reports.web.report_history import ItemLine

NOTHING: Mapping[str, Any] = MappingProxyType({})
MARKED = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)


@dataclass(frozen=True)
class FormFindings:
    """A form of the section with what the checks say of it; findings of one cause under one head, as on the page of the report."""

    id: str
    form: ShapeForm | None
    lines: list[FindingLine]

    @property
    def panel(self) -> FindingsPanel:
        return FindingsPanel(self.lines, [], allows_override=False)


def build_section_panel(
    report: Report, document: Document, findings: Findings, key: str, typed: Mapping[str, Any] = NOTHING
) -> FindingsPanel:
    """The findings that touch the section; `typed`: a post that was not saved, whose reasons stand in their boxes again."""
    here = [finding for finding in exclude_gaps(document, findings.spoken) if key in _list_finding_sections(document, finding)]
    link = to_sections(report, document, here=key)
    lines = [replace(line, typed=typed.get(REASON + line.finding.key)) for line in describe_findings(document, findings, here, link)]
    return FindingsPanel(lines, [], report.cycle.allow_override)


def build_todo_nav(report: Report, document: Document, findings: Findings, items: Iterable[ItemLine], key: str) -> dict[str, Any]:
    """What is still to be done in the whole report, and where 下一件 leads from this section."""
    link = to_sections(report, document)
    lines = describe_findings(document, findings, exclude_gaps(document, findings.spoken), link)
    todos = todo_list.list_todos(document, items, lines, link)
    return {"todos": todos, "next_todo": todo_list.find_next_todo(document, todos, key)}


def _list_finding_sections(document: Document, finding: Finding) -> set[str | None]:
    return {places.find_section(document.outline, place) for place in finding.places}


def mark_cells(told: FindingsPanel) -> dict[str, Mark]:
    """At every cell of a finding that waits, or that was answered, its mark; the worst one where several meet."""
    found = [(place, line) for line in reversed(told.lines) if line.finding.outcome in MARKED for place in line.finding.places]
    return {place: Mark(line.finding.key, line.mark, line.edge, line.finding.message) for place, line in found}


def place_findings_by_form(document: Document, forms: SectionForms, told: FindingsPanel) -> list[FormFindings]:
    """Every finding once, below the first form that holds one of its places; what is about the section as a whole, first."""
    placed = place_findings(document, [form.entry for form in forms], told)
    return [replace(part, form=form) for part, form in zip(placed, (None, *forms), strict=True)]


def place_findings(document: Document, entries: Iterable[Entry], told: FindingsPanel) -> list[FormFindings]:
    """The same for a page that is not drawn anew, without its forms. What a hint would close goes where the hint stands."""
    left = list(told.lines)
    hints = {line.finding.key: line.finding for line in told.lines if line.is_hint}
    found = []
    for number, entry in enumerate(entries, 1):
        own = [
            line
            for line in left
            if any(_is_held_by_form(document, entry, place) for place in hints.get(line.finding.cause, line.finding).places)
        ]
        left = [line for line in left if line not in own]
        found.append(FormFindings(f"told-{number}", None, own))
    return [FormFindings("told-0", None, left), *found]


def _is_held_by_form(document: Document, entry: Entry, place: str) -> bool:
    if entry.shape == "fields":
        return place in entry.members
    kind, _, rest = place.partition(".")
    if entry.shape in ("narrative", "wording"):
        return place == f"{entry.shape}.{entry.key}"
    return entry.key == (rest if kind == "table" else kind) and place not in document.outline.fields
