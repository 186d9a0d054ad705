"""Asked beside changed: which changes between two versions lie at which place, and which were made without being asked for."""

from __future__ import annotations

from collections.abc import Iterable

from reports import places
from reports.diff import Change
from reports.document import Document


def at(document: Document, place: str, changes: Iterable[Change]) -> list[Change]:
    """The changes at the place or inside it; the row that a cell stood in counts as well."""
    return [change for change in changes if _touches(document, change.place, place)]


def beyond(document: Document, asked: Iterable[str], changes: Iterable[Change]) -> list[Change]:
    """The changes that lie at none of the places."""
    named = tuple(asked)
    return [change for change in changes if not any(_touches(document, change.place, place) for place in named)]


def _touches(document: Document, changed: str, asked: str) -> bool:
    return places.within(document.outline, changed, asked) or asked.startswith(f"{changed}.")
