"""The consistent report of the demo's bureau, with some of its facts otherwise."""

from decimal import Decimal
from typing import Any

from reports.demo import bureau
from reports.domain import interchange, scoring
from reports.domain.document import Document
from reports.domain.outlines import outline_loader
from reports.domain.scoring import Score

BUREAU = {"code": "9001", "name": "青禾区应急管理局", "district": "青禾区", "city": "南麓市"}


def paper(*, figures: dict[str, Any] | None = None, rows: dict[str, dict[str, str]] | None = None) -> Document:
    """`figures` by place; `rows` by key of the scored row. None in figures leaves the cell blank."""
    raw = bureau.build_bureau_report(BUREAU)
    raw["figures"] = {place: amount for place, amount in (raw["figures"] | (figures or {})).items() if amount is not None}
    for row in raw["lists"]["scoring"]:
        row.update((rows or {}).get(row["key"], {}))
    return interchange.load_document(raw, outline_loader.load_outline("hunan-standard"))


def score(key: str, document: Document) -> Score:
    return next(score for score in scoring.score_document(document) if score.row == f"scoring.{key}")


def points(key: str, document: Document) -> Decimal | None:
    return score(key, document).points
