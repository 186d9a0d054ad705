"""Rows of the sheet 单独栏目: what departments filled in for fields of the outline's own, with numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from reports.domain import Field, Outline
from reports.models import Narrative, Report
from reports.release.exports.summary_rows import WHO, Row
from reports.release.statistics import select_at_bureau

PREFIX = "field."


def iter_field_rows(reports: QuerySet[Report, Any], outlines: Mapping[int, Outline]) -> Iterator[Row]:
    """Of every report that the bureau has, in the order of its outline; one query. `outlines`: by the key of their version."""
    shown = select_at_bureau(reports).order_by()
    found = Narrative.objects.filter(report__in=shown.values("pk"), key__startswith=PREFIX).exclude(text="")
    who = [f"report__{name}" for name in WHO]
    rows = [
        (tuple(names), list(outlines[version].fields).index(field.key), [*names, field.label, field.show(text), _read_number(field, text)])
        for *names, version, key, text in found.values_list(*who, "report__outline", "key", "text")
        if version in outlines and (field := _find_field(outlines[version], key)) is not None
    ]
    yield from (row for _, _, row in sorted(rows, key=lambda each: (each[0][0], each[0][3], each[1])))


def _find_field(outline: Outline, key: str) -> Field | None:
    """None for what the outline asks no more."""
    return outline.fields.get(key.removeprefix(PREFIX))


def _read_number(field: Field, text: str) -> Decimal | None:
    """In the unit that is shown beside it; a date or a year is none."""
    return field.figure(text).amount if field.of_kind.is_number else None
