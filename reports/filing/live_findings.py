"""核对结果 of a live report, with what the department answered: the checks, fed from the database by drafts."""

from __future__ import annotations

from dataclasses import replace

from reports.domain import Document, Findings, check_document, restore_findings, select_missing_rules
from reports.filing import drafts
from reports.models import Report, Submission


def find_live_findings(report: Report, document: Document | None = None, last: Document | None = None) -> Findings:
    """The present rules over the report. Without the documents it loads them; with them it costs the context's one query."""
    if document is None:
        document, last = drafts.load_with_last_year(report)
    return find_with_context(document, drafts.load_check_context(report, document, last))


def find_with_context(document: Document, context: drafts.CheckContext) -> Findings:
    """The present rules over the report where its context is known; no query."""
    return check_document(document, context, context.overrides)


def load_printed_findings(report: Report) -> tuple[Document, Findings]:
    """The report as it stands, with its findings where the outline prints the reasons given for them."""
    document, last = drafts.load_with_last_year(report)
    return document, find_live_findings(report, document, last) if document.outline.prints_reasons else Findings(())


def find_sent_findings(submission: Submission, document: Document) -> Findings:
    """The present rules over what was sent, with the reasons that were sent along; of rules that are no longer installed what they found.

    Two queries: last year's facts, the context.
    """
    report = submission.report
    kept = restore_findings(submission.findings)
    context = drafts.load_check_context(report, document, drafts.load_last_year(report))
    given = {finding.key: (finding.explained, finding.fingerprint) for finding in kept if finding.explained}
    now = check_document(document, replace(context, explanations=given, overrides=kept.overrides), kept.overrides)
    gone = select_missing_rules(kept, document.outline)
    return replace(now, all=tuple(sorted((*now.all, *gone), key=lambda finding: finding.outcome.rank))) if gone else now
