"""Documents that hold nothing hidden: once with blanks in its place, once with invented values.

What prints the same from both does not depend on anything hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TypeVar

from reports.domain import Document, Field, Figure, Listing, Row, Value
from reports.domain.interchange.json_schema import list_typed_cells
from reports.release.publishing.inference import is_hidden

T = TypeVar("T")
FALSE_WORDS = "＊"
FALSE_ROW = "x"
FALSE_DAY = "2199-12-31"
FALSE_AMOUNTS = 96_731  # no indicator, head count or budget of a county looks like it, nor like the next ones


def make_blank_document(document: Document, hidden: frozenset[str]) -> Document:
    """Without the hidden facts, the internal code of the unit, and what its text once stated."""
    gone = frozenset(place.removeprefix("table.") for place in hidden if place.startswith("table."))
    kept = {key: rows for key, rows in document.lists.items() if key not in gone}
    return replace(
        document,
        code="",
        fields=_remove_hidden_facts(document.fields, hidden, ""),
        texts=_remove_hidden_facts(document.texts, hidden, "narrative."),
        wordings=_remove_hidden_facts(document.wordings, hidden, "wording."),
        figures=_remove_hidden_facts(document.figures, hidden, ""),
        lists={key: tuple(_make_blank_row(document, key, row, hidden, gone) for row in rows) for key, rows in kept.items()},
        statements=(),
    )


def _remove_hidden_facts(facts: Mapping[str, T], hidden: frozenset[str], prefix: str) -> dict[str, T]:
    return {key: value for key, value in facts.items() if prefix + key not in hidden}


def _make_blank_row(document: Document, key: str, row: Row, hidden: frozenset[str], gone: frozenset[str]) -> Row:
    values = {name: value for name, value in row.values.items() if f"{key}.{row.key}.{name}" not in hidden}
    return replace(row, values=values, answers="" if document.outline.lists[key].answers in gone else row.answers)


def make_invented_document(document: Document, hidden: frozenset[str]) -> Document:
    """The same with invented values where something is hidden."""
    bare, amounts, outline = make_blank_document(document, hidden), map(Figure.of, count(FALSE_AMOUNTS, 7)), document.outline
    words = {kind: dict.fromkeys(_list_hidden_names(hidden, kind), FALSE_WORDS) for kind in ("narrative.", "wording.", "table.")}
    return replace(
        bare,
        fields={**bare.fields, **{key: _make_false_field(outline.fields[key], amounts) for key in sorted(hidden) if key in outline.fields}},
        texts={**bare.texts, **words["narrative."]},
        wordings={**bare.wordings, **words["wording."]},
        figures={**bare.figures, **{place: next(amounts) for place in list_typed_cells(outline) if place in hidden}},
        lists={
            **{key: tuple(_fill_row(outline.lists[key], row, hidden, amounts) for row in rows) for key, rows in bare.lists.items()},
            **{key: tuple(_make_false_rows(outline.lists[key], amounts)) for key in words["table."]},
            **_fill_preset_rows(bare, hidden, amounts),
        },
    )


def _list_hidden_names(hidden: frozenset[str], prefix: str) -> list[str]:
    return sorted(place.removeprefix(prefix) for place in hidden if place.startswith(prefix))


def _fill_preset_rows(bare: Document, hidden: frozenset[str], amounts: Iterator[Figure]) -> dict[str, tuple[Row, ...]]:
    """Rows that the outline brings stand there whether anything was typed into them or not."""
    preset = (listing for listing in bare.outline.listing if listing.preset)
    return {one.key: tuple(_fill_row(one, row, hidden, amounts) for row in _iter_preset_rows(bare, one)) for one in preset}


def _iter_preset_rows(bare: Document, listing: Listing) -> Iterator[Row]:
    known = {row.key: row for row in bare.lists.get(listing.key, ())}
    return (known.get(preset.key, Row(preset.key, {})) for preset in listing.preset)


def _fill_row(listing: Listing, row: Row, hidden: frozenset[str], amounts: Iterator[Figure]) -> Row:
    false = {f.key: _make_false_value(f.is_figure, amounts) for f in listing.typed if is_hidden(f"{listing.key}.{row.key}.{f.key}", hidden)}
    return replace(row, values={**row.values, **false})


def _make_false_rows(listing: Listing, amounts: Iterator[Figure]) -> Iterator[Row]:
    yield Row(FALSE_ROW, {field.key: _make_false_value(field.is_figure, amounts) for field in listing.typed})


def _make_false_field(field: Field, amounts: Iterator[Figure]) -> str:
    """Of a kind that is counted with a value of its kind, so that what is worked out from it differs too."""
    if not field.is_figure:
        return FALSE_WORDS
    return str(next(amounts)) if field.of_kind.is_number else FALSE_DAY if field.of_kind.counts_days else FALSE_DAY[:4]


def _make_false_value(is_figure: bool, amounts: Iterator[Figure]) -> Value:
    return next(amounts) if is_figure else FALSE_WORDS
