"""Return items while they are being written: what the form posts, what the server keeps, what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest

from django.http import QueryDict

from departments import parse_number
from reports.domain import Document, places
from reports.models import DraftItem, ItemKind, Report
from reports.workflow import Draft, NewItem, item_drafts

FIELDS = ("key", "place", "kind", "text", "follows")


@dataclass(frozen=True)
class TypedItem:
    """A draft with the name of its place. `follows` is the id of the item that it raises again."""

    key: str
    place: str
    label: str
    kind: str
    text: str
    follows: int | None

    @property
    def kind_label(self) -> str:
        return str(ItemKind(self.kind).label)


def read_posted_items(post: QueryDict) -> list[Draft]:
    """The items of the form, in their order; each has a key from here on."""
    rows = zip_longest(*map(post.getlist, FIELDS), fillvalue="")
    return [_make_draft_item(*map(str, row)) for row in rows if row[1]]


def _make_draft_item(key: str, place: str, kind: str, text: str, follows: str) -> Draft:
    return Draft(place, kind, text, key or item_drafts.make_key(), parse_number(follows))


def list_removed_keys(post: QueryDict) -> list[str]:
    return [str(key) for key in post.getlist("remove") if key]


def make_new_items(drafts: list[Draft]) -> list[NewItem]:
    return [NewItem(draft.place, draft.kind, draft.text, draft.follows) for draft in drafts]


def load_kept_drafts(report: Report) -> list[DraftItem]:
    """Everybody's drafts, each person's in order. One query."""
    return list(report.draft_items.select_related("author").order_by("author", "position", "pk"))


def describe_kept_drafts(document: Document, found: list[DraftItem]) -> list[TypedItem]:
    return [TypedItem(row.key, row.place, places.label_place(document, row.place), row.kind, row.text, row.follows_id) for row in found]


def describe_posted_drafts(document: Document, drafts: list[Draft]) -> list[TypedItem]:
    """What was posted by somebody who may keep nothing here: it stays on the screen."""
    kinds = ItemKind.values
    named = ((draft, places.label_place(document, draft.place)) for draft in drafts)
    return [TypedItem(d.key, d.place, label, d.kind if d.kind in kinds else ItemKind.MUST, d.text, d.follows) for d, label in named]


def group_by_author(document: Document, found: list[DraftItem]) -> list[tuple[str, list[TypedItem]]]:
    grouped = groupby(found, key=lambda row: row.author)
    return [(str(author), describe_kept_drafts(document, list(rows))) for author, rows in grouped]
