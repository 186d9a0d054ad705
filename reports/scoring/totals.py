"""The points of a table as one total: what the department gave itself beside what the rules give, with the grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports import formulas
from reports.document import Document
from reports.figures import BLANK, Figure, rounded
from reports.outlines import Assessment, Grade
from reports.scoring.grades import grade
from reports.scoring.scores import Basis
from reports.scoring.scoring import scores

WEIGHT, SCORE = "weight", "score"
PLACES = 2  # of a score


@dataclass(frozen=True)
class Total:
    """`points` is blank while a score is missing; `of` is what the weights come to."""

    points: Figure
    of: Decimal
    grade: str
    missing: tuple[str, ...] = ()  # places of scores that are not filled in
    capped: str = ""  # why there are fewer points than the sum


def total(document: Document, assessment: Assessment, cuts: Iterable[Grade] = ()) -> Total:
    """The department's own points, rescaled where rows do not apply. `cuts`: the cycle's own, else the outline's."""
    left_out = _left_out(document, assessment)
    cells = {place: pair for place, pair in _cells(document, assessment) if place not in left_out}
    weights = sum((weight.amount or Decimal(0) for weight, _ in cells.values()), Decimal(0))
    missing = tuple(f"{place}.{SCORE}" for place, (_, points) in cells.items() if points.amount is None)
    if missing or not weights:
        return Total(BLANK, weights, "", missing)
    found = sum((points.amount or Decimal(0) for _, points in cells.values()), Decimal(0))
    points = rounded(found * assessment.of / weights, PLACES) if left_out else found
    points, why = _capped(document, assessment, points)
    return Total(Figure.of(points), weights, grade(points, tuple(cuts) or assessment.grades), capped=why)


def _left_out(document: Document, assessment: Assessment) -> set[str]:
    if not document.outline.lists[assessment.listing].preset:
        return set()
    return {score.row for score in scores(document) if score.basis is Basis.NOT_APPLICABLE and not score.of}


def _cells(document: Document, assessment: Assessment) -> Iterator[tuple[str, tuple[Figure, Figure]]]:
    """Weight and score of every line, by its place."""
    for row in document.rows(assessment.listing):
        yield f"{assessment.listing}.{row.key}", (row.figure(WEIGHT), row.figure(SCORE))
    for place in assessment.plus:
        grid, line = place.split(".")
        yield place, (document.cell(grid, line, WEIGHT), document.cell(grid, line, SCORE))


def _capped(document: Document, assessment: Assessment, points: Decimal) -> tuple[Decimal, str]:
    for cap in assessment.caps:
        if points > cap.most and formulas.holds(cap.when, document.figure):
            return cap.most, cap.text
    return points, ""


def facts(document: Document) -> Mapping[str, Figure | str]:
    """What sentences may say of every assessment: `<key>.score` and `<key>.grade`."""
    found: dict[str, Figure | str] = {}
    for assessment in document.outline.assessment:
        one = total(document, assessment)
        found |= {f"{assessment.key}.score": one.points, f"{assessment.key}.grade": one.grade}
    return found
