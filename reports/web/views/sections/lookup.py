"""The report of a section's page, read or held; 404 for a stranger, and for a section that its outline does not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from departments.compiled_queries import Parameter, compiled
from reports.domain import Document
from reports.filing import attachments, drafts
from reports.models import Report
from reports.web.request_helpers import PERSON, find_open_report, record_look

SECTION = Parameter("section", is_text=True)


class SectionGone(Http404):
    """The report is the person's own, and its outline has no such section, or no longer."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report.outline.title)


def get_report_with_section(request: HttpRequest, pk: int, key: str) -> Report:
    """The report with the section's revision."""
    report = find_open_report(request, _select_section_reports(), report=pk, section=key)
    return record_look(request, _require_section(report, key))


@contextmanager
def hold_section(request: HttpRequest, pk: int, key: str) -> Iterator[Report]:
    """The same, fetched with its lock; what is done in the block is one transaction."""
    with drafts.hold_report(lambda: find_open_report(request, _select_locked_reports(), report=pk, section=key)) as report:
        yield _require_section(report, key)


def make_blank_document(report: Report) -> Document:
    """Enough of a document to read a post: outline and year, no query."""
    department = report.department
    district = {"district": department.district.name, "city": department.district.city}
    fields = {"year": str(report.cycle.year), "department": department.name, **district}
    return Document(report.outline.definition, report.cycle.year, department.name, department.code, fields)


@compiled
def _select_section_reports() -> QuerySet[Report]:
    own = Report.objects.open_to_active(PERSON).for_section(SECTION, PERSON).filter(pk=Parameter("report"))
    return own.annotate(evidence=attachments.count_section_attachments(SECTION))


@compiled
def _select_locked_reports() -> QuerySet[Report]:
    return _select_section_reports().queryset.select_for_update(of=("self",))


def _require_section(report: Report, key: str) -> Report:
    if key not in report.outline.definition.sections:
        raise SectionGone(report)
    return report
