"""Buttons of the section page that change what is typed without saving it; so lists work without JavaScript too.

An operation is `<what>:<on what>`: add:duties, up:duties:<row key>, paste:duties, carry:narrative.management, restore:goal_wording, points:scoring.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from departments.rows import new_key
from reports.domain import Document, Listing
from reports.filing.forms import computed_points, pasted_blocks, placeholders
from reports.filing.forms.list_forms import name_keys_input
from reports.filing.forms.taken_over import fill_last_year_figures
from reports.filing.paste import PasteRefused


class OperationRefused(Exception):
    """The operation was not done; the message is for the person, the place where it stands."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place


Act = Callable[[QueryDict, Document, "Document | None", str], "str | None"]


@dataclass(frozen=True)
class Applied:
    """What stands on the page after a button, and what there is to say of it."""

    data: QueryDict
    receipt: str = ""


def apply_operation(operation: str, data: QueryDict, document: Document, last: Document | None) -> Applied:
    """An unknown button changes nothing. Raises OperationRefused."""
    changed = data.copy()
    what, _, on = operation.partition(":")
    return Applied(changed, (ACTS[what](changed, document, last, on) if what in ACTS else None) or "")


def _add_list_row(data: QueryDict, document: Document, last: Document | None, key: str) -> None:
    listing = document.outline.lists.get(key)
    if listing and not listing.preset:
        data.appendlist(name_keys_input(key), new_key())


def _remove_list_row(data: QueryDict, document: Document, last: Document | None, on: str) -> None:
    name, row = _read_row_target(on)
    data.setlist(name, [key for key in data.getlist(name) if key != row])


def _move_row_up(data: QueryDict, document: Document, last: Document | None, on: str) -> None:
    _move_list_row(data, on, -1)


def _move_row_down(data: QueryDict, document: Document, last: Document | None, on: str) -> None:
    _move_list_row(data, on, 1)


def _move_list_row(data: QueryDict, on: str, by: int) -> None:
    name, row = _read_row_target(on)
    keys = data.getlist(name)
    if row in keys and 0 <= keys.index(row) + by < len(keys):
        at = keys.index(row)
        keys.insert(at + by, keys.pop(at))
        data.setlist(name, keys)


def _read_row_target(on: str) -> tuple[str, str]:
    listing, _, row = on.partition(":")
    return name_keys_input(listing), row


def _paste_list_rows(data: QueryDict, document: Document, last: Document | None, key: str) -> str:
    """The block of the box as rows; the receipt."""
    listing = document.outline.lists.get(key)
    if listing is None or listing.preset:
        return ""
    try:
        return pasted_blocks.append_pasted_rows(data, document, listing).text
    except PasteRefused as refused:
        raise OperationRefused(f"table.{key}", f"{refused}粘贴的内容仍在下面的框中。") from refused


def _is_blank(data: QueryDict, listing: Listing, row: str) -> bool:
    return not any(data.get(f"{listing.key}.{row}.{field.key}", "").strip() for field in listing.fields)


def _append_list_row(data: QueryDict, listing: Listing, values: dict[str, str], key: str = "") -> None:
    key = key or new_key()
    data.appendlist(name_keys_input(listing.key), key)
    for field, value in values.items():
        data[f"{listing.key}.{key}.{field}"] = value


def _carry_from_last_year(data: QueryDict, document: Document, last: Document | None, place: str) -> None:
    """沿用上年: last year's field, text or rows, where the outline says that they may be taken over; of other tables 上年数."""
    kind, _, key = place.partition(".")
    outline = document.outline
    if last is None:
        return
    if place in outline.fields and outline.fields[place].carry:
        data[place] = last.fields.get(place, "")
    elif kind == "narrative" and key in outline.texts and outline.texts[key].carry:
        data[place] = last.text(key)
    elif kind == "table" and key in outline.lists and outline.lists[key].carry and not outline.lists[key].preset:
        _carry_rows(data, outline.lists[key], last)
    elif kind == "table":
        fill_last_year_figures(data, document, last, key, data.getlist(name_keys_input(key)))


def _carry_rows(data: QueryDict, listing: Listing, last: Document) -> None:
    """Last year's rows under those already typed, with the keys they had, so that a row taken over twice comes once."""
    kept = [row for row in data.getlist(name_keys_input(listing.key)) if not _is_blank(data, listing, row)]
    data.setlist(name_keys_input(listing.key), kept)
    for row in last.rows(listing.key):
        if row.key not in kept:
            _append_list_row(data, listing, {field.key: row.text(field.key) for field in listing.fields}, row.key)


def _fill_computed_points(data: QueryDict, document: Document, last: Document | None, key: str) -> str:
    """照应得分填; the receipt."""
    listing = document.outline.lists.get(key)
    return computed_points.fill_computed_points(data, document, listing) if listing and computed_points.has_computed_points(listing) else ""


def _restore_standard_sentence(data: QueryDict, document: Document, last: Document | None, key: str) -> None:
    """恢复标准表述."""
    if block := document.outline.wordings.get(key):
        data[f"wording.{key}"] = placeholders.show_placeholders(block.sentence, placeholders.list_placeholders(document, block))


ACTS: dict[str, Act] = {
    "add": _add_list_row,
    "remove": _remove_list_row,
    "up": _move_row_up,
    "down": _move_row_down,
    "paste": _paste_list_rows,
    "carry": _carry_from_last_year,
    "restore": _restore_standard_sentence,
    "points": _fill_computed_points,
}
