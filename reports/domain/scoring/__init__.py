"""评分: points by the rules of the outline, with the working in words. Pure: a Document in, Scores out."""

from reports.domain.scoring.assessment_rows import Line
from reports.domain.scoring.grades import grade
from reports.domain.scoring.review_sheets import Given, Judged, Sheet, sheets
from reports.domain.scoring.row_scoring import score, scores
from reports.domain.scoring.rule_kinds import KINDS
from reports.domain.scoring.scores import Basis, Score
from reports.domain.scoring.totals import Total, facts, total

__all__ = ["KINDS", "Basis", "Given", "Judged", "Line", "Score", "Sheet", "Total", "facts", "grade", "score", "scores", "sheets", "total"]
