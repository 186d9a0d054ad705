"""Both scores as an approval keeps them: JSON that is written once and then only read, never worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.domain.figures import Figure
from reports.domain.scoring.review_sheets import Judged, Sheet
from reports.domain.scoring.wording import PointsInWords, describe_points


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
    def said(self) -> PointsInWords:
        return describe_points(self.weight, self.own, self.points)


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
    def said(self) -> PointsInWords:
        return describe_points(self.of, self.own, self.points)

    @property
    def differing(self) -> tuple[RowRecord, ...]:
        """Lines to which the bureau gave other points."""
        return tuple(row for row in self.rows if row.points != row.own)


def record_sheets(found: Iterable[Sheet]) -> dict[str, Any]:
    """As JSON, numbers as texts."""
    return {"assessments": [_record_sheet(sheet) for sheet in found]}


def load_sheet_records(raw: Mapping[str, Any]) -> tuple[SheetRecord, ...]:
    """What `record` wrote; nothing where an approval of earlier days kept no scores."""
    return tuple(_load_sheet_record(one) for one in raw.get("assessments", ()))


def _record_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": sheet.assessment.key,
        "label": sheet.assessment.label,
        "of": f"{sheet.assessment.of:f}",
        "self": _write_record_number(sheet.own.points),
        "points": _write_record_number(sheet.bureau.points),
        "self_grade": sheet.own.grade,
        "grade": sheet.bureau.grade,
        "capped": sheet.bureau.capped,
        "rows": [_record_row(judged) for judged in sheet.lines],
    }


def _record_row(judged: Judged) -> dict[str, Any]:
    line, given = judged.line, judged.given
    return {
        "place": line.place,
        "name": line.name,
        "weight": _write_record_number(line.weight),
        "self": _write_record_number(line.points),
        "points": _write_record_number(judged.points),
        "value": given.value,
        "reason": given.reason,
    }


def _write_record_number(figure: Figure) -> str | None:
    return None if figure.amount is None else f"{figure.amount:f}"


def _load_sheet_record(raw: Mapping[str, Any]) -> SheetRecord:
    numbers = {name: _read_record_number(raw.get(source)) for name, source in (("of", "of"), ("own", "self"), ("points", "points"))}
    return SheetRecord(
        key=raw["key"],
        label=raw["label"],
        own_grade=raw.get("self_grade", ""),
        grade=raw["grade"],
        capped=raw.get("capped", ""),
        rows=tuple(_load_row_record(row) for row in raw["rows"]),
        **numbers,
    )


def _load_row_record(raw: Mapping[str, Any]) -> RowRecord:
    weight, own, points = (_read_record_number(raw[name]) for name in ("weight", "self", "points"))
    return RowRecord(raw["place"], raw["name"], weight, own, points, raw["value"], raw["reason"])


def _read_record_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
