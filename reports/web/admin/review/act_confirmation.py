"""确认: an act that is asked for once more, on a page of its own that shows what it means."""

from __future__ import annotations

from typing import Any

from reports.web.admin.review.reviewed_report import Review
from reports.workflow import approvals

TEMPLATE = "admin/reports/report/confirm.html"


def _build_approval_context(review: Review) -> dict[str, Any]:
    """`new`: findings by the present rules that the department did not see; `approving`: what would be frozen now."""
    new = review.findings.new if review.findings else []
    return {
        "new": new,
        "approving": approvals.preview_approval(review.report),
        "scores_seen": review.scores.digest if review.scores else "",
    }


def build_confirm_context(review: Review, name: str) -> dict[str, Any]:
    act = review.offers[name]
    more = _build_approval_context(review) if act.passes else {}
    items = {"items": review.typed} if act.needs_items else {"unsent": len(review.mine)}
    return {"title": f"确认{act.label}", "report": review.report, "act": act, **items, **more}
