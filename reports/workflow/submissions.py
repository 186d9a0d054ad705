"""报送件: freezes the live report."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from reports.domain import interchange, verdict
from reports.filing import attachments
from reports.models import OrderKind, Report, Submission
from reports.workflow import paper_orders
from reports.workflow.act_context import Attempt

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to be misread on paper
LETTERS = 10  # 50 bits: nobody guesses the address of a paper


def freeze_report(attempt: Attempt) -> Submission:
    """The live Document as canonical JSON with its SHA-256; its 送审稿 is asked for with it and printed from it."""
    report, text = attempt.report, interchange.dump_document(attempt.document)
    submission = Submission.objects.create(
        report=report,
        number=attempt.submission.number + 1 if attempt.submission else 1,
        reference=make_reference(report.cycle.year),
        document=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outline=report.outline,
        cycle_settings=copy_settings(report),
        findings=verdict.freeze_findings(attempt.findings),
        sender=attempt.by,
        sent_at=attempt.moment,
        late=attempt.moment > report.due,
    )
    attachments.freeze_attachments(submission, attempt.document)
    paper_orders.order_submission_paper(submission, OrderKind.SUBMISSION, attempt.by)
    return submission


def make_reference(year: int) -> str:
    """编号: 2018-K7Q2M9XW4D."""
    return f"{year}-{''.join(secrets.choice(ALPHABET) for _ in range(LETTERS))}"


def copy_settings(report: Report) -> dict[str, Any]:
    """What the cycle asked for on the day, and the department's own deadline where it was given more time."""
    cycle = report.cycle
    return {
        "year": cycle.year,
        "due": cycle.due.isoformat(),
        "extended_to": report.extended_to.isoformat() if report.extended_to else None,
        "needs_signature": cycle.needs_signature,
        "locked_after_due": cycle.locked_after_due,
        "approved_on": cycle.approved_on.isoformat() if cycle.approved_on else None,
        "notice": cycle.notice,
        "allow_override": cycle.allow_override,
        "check_settings": cycle.check_settings,
        "second_review": cycle.second_review,
        "requires_scan": cycle.requires_scan,
        "grade_cuts": cycle.grade_cuts,
    }
