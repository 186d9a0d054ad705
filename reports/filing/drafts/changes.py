"""What a save brings: cleaned, and refused with all its mistakes at their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from departments import clean_text
from departments.rows import new_key
from reports.domain import BLANK, LIMIT, PLACES, Document, Figure, ListField, Listing, Outline, Row, Value, editable_sentences
from reports.domain.shapes import NotAValue, fields, listing, narrative
from reports.filing.drafts.save_errors import SaveProblem, Unacceptable
from reports.filing.drafts.storage import Scope

ROW_KEY = re.compile(r"[0-9A-Za-z_-]{1,32}")


@dataclass(frozen=True)
class Changes:
    """Everything that one section holds. A key that is left out stays as it is; a blank value empties the fact.

    A list that is given replaces its rows; a row with key "" is new. Figures are cells of grids, by fact id.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)


def derive_changes(document: Document, scope: Scope) -> Changes:
    """The document's facts of the scope, blank ones included, so that they empty what is stored."""
    grids = document.outline.grids
    cells = (f"{grid}.{row}.{column}" for grid, column in scope.cells for row, _ in grids[grid].typed_cells((column,)))
    return Changes(
        fields={key: document.fields.get(key, "") for key in scope.fields},
        texts={key: document.text(key) for key in scope.texts},
        lists={key: document.rows(key) for key in scope.lists},
        figures={place: document.figures.get(place, BLANK) for place in cells},
        wordings={key: document.wordings.get(key, "") for key in scope.wordings},
    )


def accept_changes(outline: Outline, scope: Scope, changes: Changes) -> Changes:
    """The changes within the scope, cleaned. Raises Unacceptable with every problem."""
    allowed = {f"{grid}.{row}.{column}" for grid, column in scope.cells for row, _ in outline.grids[grid].typed_cells((column,))}
    cleaned = Changes(
        fields={key: _spell_field(outline, key, clean_text(text)) for key, text in changes.fields.items() if key in scope.fields},
        texts={key: clean_text(text) for key, text in changes.texts.items() if key in scope.texts},
        lists={key: _clean_rows(outline.lists[key], rows) for key, rows in changes.lists.items() if key in scope.lists},
        figures={place: figure for place, figure in changes.figures.items() if place in allowed},
        wordings={key: clean_text(text) for key, text in changes.wordings.items() if key in scope.wordings},
    )
    if found := list(find_problems(outline, cleaned)):
        raise Unacceptable(found)
    return cleaned


def _spell_field(outline: Outline, key: str, text: str) -> str:
    """In the one spelling of its kind; what is no value of the kind stays as it is, and is refused."""
    try:
        return outline.fields[key].parse(text)
    except NotAValue:
        return text


def _clean_rows(listing: Listing, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    kept = (Row(row.key or new_key(), _clean_row_values(listing, row), row.answers if listing.answers else "") for row in rows)
    return tuple(row for row in kept if not (listing.preset and row.is_blank))


def _clean_row_values(listing: Listing, row: Row) -> dict[str, Value]:
    """The row's values that the list has a field for, without blanks."""
    kept: dict[str, Value] = {}
    for column in listing.typed:
        value: Value = row.figure(column.key) if column.is_figure else clean_text(row.text(column.key))
        if str(value):
            kept[column.key] = value
    return kept


def find_problems(outline: Outline, changes: Changes) -> Iterator[SaveProblem]:
    """Everything that cannot be stored, with its place and a sentence."""
    for key, text in changes.fields.items():
        yield from _check_text_length(key, outline.fields[key].label, text, fields.TEXT_LIMIT)
        yield from _check_field_value(outline.fields[key], text)
    for key, text in changes.texts.items():
        yield from _check_text_length(
            f"narrative.{key}", outline.texts[key].label, text, min(outline.texts[key].limit, narrative.HARD_LIMIT)
        )
    for key, text in changes.wordings.items():
        yield from _check_text_length(f"wording.{key}", "表述", text, listing.TEXT_LIMIT)
        if message := editable_sentences.find_wording_problem(outline, key, text):
            yield SaveProblem(f"wording.{key}", message)
    for place, figure in changes.figures.items():
        yield from _check_number(place, outline.grids[place.split(".")[0]].label, figure)
    for key, rows in changes.lists.items():
        yield from _check_list_rows(outline.lists[key], rows)


def _check_text_length(place: str, label: str, text: str, limit: int) -> Iterator[SaveProblem]:
    if len(text) > limit:
        yield SaveProblem(place, f"{label}有 {len(text)} 个字，最多 {limit} 个字，请删减。")


def _check_field_value(field: fields.Field, text: str) -> Iterator[SaveProblem]:
    try:
        field.parse(text)
    except NotAValue as error:
        yield SaveProblem(field.key, str(error))


def _check_number(place: str, label: str, figure: Figure, *, whole: bool = False) -> Iterator[SaveProblem]:
    if figure.amount is None:
        return
    if not figure.amount.is_finite() or abs(figure.amount) >= LIMIT:
        yield SaveProblem(place, f"{label}中有数字过大，应小于 10 亿，请核对。")
    elif -int(figure.amount.normalize().as_tuple().exponent) > PLACES:
        yield SaveProblem(place, f"{label}中有数字的小数超过 {PLACES} 位，请四舍五入。")
    elif whole and figure.amount != int(figure.amount):
        yield SaveProblem(place, f"{label}应为整数。")


def _check_list_rows(shape: Listing, rows: tuple[Row, ...]) -> Iterator[SaveProblem]:
    limit = min(shape.limit, listing.HARD_LIMIT)
    if len(rows) > limit:
        yield SaveProblem(f"table.{shape.key}", f"{shape.label}有 {len(rows)} 行，最多 {limit} 行，请删减或合并。")
        return
    seen: set[str] = set()
    preset = {row.key for row in shape.preset}
    for number, row in enumerate(rows, 1):
        if not ROW_KEY.fullmatch(row.key) or row.key in seen:
            yield SaveProblem(f"table.{shape.key}", f"{shape.label}第 {number} 行的行标识“{row.key[:40]}”重复或无效。")
        elif preset and row.key not in preset:
            yield SaveProblem(f"table.{shape.key}", f"{shape.label}的各行由提纲规定，没有“{row.key[:40]}”这一行。")
        seen.add(row.key)
        for column in shape.typed:
            yield from _check_row_value(f"{shape.key}.{row.key}.{column.key}", f"{shape.label}第 {number} 行的{column.label}", row, column)


def _check_row_value(place: str, label: str, row: Row, column: ListField) -> Iterator[SaveProblem]:
    if column.is_figure:
        yield from _check_number(place, label, row.figure(column.key), whole=column.kind == "integer")
        return
    text = row.text(column.key)
    yield from _check_text_length(place, label, text, listing.TEXT_LIMIT)
    if text and column.choices and text not in column.choices:
        yield SaveProblem(place, f"{label}“{text[:20]}”不在可选项中，可选：{'、'.join(column.choices)}。")
