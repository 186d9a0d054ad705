"""财政评分 beside the department's own: what the bureau gives each line, both totals and the gap. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.document import Document
from reports.domain.figures import Figure
from reports.domain.outlines import Assessment
from reports.domain.scoring.assessment_rows import Line, computed, lines
from reports.domain.scoring.totals import Total, total_of
from reports.domain.scoring.wording import Said, said


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

    line: Line
    given: Given = Given()

    @property
    def points(self) -> Figure:
        """财政评分: the bureau's points, else the department's."""
        return self.line.points if self.given.points is None else Figure.of(self.given.points)

    @property
    def said(self) -> Said:
        return said(self.line.weight.amount, self.line.points.amount, self.points.amount)


@dataclass(frozen=True)
class Sheet:
    """One assessment before the bureau."""

    assessment: Assessment
    lines: tuple[Judged, ...]
    own: Total
    bureau: Total

    @property
    def said(self) -> Said:
        return said(self.own.of, self.own.points.amount, self.bureau.points.amount)


def sheets(document: Document, given: Mapping[str, Given]) -> tuple[Sheet, ...]:
    """Every assessment of the outline, the main one first. `given` by place."""
    found = computed(document)
    return tuple(
        _sheet(document, assessment, tuple(lines(document, assessment, found)), given) for assessment in document.outline.assessment
    )


def _sheet(document: Document, assessment: Assessment, found: tuple[Line, ...], given: Mapping[str, Given]) -> Sheet:
    points = {place: one.points for place, one in given.items() if one.points is not None}
    return Sheet(
        assessment=assessment,
        lines=tuple(Judged(line, given.get(line.place, Given())) for line in found),
        own=total_of(document, assessment, found),
        bureau=total_of(document, assessment, found, points),
    )


def every_line(document: Document) -> Iterator[tuple[Assessment, Line]]:
    found = computed(document)
    return ((assessment, line) for assessment in document.outline.assessment for line in lines(document, assessment, found))
