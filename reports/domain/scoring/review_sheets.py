"""财政评分 beside the department's own: what the bureau gives each line, both totals and the gap. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.document import Document
from reports.domain.figures import Figure
from reports.domain.outlines import Assessment
from reports.domain.scoring.assessment_rows import AssessmentRow, iter_assessment_rows, score_by_place
from reports.domain.scoring.totals import Total, sum_rows
from reports.domain.scoring.wording import PointsInWords, describe_points


@dataclass(frozen=True)
class Given:
    """What the bureau says of one line. Blank points are the department's own: 同自评."""

    value: str = ""  # 核定完成值
    points: Decimal | None = None
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        return self == Given()


@dataclass(frozen=True)
class Judged:
    """One line with what the bureau gives."""

    line: AssessmentRow
    given: Given = Given()

    @property
    def points(self) -> Figure:
        """财政评分: the bureau's points, else the department's."""
        return self.line.points if self.given.points is None else Figure.of(self.given.points)

    @property
    def said(self) -> PointsInWords:
        return describe_points(self.line.weight.amount, self.line.points.amount, self.points.amount)


@dataclass(frozen=True)
class Sheet:
    """One assessment before the bureau."""

    assessment: Assessment
    lines: tuple[Judged, ...]
    own: Total
    bureau: Total

    @property
    def said(self) -> PointsInWords:
        return describe_points(self.own.of, self.own.points.amount, self.bureau.points.amount)


def build_review_sheets(document: Document, given: Mapping[str, Given]) -> tuple[Sheet, ...]:
    """Every assessment of the outline, the main one first. `given` by place."""
    found = score_by_place(document)
    return tuple(
        _build_review_sheet(document, assessment, tuple(iter_assessment_rows(document, assessment, found)), given)
        for assessment in document.outline.assessment
    )


def _build_review_sheet(document: Document, assessment: Assessment, found: tuple[AssessmentRow, ...], given: Mapping[str, Given]) -> Sheet:
    points = {place: one.points for place, one in given.items() if one.points is not None}
    return Sheet(
        assessment=assessment,
        lines=tuple(Judged(line, given.get(line.place, Given())) for line in found),
        own=sum_rows(document, assessment, found),
        bureau=sum_rows(document, assessment, found, points),
    )


def iter_every_row(document: Document) -> Iterator[tuple[Assessment, AssessmentRow]]:
    found = score_by_place(document)
    return ((assessment, line) for assessment in document.outline.assessment for line in iter_assessment_rows(document, assessment, found))
