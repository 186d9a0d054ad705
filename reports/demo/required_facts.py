"""Facts that an outline requires and the demonstration's own files do not hold: a new column, list or text of the outline.

What is made up says so wherever it stands; a figure is 0, as for what did not happen.
"""

from __future__ import annotations

from typing import Any

from reports.domain import Document, ListField, Listing, Outline, completeness, interchange, outline_loader

Raw = dict[str, Any]
MADE_UP = "示范内容，提纲要求填写"
ROUNDS = 3  # a figure that is filled in may decide that a text is to be written


def fill_required_facts(raw: Raw) -> Raw:
    """The report with everything that its outline requires. Raises BadInterchange where it holds what the outline does not know."""
    outline = outline_loader.load_outline(interchange.read_outline_id(raw))
    for _ in range(ROUNDS):
        document = interchange.load_document(raw, outline)
        for gap in completeness.find_all_missing(document):
            _name_rows(raw, document)
            _fill_fact(raw, outline, gap.place)
    return raw


def _name_rows(raw: Raw, document: Document) -> None:
    """Writes down the key that each row gets when it is read: a row with one more column would get another."""
    for table, rows in document.lists.items():
        for said, row in zip(raw["lists"][table], rows, strict=False):
            said["key"] = row.key


def _fill_fact(raw: Raw, outline: Outline, place: str) -> None:
    """`place` as completeness names it: a field, narrative.text, table.list, list.row.field or grid.row.column."""
    table, _, rest = place.partition(".")
    if place in outline.fields:
        raw.setdefault("fields", {})[place] = MADE_UP
    elif table == "narrative":
        raw.setdefault("texts", {})[rest] = MADE_UP
    elif table == "table":
        raw.setdefault("lists", {})[rest] = [_make_row(outline.lists[rest])]
    elif table in outline.lists:
        _fill_list_cell(raw.setdefault("lists", {}).setdefault(table, []), outline.lists[table], *rest.split("."))
    else:
        raw.setdefault("figures", {})[place] = "0"


def _fill_list_cell(rows: list[Raw], listing: Listing, key: str, column: str) -> None:
    """A row that the outline alone brings is not in the file yet."""
    if not any(row["key"] == key for row in rows):
        rows.append({"key": key})
    row = next(row for row in rows if row["key"] == key)
    row[column] = _make_value(next(field for field in listing.fields if field.key == column))


def _make_row(listing: Listing) -> Raw:
    return {field.key: _make_value(field) for field in listing.typed if field.required}


def _make_value(field: ListField) -> str:
    if field.is_figure:
        return "0"
    return field.choices[0] if field.choices else MADE_UP
