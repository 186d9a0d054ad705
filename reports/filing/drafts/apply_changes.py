"""What a report says once changes are saved, without asking the database again. Pure; equal to loading it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from reports.domain import Document, Figure, Listing, Row
from reports.filing.drafts.changes import Changes

Fact = TypeVar("Fact", str, Figure)


def apply_changes_to(document: Document, changes: Changes) -> Document:
    """The document with changes that were accepted for one of its sections."""
    outline = document.outline
    lists = {**document.lists, **changes.lists}
    return replace(
        document,
        fields=_keep_filled_facts({**document.fields, **changes.fields}, [*document.fields, *changes.fields]),
        texts=_keep_filled_facts({**document.texts, **changes.texts}, outline.texts),
        lists={each.key: _clear_lost_answers(each, lists) for each in outline.listing if lists.get(each.key)},
        figures=_keep_filled_facts({**document.figures, **changes.figures}, [*document.figures, *changes.figures]),
        wordings=_keep_filled_facts({**document.wordings, **changes.wordings}, outline.wordings),
    )


def _keep_filled_facts(facts: Mapping[str, Fact], keys: Iterable[str]) -> dict[str, Fact]:
    """Without blank ones, in the order of the keys."""
    return {key: facts[key] for key in keys if key in facts and str(facts[key])}


def _clear_lost_answers(listing: Listing, lists: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
    """The rows; what one answers is forgotten when that row is gone."""
    there = {row.key for row in lists.get(listing.answers, ())}
    return tuple(row if row.answers in there or not row.answers else replace(row, answers="") for row in lists[listing.key])
