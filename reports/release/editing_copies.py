"""编辑稿: a report as .docx for people who go on editing outside, made of the Document as stored and named by its hash. Never kept."""

from __future__ import annotations

import hashlib
import json

from reports.domain import interchange, restore_findings
from reports.domain.rendering import reasons
from reports.domain.rendering.word.report_docx import EditMark, print_word
from reports.filing import live_findings
from reports.models import Report, SectionState, Submission

SHORT = 12  # letters of the SHA-256 that the pages show
REPORT, OUTLINE, SECTIONS = "perfeval_report", "perfeval_outline", "perfeval_sections"  # read again by the import of Word


def make_draft_copy(report: Report) -> bytes:
    """The report as it stands; equal content gives equal bytes. Raises TooLarge.

    The revisions are read first: whatever is saved meanwhile is a conflict when the copy comes back, never overwritten.
    """
    states = list(SectionState.objects.filter(report=report).order_by("section"))
    document, findings = live_findings.load_printed_findings(report)
    text = interchange.dump_document(document)
    moment = max((state.saved_at for state in states), default=report.cycle.opens)
    mark = EditMark(
        hashlib.sha256(text.encode()).hexdigest()[:SHORT],
        moment,
        _describe_origin(report, report.outline.sha256, {state.section: state.revision for state in states}),
    )
    return print_word(reasons.build_reasoned_page(document, findings), mark)


def make_sent_copy(submission: Submission) -> bytes:
    """What was sent: the frozen JSON, compared with its hash, and the frozen reasons. Raises TooLarge, FrozenContentError.

    It knows of no revisions: what was sent is no base for edits.
    """
    document = interchange.load_document(submission.document, submission.outline.definition)
    mark = EditMark(submission.sha256[:SHORT], submission.sent_at, _describe_origin(submission.report, submission.outline.sha256, {}))
    return print_word(reasons.build_reasoned_page(document, restore_findings(submission.findings)), mark)


def _describe_origin(report: Report, outline: str, revisions: dict[str, int]) -> dict[str, str]:
    """The custom properties by which an edited copy is known: 报告, 提纲版本, 各章节的版本."""
    return {REPORT: str(report.pk), OUTLINE: outline, SECTIONS: json.dumps(revisions, ensure_ascii=False, sort_keys=True)}
