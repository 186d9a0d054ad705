"""评分: the bureau's own points, typed while it reviews. Changes no state, but passes the same lock and the same roles."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from departments.models import User
from reports.domain import Document, TypedScore, read_typed_scores, scoring
from reports.domain.scoring.working_text import format_number
from reports.models import Report, Submission
from reports.workflow import events, gate, queue_facts, review_scores
from reports.workflow.act_context import Attempt, Refused
from reports.workflow.permissions import check_role


class BadScores(Refused):
    """Nothing was stored; `problems` tells by place what cannot stand."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(f"财政评分没有保存，有 {len(self.problems)} 行须改正，见各行的提示。")


class ScoredMeanwhile(Refused):
    """A colleague stored other scores after the page was opened."""


@transaction.atomic
def score(report: Report, typed: Mapping[str, TypedScore], *, by: User | None, seen: str | None = None) -> str:
    """Stores what the bureau gives to the latest submission, all rows or none; a blank row is 同自评. Tells the totals.

    `seen` is the digest of the round as the page showed it. Raises BadScores, ScoredMeanwhile, Refused.
    """
    attempt = Attempt(gate.lock_expected_report(report), by)
    submission = _get_scorable(attempt)
    document = review_scores.load_sent_document(submission)
    given, problems = read_typed_scores(document, typed)
    if problems:
        raise BadScores(problems)
    now = review_scores.load_score_rounds(submission).now
    if given != now.given:
        if seen is not None and seen != now.digest:
            raise ScoredMeanwhile("您打开页面以后，同事改过财政评分，您的评分没有保存：各行已注明同事的评分，请核对后再保存。")
        review_scores.write_scores(submission, now, given, by=by)
        queue_facts.store_points(attempt.report, document, given)
        # No figure: the department reads events.
        events.record_event(attempt.report, events.SCORE, by=by, at=attempt.moment, submission=submission)
    return _describe_totals(document, given)


def may_score(report: Report, roles: Collection[str]) -> bool:
    """Whether a person with these roles may type scores now."""
    return not set(report.state.scorers).isdisjoint(roles)


def _get_scorable(attempt: Attempt) -> Submission:
    """The latest submission. Raises Refused when the report is not in review, or the person has no such role."""
    who = attempt.report.state.scorers
    if not who:
        raise Refused(f"这份报告现在是“{attempt.report.get_status_display()}”，不能评分。")
    check_role(attempt, who, events.SCORE.label)
    submission = attempt.submission
    if submission is None:
        raise Refused("单位还没有报送，不能评分。")
    return submission


def _describe_totals(document: Document, given: Mapping[str, scoring.Given]) -> str:
    """指标评分表：自评 98 分，财政评分 95 分，优；…"""
    return "；".join(_describe_sheet(sheet) for sheet in scoring.build_review_sheets(document, given))


def _describe_sheet(sheet: scoring.Sheet) -> str:
    own, bureau = (found.points.amount for found in (sheet.own, sheet.bureau))
    told = [
        f"自评 {'未填全' if own is None else f'{format_number(own)} 分'}",
        f"财政评分 {'未定' if bureau is None else f'{format_number(bureau)} 分'}",
    ]
    return f"{sheet.assessment.label}：{'，'.join((*told, *([sheet.bureau.grade] if sheet.bureau.grade else [])))}"
