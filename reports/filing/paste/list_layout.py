"""The table of a list: its typed, given and computed columns, and lines that may be added."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reports.domain import Document, ListField, Listing, Outline, Row
from reports.filing.paste.layout import Cell, Column, Kind, Line, Table

ANSWERS = "answers"
SIGNS = {">=": "≥", "<=": "≤", "≧": "≥", "≦": "≤", "大于等于": "≥", "小于等于": "≤", "等于": "=", "大于": ">", "小于": "<"}
Answerable = Sequence[tuple[str, str]]  # key and words of the rows that a row of this list may answer


def build_list_table(document: Document, listing: Listing, keys: Sequence[str], answerable: Answerable = ()) -> Table:
    """`keys`: the rows on the page, in their order; of a list whose rows the outline brings, those rows."""
    columns = {field.key: _build_column(field) for field in listing.fields}
    if listing.answers:
        columns[ANSWERS] = Column(f"对应的{document.outline.lists[listing.answers].label}", "choice", choices=_name_answers(answerable))
    preset = {row.key: row for row in document.rows(listing.key)} if listing.preset else {}

    def make_line(key: str) -> Line:
        cells = tuple(_build_cell(listing, key, name, column, preset.get(key)) for name, column in columns.items())
        return Line(key, "", cells)

    lines = tuple(make_line(key) for key in (preset or keys))
    grows = None if listing.preset else make_line
    is_numbered = is_itemised(document.outline, listing.key)
    return Table(listing.label, tuple(columns.values()), lines, listing.limit, grows, is_numbered, document.year)


def is_itemised(outline: Outline, key: str) -> bool:
    """Whether the paper prints the list as items with numbers or marks of its own, so that those typed would stand twice."""
    blocks = [block for section in outline.section for block in section.show]
    items = any(block.listing == key and (block.number or block.end) for block in blocks)
    return items or any(part.each == key and (part.number or part.join) for block in blocks for part in block.parts.values())


def fold_word(text: str) -> str:
    """For comparison: without width and white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _build_column(field: ListField) -> Column:
    spellings = {other: word for other, word in SIGNS.items() if word in field.choices}
    choices = spellings | {fold_word(word): word for word in field.choices}
    return Column(field.label, _find_kind(field), field.unit, field.kind == "integer", field.long, choices)


def _find_kind(field: ListField) -> Kind:
    if not field.is_typed:
        return "fixed"
    if field.is_figure:
        return "figure"
    return "choice" if field.kind == "choice" else "text"


def _build_cell(listing: Listing, key: str, name: str, column: Column, row: Row | None) -> Cell:
    shown = str(row.values.get(name, "")) if row and column.kind == "fixed" else ""
    return Cell(f"{listing.key}.{key}.{name}", column, shown)


def _name_answers(answerable: Answerable) -> dict[str, str]:
    """A row is chosen by its words, with its number or without, or by its number alone: 1. 人员不足."""
    found: dict[str, str] = {}
    for key, words in answerable:
        number, _, text = words.partition(".")
        found.update({fold_word(name): key for name in (words, number, text) if key and name})
    return found
