"""The demonstration's consistent report of 2024 in the outline hunan-standard, with cells, texts and rows changed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reports.demo import bureau
from reports.domain import interchange
from reports.domain.document import Document, Row
from reports.domain.figures import BLANK, Figure
from reports.domain.outlines import outline_loader


@cache
def build_consistent() -> Document:
    district = {"code": "9001", "name": "青禾区应急管理局", "district": "青禾区", "city": "南麓市"}
    raw = bureau.build_bureau_report(district)
    return interchange.load_document(raw, outline_loader.load_outline(raw["outline"]))


def bureau_paper(
    texts: dict[str, str] | None = None,
    lists: dict[str, tuple[Row, ...]] | None = None,
    cells: dict[str, str] | None = None,
    **other: object,
) -> Document:
    """Cells by fact id; "" makes one blank."""
    document = build_consistent()
    figures = {place: Figure.of(amount) if amount else BLANK for place, amount in (cells or {}).items()}
    return replace(
        document,
        texts={**document.texts, **(texts or {})},
        lists={**document.lists, **(lists or {})},
        figures={**document.figures, **figures},
        **other,
    )


def change_row(listing: str, key: str, **values: str) -> dict[str, tuple[Row, ...]]:
    """The list with some values of one row changed."""
    rows = build_consistent().lists[listing]
    numbers = ("weight", "score", "amount", "final", "budget")
    changed = {name: (Figure.of(value) if value else BLANK) if name in numbers else value for name, value in values.items()}
    return {listing: tuple(replace(row, values={**row.values, **changed}) if row.key == key else row for row in rows)}
