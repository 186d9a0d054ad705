"""Return items as typed on the review page; they live in the form until the report goes back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from departments.cleaning import clean
from reports import places
from reports.document import Document
from reports.models import ItemKind
from reports.workflow import NewItem

MOST = 200


@dataclass(frozen=True)
class Typed:
    place: str
    label: str
    kind: str
    text: str


def read(post: QueryDict, document: Document) -> list[Typed]:
    """The items of the form, in their order, with one more where “添加意见” was pressed and without the one taken out."""
    rows = [(str(place), str(kind), str(text)) for place, kind, text in zip(*map(post.getlist, ("place", "kind", "text")), strict=False)]
    removed = post.get("remove", "")
    if removed.isdecimal():
        rows = [row for at, row in enumerate(rows) if str(at) != removed]
    if post.get("act") == "add" and post.get("new_place"):
        rows.append((str(post["new_place"]), ItemKind.MUST, ""))
    return [_typed(document, *row) for row in rows[:MOST]]


def _typed(document: Document, place: str, kind: str, text: str) -> Typed:
    place = clean(place)
    return Typed(place, places.label(document, place), kind if kind in ItemKind.values else ItemKind.MUST, clean(text))


def new_items(typed: list[Typed]) -> list[NewItem]:
    return [NewItem(item.place, item.kind, item.text) for item in typed]
