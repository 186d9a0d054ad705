"""Buttons of the section page that change what is typed without saving it; so lists work without JavaScript too.

An operation is `<what>:<on what>`: add:duties, up:duties:<row key>, paste:duties, carry:narrative.management, restore:goal_wording.
"""

from __future__ import annotations

import csv
from collections.abc import Callable

from django.http import QueryDict

from departments.rows import new_key
from reports.domain import Document, Listing
from reports.filing.forms import placeholders
from reports.filing.forms.list_forms import name_keys_input, name_paste_input
from reports.filing.forms.taken_over import fill_last_year_figures


class OperationRefused(Exception):
    """The operation was not done; the message is for the person, the place where it stands."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place


Act = Callable[[QueryDict, Document, "Document | None", str], None]


def apply_operation(operation: str, data: QueryDict, document: Document, last: Document | None) -> QueryDict:
    """What stands on the page after the button; an unknown button changes nothing. Raises Refused."""
    changed = data.copy()
    what, _, on = operation.partition(":")
    if what in ACTS:
        ACTS[what](changed, document, last, on)
    return changed


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


def _paste_list_rows(data: QueryDict, document: Document, last: Document | None, key: str) -> None:
    """Lines become rows, tabs become fields; rows that were still empty are filled up first."""
    listing = document.outline.lists.get(key)
    if listing is None or listing.preset:
        return
    lines = [cells for cells in parse_pasted_table(data.get(name_paste_input(key), "")) if any(cell.strip() for cell in cells)]
    kept = [row for row in data.getlist(name_keys_input(key)) if not _is_blank(data, listing, row)]
    if len(kept) + len(lines) > listing.limit:
        raise OperationRefused(
            f"table.{key}",
            f"{listing.label}最多 {listing.limit:,} 行，已有 {len(kept):,} 行，再粘贴 {len(lines):,} 行会超出，"
            "没有加入任何一行；粘贴的内容仍在下面的框中，请删减或分批加入。",
        )
    data.setlist(name_keys_input(key), kept)
    for cells in lines:
        _append_list_row(data, listing, {field.key: cell for field, cell in zip(listing.fields, cells, strict=False)})
    data[name_paste_input(key)] = ""


def parse_pasted_table(text: str) -> list[list[str]]:
    """Cells of a block copied from Excel or Word: lines and tabs, a cell of several lines in quotation marks."""
    limit = csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    try:
        return list(csv.reader(text.splitlines(keepends=True), dialect="excel-tab"))
    finally:
        csv.field_size_limit(limit)


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
}
