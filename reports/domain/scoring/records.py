"""Both scores as an approval keeps them: JSON that is written once and then only read, never worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.domain.figures import Figure
from reports.domain.scoring.review_sheets import Judged, Sheet
from reports.domain.scoring.wording import Said, said


@dataclass(frozen=True)
class RowRecord:
    """One line: `own` is 自评得分, `points` 财政评分, `value` 核定完成值."""

    place: str
    name: str
    weight: Decimal | None
    own: Decimal | None
    points: Decimal | None
    value: str = ""
    reason: str = ""

    @property
    def said(self) -> Said:
        return said(self.weight, self.own, self.points)


@dataclass(frozen=True)
class SheetRecord:
    """One assessment: both totals and the grade that each of them reaches."""

    key: str
    label: str
    of: Decimal | None
    own: Decimal | None
    points: Decimal | None
    own_grade: str
    grade: str
    rows: tuple[RowRecord, ...]
    capped: str = ""

    @property
    def said(self) -> Said:
        return said(self.of, self.own, self.points)

    @property
    def differing(self) -> tuple[RowRecord, ...]:
        """Lines to which the bureau gave other points."""
        return tuple(row for row in self.rows if row.points != row.own)


def record(found: Iterable[Sheet]) -> dict[str, Any]:
    """As JSON, numbers as texts."""
    return {"assessments": [_sheet(sheet) for sheet in found]}


def thawed(raw: Mapping[str, Any]) -> tuple[SheetRecord, ...]:
    """What `record` wrote; nothing where an approval of earlier days kept no scores."""
    return tuple(_thawed(one) for one in raw.get("assessments", ()))


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": sheet.assessment.key,
        "label": sheet.assessment.label,
        "of": f"{sheet.assessment.of:f}",
        "self": _written(sheet.own.points),
        "points": _written(sheet.bureau.points),
        "self_grade": sheet.own.grade,
        "grade": sheet.bureau.grade,
        "capped": sheet.bureau.capped,
        "rows": [_row(judged) for judged in sheet.lines],
    }


def _row(judged: Judged) -> dict[str, Any]:
    line, given = judged.line, judged.given
    return {
        "place": line.place,
        "name": line.name,
        "weight": _written(line.weight),
        "self": _written(line.points),
        "points": _written(judged.points),
        "value": given.value,
        "reason": given.reason,
    }


def _written(figure: Figure) -> str | None:
    return None if figure.amount is None else f"{figure.amount:f}"


def _thawed(raw: Mapping[str, Any]) -> SheetRecord:
    numbers = {name: _read(raw.get(source)) for name, source in (("of", "of"), ("own", "self"), ("points", "points"))}
    return SheetRecord(
        key=raw["key"],
        label=raw["label"],
        own_grade=raw.get("self_grade", ""),
        grade=raw["grade"],
        capped=raw.get("capped", ""),
        rows=tuple(_thawed_row(row) for row in raw["rows"]),
        **numbers,
    )


def _thawed_row(raw: Mapping[str, Any]) -> RowRecord:
    weight, own, points = (_read(raw[name]) for name in ("weight", "self", "points"))
    return RowRecord(raw["place"], raw["name"], weight, own, points, raw["value"], raw["reason"])


def _read(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
