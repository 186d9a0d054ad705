"""应得分: what the rules of the outline work out, filled into blank 得分 at a press; a person may write other points, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import QueryDict

from reports.domain import Document, Listing
from reports.domain.scoring import score_document
from reports.domain.scoring.working_text import format_number

ACTUAL, SCORE = "actual", "score"
FILLED = "照“计算过程”填入 {} 格得分，填过的没有动。"
LEFT = "还有 {} 格没有算出分数，请按评分标准填写。"


def has_computed_points(listing: Listing) -> bool:
    """Whether rules stand in the outline for the points of its rows."""
    return any(preset.rule for preset in listing.preset) and listing.field(SCORE) is not None


def fill_computed_points(data: QueryDict, document: Document, listing: Listing) -> str:
    """By what stands on the page, saved or not; the receipt."""
    blank = {place for place in _iter_point_places(document, listing) if not str(data.get(place, "")).strip()}
    found = {f"{score.row}.{SCORE}": score for score in score_document(_take_typed_values(data, document, listing))}
    known = {place: found[place].points for place in blank if place in found and found[place].of}
    told = {place: points for place, points in known.items() if points is not None}
    for place, points in told.items():
        data[place] = format_number(points)
    return FILLED.format(len(told)) + (LEFT.format(len(blank) - len(told)) if len(blank) > len(told) else "")


def _iter_point_places(document: Document, listing: Listing) -> Iterator[str]:
    return (f"{listing.key}.{row.key}.{SCORE}" for row in document.rows(listing.key))


def _take_typed_values(data: QueryDict, document: Document, listing: Listing) -> Document:
    """The report with the 完成情况 that stand on the page."""
    rows = tuple(
        replace(row, values={**row.values, ACTUAL: str(data.get(f"{listing.key}.{row.key}.{ACTUAL}", row.text(ACTUAL)))})
        for row in document.rows(listing.key)
    )
    return replace(document, lists={**document.lists, listing.key: rows})
