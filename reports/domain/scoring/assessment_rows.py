"""The lines of an assessment: rows of its list, and the grid rows beside it, each with what it is worth and what it got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Assessment
from reports.domain.patterns import printing
from reports.domain.scoring.row_scoring import score_document
from reports.domain.scoring.scores import Basis, Score

WEIGHT, SCORE = "weight", "score"


@dataclass(frozen=True)
class AssessmentRow:
    """One line as the department filled it in. Two lines are equal when nothing changed that its points rest on."""

    place: str  # scoring.staff_rate, indicators.<row key>, expenditure.total
    name: str
    weight: Figure
    points: Figure  # 自评得分
    target: str = ""
    actual: str = ""
    reason: str = ""
    score: Score | None = None  # what the outline's rule gives

    @property
    def counts(self) -> bool:
        """False for a row that does not apply and is left out of the total."""
        return not (self.score and self.score.basis is Basis.NOT_APPLICABLE and not self.score.of)

    @property
    def agrees(self) -> bool:
        """Whether the department's points are what the rule gives or allows."""
        return self.score is None or self.points.amount is None or self.score.allows(self.points.amount)


def score_by_place(document: Document) -> dict[str, Score]:
    """What the rules give, by place."""
    return {score.row: score for score in score_document(document)}


def iter_assessment_rows(document: Document, assessment: Assessment, found: Mapping[str, Score]) -> Iterator[AssessmentRow]:
    """The lines in the order of the outline. `found`: what `computed` says of the document."""
    listing = assessment.listing
    for row in document.rows(listing):
        yield _make_row_of_list(f"{listing}.{row.key}", row, found)
    for place in assessment.plus:
        yield _make_row_of_grid(document, place)


def _make_row_of_list(place: str, row: Row, found: Mapping[str, Score]) -> AssessmentRow:
    target = "".join(row.text(name) for name in ("sign", "target", "unit"))
    told = {"target": target, "actual": row.text("actual"), "reason": row.text("reason")}
    return AssessmentRow(place, row.text("level3"), row.figure(WEIGHT), row.figure(SCORE), **told, score=found.get(place))


def _make_row_of_grid(document: Document, place: str) -> AssessmentRow:
    key, row = place.split(".")
    grid = document.outline.grids[key]
    shares = [column.key for column in grid.columns if grid.has(row, column.key) and grid.unit_of(row, column.key) == "%"]
    actual = "，".join(_describe_execution_rate(document, f"{place}.{column}") for column in shares)
    name = f"{grid.label}（{document.fill(grid.row_by_key[row].label)}）"
    return AssessmentRow(place, name, document.cell(key, row, WEIGHT), document.cell(key, row, SCORE), actual=actual)


def _describe_execution_rate(document: Document, place: str) -> str:
    """执行率 97.5%."""
    grid, row, column = place.split(".")
    lines_ = document.outline.grids[grid]
    label = document.fill(lines_.column_by_key[column].label)
    figure = document.figure(place)
    shown = printing.format_table_figure(figure, lines_.places_of(row, column), document.outline.trim)
    return f"{label} {shown}{'%' if figure.amount is not None else ''}"
