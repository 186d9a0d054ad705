"""The points of a table as one total: what the department gave itself, or what the bureau gives, with the grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reports.domain.document import Document
from reports.domain.figures import BLANK, Figure, round_amount
from reports.domain.outlines import Assessment
from reports.domain.scoring.assessment_rows import SCORE, AssessmentRow, iter_assessment_rows, score_by_place
from reports.domain.scoring.grades import get_grade

NOTHING: Mapping[str, Decimal] = MappingProxyType({})
FACTS = "score_facts"  # of Document.computed
PLACES = 2  # of a score


@dataclass(frozen=True)
class Total:
    """`points` is blank while a score is missing; `of` is what the weights come to."""

    points: Figure
    of: Decimal
    grade: str
    missing: tuple[str, ...] = ()  # places of scores that are not filled in
    capped: str = ""  # why there are fewer points than the sum


def compute_total(document: Document, assessment: Assessment, given: Mapping[str, Decimal] = NOTHING) -> Total:
    """The department's own points, with what the bureau `given` them by place in their stead."""
    return sum_rows(document, assessment, tuple(iter_assessment_rows(document, assessment, score_by_place(document))), given)


def compute_rule_total(document: Document, assessment: Assessment) -> Total:
    """What the outline's rules give where they give one number; elsewhere the department's own points."""
    rows = tuple(iter_assessment_rows(document, assessment, score_by_place(document)))
    given = {row.place: row.score.points for row in rows if row.score and row.score.points is not None}
    return sum_rows(document, assessment, rows, given)


def sum_rows(document: Document, assessment: Assessment, found: Iterable[AssessmentRow], given: Mapping[str, Decimal] = NOTHING) -> Total:
    """Rescaled where rows do not apply, capped where the outline says so; the grade by the cycle's cuts, else by the outline's."""
    every = tuple(found)
    counted = [line for line in every if line.counts]
    weights = sum((line.weight.amount or Decimal(0) for line in counted), Decimal(0))
    points = {line.place: given.get(line.place, line.points.amount) for line in counted}
    missing = tuple(f"{place}.{SCORE}" for place, amount in points.items() if amount is None)
    if missing or not weights:
        return Total(BLANK, weights, "", missing)
    reached = sum((amount or Decimal(0) for amount in points.values()), Decimal(0))
    if len(counted) < len(every):
        reached = round_amount(reached * assessment.of / weights, PLACES)
    reached, why = _apply_caps(document, assessment, reached)
    return Total(Figure.of(reached), weights, get_grade(reached, document.cuts or assessment.grades), capped=why)


def _apply_caps(document: Document, assessment: Assessment, points: Decimal) -> tuple[Decimal, str]:
    for cap in assessment.caps:
        if points > cap.most and document.is_condition_met(cap.when):
            return cap.most, cap.text
    return points, ""


def list_score_facts(document: Document) -> Mapping[str, Figure | str]:
    """What sentences may say of every assessment: `<key>.score` and `<key>.grade`; worked out once for a document."""
    if FACTS not in document.computed:
        totals = {assessment.key: compute_total(document, assessment) for assessment in document.outline.assessment}
        points = {f"{key}.score": total.points for key, total in totals.items()}
        document.computed[FACTS] = MappingProxyType(points | {f"{key}.grade": total.grade for key, total in totals.items()})
    found: Mapping[str, Figure | str] = document.computed[FACTS]
    return found
