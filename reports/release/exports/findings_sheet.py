"""Rows of the sheet 核对结果: what the rules said when the report was sent, and what the department answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from reports.domain import Finding, Outcome, restore_findings
from reports.models import Report, Submission
from reports.release.exports.summary_rows import ORDER, WHO, Row
from reports.release.statistics import select_at_bureau

LISTED = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT)


def iter_finding_rows(reports: QuerySet[Report, Any]) -> Iterator[Row]:
    """Of the last submission of every report that the bureau has, worst first; one query."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    shown = select_at_bureau(reports).annotate(number=Subquery(last.values("number")[:1]), found=Subquery(last.values("findings")[:1]))
    for *who, number, kept in shown.order_by(*ORDER).values_list(*WHO, "number", "found").iterator(chunk_size=100):
        found = restore_findings(kept or {})
        for finding in found.of(*LISTED):
            yield [*who, number, *_make_finding_row(finding), "是" if finding.key in found.overrides else None]


def _make_finding_row(finding: Finding) -> Row:
    return [finding.check, finding.label, finding.outcome.label, finding.message, finding.difference, finding.explained]
