"""通过: what is approved, shown before and frozen with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.domain import Document, Findings, Outcome, freeze_findings, interchange
from reports.filing import live_findings
from reports.models import Approval, OrderKind, Report, Submission
from reports.workflow import paper_orders, review_scores
from reports.workflow.act_context import Attempt
from reports.workflow.effects import close_items
from reports.workflow.review_scores import Frozen

COUNTED = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT, Outcome.NOT_EVALUATED)


@dataclass(frozen=True)
class Preview:
    """What a 通过 would freeze now."""

    submission: Submission
    document: Document
    findings: Findings  # by the present rules
    scores: Frozen

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many findings of each outcome: [("必须修改", 0), …]."""
        found = Counter(finding.outcome for finding in self.findings)
        return [(outcome.label, found[outcome]) for outcome in COUNTED]


def preview_approval(report: Report) -> Preview | None:
    """Of the latest 报送件; None before the first. Five queries."""
    submission = report.submissions.select_related("outline").order_by("-number").first()
    if submission is None:
        return None
    submission.report = report
    return _review_submission(submission)


def conclude_review(attempt: Attempt) -> Submission | None:
    """Closes the items, freezes scores and findings; the 定稿 is asked for with them.

    A state that was set by hand, without a 报送件, leaves nothing to freeze.
    """
    close_items(attempt)
    if attempt.submission:
        attempt.submission.report = attempt.report
        _freeze_approval(attempt, _review_submission(attempt.submission))
        paper_orders.order_submission_paper(attempt.submission, OrderKind.FINAL, attempt.by)
    return attempt.submission


def _review_submission(submission: Submission) -> Preview:
    document = interchange.load_document(submission.document, submission.outline.definition)
    found = live_findings.find_sent_findings(submission, document)
    return Preview(submission, document, found, review_scores.freeze_scores(submission, document))


def _freeze_approval(attempt: Attempt, seen: Preview) -> Approval:
    return Approval.objects.create(
        submission=seen.submission,
        by=attempt.by,
        at=attempt.moment,
        self_points=seen.scores.self_points,
        points=seen.scores.points,
        grade=seen.scores.grade,
        scores=seen.scores.scores,
        findings=freeze_findings(seen.findings),
    )
