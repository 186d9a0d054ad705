"""What a person says of the pieces of a reading: a doubtful fact counts, or its words go elsewhere; before that it counts nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reports.domain.document import Document, Row
from reports.domain.figures import Figure, NotANumber
from reports.domain.outlines import Outline
from reports.domain.shapes import ListField, NotAValue
from reports.domain.text_import.matches import parse_stated_figure

YES, NOWHERE = "yes", "no"  # answers; any other is the place where the words go


class WrongPlace(ValueError):
    """The words cannot go there; the message is for the person."""


def leave_out(document: Document, places: Iterable[str]) -> Document:
    """The report without the facts of these places."""
    gone = set(places)
    return replace(
        document,
        fields={key: text for key, text in document.fields.items() if key not in gone or document.outline.fields[key].built_in},
        texts={key: text for key, text in document.texts.items() if f"narrative.{key}" not in gone},
        lists={key: tuple(row for row in rows if f"{key}.{row.key}" not in gone) for key, rows in document.lists.items()},
        figures={place: figure for place, figure in document.figures.items() if place not in gone},
        wordings={key: text for key, text in document.wordings.items() if f"wording.{key}" not in gone},
    )


def take_over(document: Document, read: Document, place: str) -> Document:
    """The report with the fact that was read for the place; rows stay in the order of the text."""
    kind, _, rest = place.partition(".")
    if place in read.figures:
        return replace(document, figures={**document.figures, place: read.figures[place]})
    if place in read.fields:
        return replace(document, fields={**document.fields, place: read.fields[place]})
    if kind == "narrative" and rest in read.texts:
        return replace(document, texts={**document.texts, rest: read.texts[rest]})
    if kind == "wording" and rest in read.wordings:
        return replace(document, wordings={**document.wordings, rest: read.wordings[rest]})
    if kind in read.lists:
        return _take_row(document, read, kind, rest)
    return document


def _take_row(document: Document, read: Document, key: str, row_key: str) -> Document:
    order = {row.key: at for at, row in enumerate(read.lists[key])}
    have = document.lists.get(key, ())
    new = tuple(row for row in read.lists[key] if row.key == row_key and row.key not in {known.key for known in have})
    rows = sorted((*have, *new), key=lambda row: order.get(row.key, len(order)))
    return replace(document, lists={**document.lists, key: tuple(rows)})


def list_targets(outline: Outline) -> dict[str, str]:
    """Places to which words can be moved, with what they are called."""
    texts = {f"narrative.{key}": text.label for key, text in outline.texts.items()}
    lists = {f"table.{listing.key}": f"{listing.label}（新的一行）" for listing in outline.listing if not listing.preset}
    fields = {key: field.label for key, field in outline.fields.items() if field.is_typed}
    cells = {
        f"{grid.key}.{row}.{column}": f"{grid.label}：{grid.row_by_key[row].label} · {grid.column_by_key[column].label}"
        for grid in outline.grid
        for row, column in grid.typed_cells()
    }
    return {**texts, **lists, **fields, **cells}


def put_words(document: Document, place: str, words: str) -> Document:
    """The report with the words at the place: a paragraph more, a row more, the value of a field or cell. Raises WrongPlace."""
    kind, _, rest = place.partition(".")
    if kind == "narrative" and rest in document.outline.texts:
        text = "\n".join(filter(None, (document.texts.get(rest, ""), words)))
        return replace(document, texts={**document.texts, rest: text})
    if kind == "table" and rest in document.outline.lists:
        return _put_row(document, rest, words)
    if place in document.outline.fields:
        return replace(document, fields={**document.fields, place: _read_field(document.outline, place, words)})
    if place.count(".") == 2 and kind in document.outline.grids:
        return replace(document, figures={**document.figures, place: _read_figure(document.outline, place, words)})
    raise WrongPlace("没有这个位置，请重新选择。")


def _put_row(document: Document, key: str, words: str) -> Document:
    first = next((field for field in document.outline.lists[key].fields if _holds_words(field)), None)
    if first is None:
        raise WrongPlace("这张表没有可以放文字的栏，请到报告里填写。")
    have = document.lists.get(key, ())
    row_key = hashlib.sha256(f"{key}\0{len(have)}\0{words}".encode()).hexdigest()[:12]
    return replace(document, lists={**document.lists, key: (*have, Row(row_key, {first.key: words}))})


def _holds_words(field: ListField) -> bool:
    return field.is_typed and not field.is_figure and not field.choices


def _read_field(outline: Outline, key: str, words: str) -> str:
    field = outline.fields[key]
    if not field.is_typed:
        raise WrongPlace(f"{field.label}由系统计算，不能填写。")
    try:
        return field.parse(" ".join(words.split()))
    except NotAValue as error:
        raise WrongPlace(str(error)) from error


def _read_figure(outline: Outline, place: str, words: str) -> Figure:
    grid, row, column = place.split(".")
    try:
        return parse_stated_figure(words, outline.grids[grid].unit_of(row, column))
    except NotANumber as error:
        raise WrongPlace(f"“{words[:30]}”不是数字，不能放到表格里。") from error


def apply_answers(document: Document, read: Document, pieces: Mapping[int, tuple[str, str]], answers: Mapping[int, str]) -> Document:
    """The report with what the person said yes to or moved; `pieces` are place and words by number. Raises WrongPlace."""
    for number, (place, words) in pieces.items():
        answer = answers.get(number, NOWHERE)
        if answer == YES:
            document = take_over(document, read, place)
        elif answer != NOWHERE:
            document = put_words(document, answer, words)
    return document
