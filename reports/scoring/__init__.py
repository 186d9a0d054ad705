"""评分: points by the rules of the outline, with the working in words. Pure: a Document in, Scores out."""

from reports.scoring.grades import grade
from reports.scoring.kinds import KINDS
from reports.scoring.lines import Line
from reports.scoring.review import Given, Judged, Sheet, sheets
from reports.scoring.scores import Basis, Score
from reports.scoring.scoring import score, scores
from reports.scoring.totals import Total, facts, total

__all__ = ["KINDS", "Basis", "Given", "Judged", "Line", "Score", "Sheet", "Total", "facts", "grade", "score", "scores", "sheets", "total"]
