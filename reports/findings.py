"""核对结果 of a live report, with what the department answered: the checks, fed from the database by drafts."""

from __future__ import annotations

from reports import drafts
from reports.checks.verdict import Findings, judged
from reports.document import Document
from reports.models import Report


def of(report: Report, document: Document | None = None, last: Document | None = None) -> Findings:
    """The present rules over the report. Without the documents it loads them; with them it costs the context's one query."""
    if document is None:
        document, last = drafts.load_with_last_year(report)
    context = drafts.context(report, document, last)
    return judged(document, context, context.overrides)
