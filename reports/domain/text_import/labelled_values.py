"""A form read back: labels, each with its value beside or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.domain.figures import NotANumber
from reports.domain.outlines import Block, Outline
from reports.domain.shapes import Field, NotAValue
from reports.domain.text_import import matches
from reports.domain.text_import.line_cells import LineCell, find_table_body, is_printed_text, list_line_cells
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.text_lines import TextLine

NUMBER = re.compile(r"^\d+[.．、]\s*")


def find_form_label(outline: Outline, block: Block, text: str) -> str | None:
    """The fact whose label the text is."""
    return next((name for name in block.form if text and is_printed_text(outline, _get_label_pattern(outline, name), text)), None)


def _get_label_pattern(outline: Outline, name: str) -> str:
    if name in outline.fields:
        return outline.fields[name].label
    if name in outline.texts:
        return outline.texts[name].label
    if name in outline.lists:
        return outline.lists[name].label
    grid, row, column = name.split(".")
    lines = outline.grids[grid]
    return f"{lines.row_by_key[row].label}（{lines.column_by_key[column].label}）"


def find_row_values(outline: Outline, block: Block, cells: Sequence[LineCell]) -> int | None:
    """Where the values of facts side by side begin, behind their labels; None where the cells do not begin so."""
    return find_table_body(outline, cells, [_get_label_pattern(outline, name) for name in block.row], (block.caption, block.side))


def read_row(outline: Outline, block: Block, lines: Sequence[TextLine]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Facts side by side: as many values as labels, else nobody knows which words belong to which."""
    cells = list_line_cells(lines)
    start = find_row_values(outline, block, cells)
    values = [cell.text for cell in cells[start:]] if start is not None else []
    while len(values) > len(block.row) and not values[-1]:
        values.pop()
    if start is None or len(values) != len(block.row):
        return (), tuple(filter(None, values if start is not None else (line.text for line in lines)))
    pairs = [(value, make_fact_mention(outline, name, [value])) for name, value in zip(block.row, values, strict=True) if value]
    return tuple(said for _, said in pairs if said), tuple(value for value, said in pairs if not said)


def read_form(outline: Outline, block: Block, lines: Sequence[TextLine]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    said: list[Mention] = []
    unplaced: list[str] = []
    for name, values in _pair_labels_with_values(outline, block, list_line_cells(lines)):
        one = make_fact_mention(outline, name, [value for value in values if value])
        said += [one] if one else []
        unplaced += [value for value in values if value and one is None]
    return tuple(said), tuple(unplaced)


def _pair_labels_with_values(outline: Outline, block: Block, cells: Sequence[LineCell]) -> list[tuple[str, list[str]]]:
    pairs: list[tuple[str, list[str]]] = []
    for cell in cells:
        if name := find_form_label(outline, block, cell.text):
            pairs.append((name, []))
        elif pairs:
            pairs[-1][1].append(cell.text)
    return pairs


def make_fact_mention(outline: Outline, name: str, values: list[str]) -> Mention | None:
    """None when nothing is stated, or what stands in the cell is no number, date or choice."""
    text = "\n".join(values)
    quote = text[:LONGEST_QUOTE]
    if not text:
        return None
    if field := outline.fields.get(name):
        return _make_field_mention(field, text, quote)
    if name in outline.texts:
        return Mention("text", name, text, text, quote, home=True)
    if listing := outline.lists.get(name):
        rows = tuple({listing.fields[0].key: NUMBER.sub("", value)} for value in values)
        return Mention("rows", name, rows, text, quote, home=True, words=tuple((value,) for value in values))
    try:
        return Mention("figure", name, matches.parse_stated_figure(text), text, quote, home=True)
    except NotANumber:
        return None


def _make_field_mention(field: Field, text: str, quote: str) -> Mention | None:
    try:
        kept = field.parse(text)
    except NotAValue:
        return None
    if not kept:  # boxes of which none is ticked
        return Mention("field", field.key, "", text, quote)
    if not field.is_typed:
        return Mention("figure", field.key, field.figure(kept), text, quote, home=True)
    return Mention("field", field.key, kept, text, quote, home=True)
