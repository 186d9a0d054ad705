"""评分: points by the rules of the outline, with the working in words. Pure: a Document in, Scores out."""

from reports.domain.scoring.assessment_rows import AssessmentRow
from reports.domain.scoring.grades import get_grade
from reports.domain.scoring.review_sheets import Given, Judged, Sheet, build_review_sheets
from reports.domain.scoring.row_scoring import score_document, score_row
from reports.domain.scoring.rule_kinds import KINDS
from reports.domain.scoring.scores import Basis, Score
from reports.domain.scoring.totals import Total, compute_total, list_score_facts

__all__ = [
    "KINDS",
    "AssessmentRow",
    "Basis",
    "Given",
    "Judged",
    "Score",
    "Sheet",
    "Total",
    "build_review_sheets",
    "compute_total",
    "get_grade",
    "list_score_facts",
    "score_document",
    "score_row",
]
