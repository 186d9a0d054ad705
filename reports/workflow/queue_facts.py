"""What the queue shows of a report, kept up with it: findings, scores, amount of the latest 报送件."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from reports.domain import Document, Given, Outcome, scoring
from reports.models import NO_FACTS, Report, Submission, Worst
from reports.models.integrity import FrozenContentError
from reports.workflow import review_scores

AMOUNT = "expenditure.total.final"
COUNTED = {Outcome.MUST_FIX: "must_fix", Outcome.MUST_EXPLAIN: "must_explain", Outcome.HINT: "hints"}
GRAVEST = (("must_fix", Worst.MUST_FIX), ("must_explain", Worst.EXPLAIN), ("hints", Worst.HINT))


def refresh_queue_facts(report: Report) -> None:
    """Blank while the report is with its department: of what that writes the bureau sees the state alone. Four queries at most."""
    submission = None if report.state.is_at_department else report.submissions.select_related("outline").order_by("-number").first()
    try:
        facts = summarise_submission(submission, passed=report.state.is_passed) if submission else NO_FACTS
    except FrozenContentError:
        return  # told wherever the paper is opened; an act that does not read it goes on
    Report.objects.filter(pk=report.pk).update(**facts)


def store_points(report: Report, document: Document, given: Mapping[str, Given]) -> None:
    """The bureau's total after a score; one query. `document`: what was submitted."""
    sheets = scoring.build_review_sheets(document, given)
    points = review_scores.hold_points(sheets[0].bureau.points) if sheets and given else None
    Report.objects.filter(pk=report.pk).update(points=points)


def summarise_submission(submission: Submission, *, passed: bool) -> dict[str, object]:
    """The columns of QueueFacts. Findings as they were on the day of sending, as the 年度概览 counts them."""
    document = review_scores.load_sent_document(submission)
    counts = _count_findings(submission)
    return {
        **counts,
        "worst": next((worst for name, worst in GRAVEST if counts[name]), Worst.NONE),
        **_summarise_scores(submission, document, passed=passed),
        "amount": _find_amount(document),
    }


def _count_findings(submission: Submission) -> dict[str, int]:
    found = Counter(one["outcome"] for one in submission.findings.get("findings", ()))
    return {name: found[outcome.value] for outcome, name in COUNTED.items()}


def _summarise_scores(submission: Submission, document: Document, *, passed: bool) -> dict[str, Decimal | None]:
    """The bureau's are told once it gave some, or approved without."""
    frozen = review_scores.freeze_scores(submission, document)
    scored = passed or bool(review_scores.load_score_rounds(submission).now.rows)
    return {"own_points": frozen.self_points, "points": frozen.points if scored else None}


def _find_amount(document: Document) -> Decimal | None:
    """万元; None where the paper states none."""
    return document.figure(AMOUNT).amount if AMOUNT.split(".", maxsplit=1)[0] in document.outline.grids else None
