"""Whether an outline has a place for a stored value. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from reports.domain import Listing, Outline, places
from reports.domain.checks.applicable import select_asked
from reports.filing.attachments.attachment_targets import WHOLE
from reports.filing.drafts.storage import Scope, get_outline_scope
from reports.filing.outline_moves.stored_values import Sort, StoredValue


def has_place(outline: Outline, value: StoredValue) -> bool:
    """Whether the value is seen and filled in somewhere under the outline."""
    return PLACED[value.sort](outline, value)


@lru_cache(maxsize=64)
def _get_scope(outline: Outline) -> Scope:
    return get_outline_scope(outline)


@lru_cache(maxsize=64)
def _get_asked_rules(outline: Outline) -> frozenset[str]:
    return frozenset(check.id for check in select_asked(outline))


def _is_cell_placed(outline: Outline, value: StoredValue) -> bool:
    """Words in a row of a list."""
    if value.key not in _get_scope(outline).lists:
        return False
    return _is_column_typed(outline.lists[value.key], value, is_figure=False)


def _is_figure_placed(outline: Outline, value: StoredValue) -> bool:
    scope = _get_scope(outline)
    if (value.key, value.column) in scope.cells:
        return outline.grids[value.key].is_typed(value.row, value.column)
    return value.key in scope.lists and _is_column_typed(outline.lists[value.key], value, is_figure=True)


def _is_column_typed(listing: Listing, value: StoredValue, *, is_figure: bool) -> bool:
    typed = any(field.key == value.column and field.is_figure is is_figure for field in listing.typed)
    return typed and listing.has_row(value.row)


def _is_attachment_placed(outline: Outline, value: StoredValue) -> bool:
    table, _, row = value.key.partition(".")
    listing = outline.lists.get(table)
    if listing is not None and not listing.has_row(row):
        return False
    return value.key == WHOLE or places.find_section(outline, value.key) is not None


PLACED: dict[Sort, Callable[[Outline, StoredValue], bool]] = {
    "field": lambda outline, value: value.key in _get_scope(outline).fields,
    "text": lambda outline, value: value.key in _get_scope(outline).texts,
    "wording": lambda outline, value: value.key in _get_scope(outline).wordings,
    "cell": _is_cell_placed,
    "figure": _is_figure_placed,
    "attachment": _is_attachment_placed,
    "explanation": lambda outline, value: value.key in _get_asked_rules(outline),
}
