"""What a text that was read says otherwise than the report. The report's own print is read back too, and the two readings are compared:
what no paper shows, and what reading writes in another way, is no change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from reports.domain import Document, Row
from reports.domain.rendering import page_lines, pages
from reports.domain.rendering.word.word_text import clean_word_page
from reports.domain.text_import import Reading, Unreadable, read_report_text

Fact = TypeVar("Fact")
ALIKE = 0.5  # shared letters of two rows of which one was edited


def read_own_print(document: Document) -> Reading:
    """The report as it would be read from its own paper; an empty reading where that says nothing."""
    text = page_lines.print_text(clean_word_page(pages.build_report_page(document)))
    try:
        return read_report_text(document.outline, text)
    except Unreadable:
        return Reading(Document(document.outline, document.year, document.department))


def apply_read_changes(current: Document, own: Document, read: Document) -> Document:
    """The current report with what `read` says otherwise than `own`, the reading of its own print."""
    built_in = {key: text for key, text in current.fields.items() if _is_built_in(current, key)}
    asked = [key for key in read.outline.fields if not _is_built_in(read, key)]
    cells = dict.fromkeys((*current.figures, *own.figures, *read.figures))
    rows = {key: tuple(_apply_rows(*(each.lists.get(key, ()) for each in (current, own, read)))) for key in read.outline.lists}
    return replace(
        current,
        fields=built_in | _apply_facts(current.fields, own.fields, read.fields, asked),
        texts=_apply_facts(current.texts, own.texts, read.texts, read.outline.texts),
        wordings=_apply_facts(current.wordings, own.wordings, read.wordings, read.outline.wordings),
        figures=_apply_facts(current.figures, own.figures, read.figures, cells),
        lists={key: found for key, found in rows.items() if found},
    )


def _is_built_in(document: Document, key: str) -> bool:
    field = document.outline.fields.get(key)
    return field is None or field.built_in


def _apply_facts(
    current: Mapping[str, Fact], own: Mapping[str, Fact], read: Mapping[str, Fact], keys: Sequence[str] | Mapping[str, object]
) -> dict[str, Fact]:
    chosen = ((key, (current if own.get(key) == read.get(key) else read).get(key)) for key in keys)
    return {key: fact for key, fact in chosen if fact is not None}


def _apply_rows(current: Sequence[Row], own: Sequence[Row], read: Sequence[Row]) -> Iterator[Row]:
    """The rows that were read, in their order; one that is there already keeps its key and what the paper does not show of it.

    Rows of the report that its own print does not show stay behind them. Where that print is read in other rows than there are (one was
    cut in two), they tell nothing, and what was read stands as it is.
    """
    filled = [row for row in current if not row.is_blank]
    if [row.values for row in read] == [row.values for row in own]:
        yield from current
        return
    shown = _pair_rows(own, filled)
    if None in shown:
        own, shown = filled, list(range(len(filled)))
    for row, printed in zip(read, _pair_rows(read, own), strict=True):
        there = None if printed is None else shown[printed]
        yield row if printed is None or there is None else _apply_row(filled[there], own[printed], row)
    yield from (row for at, row in enumerate(filled) if at not in shown)


def _apply_row(current: Row, own: Row, read: Row) -> Row:
    names = list(dict.fromkeys(name for row in (current, own, read) for name in row.values))
    return replace(current, values=_apply_facts(current.values, own.values, read.values, names))


def _pair_rows(rows: Sequence[Row], others: Sequence[Row]) -> list[int | None]:
    """For each row, which of the others it is: by key, by content, else the one most like it among those that are left."""
    found: list[int | None] = [None] * len(rows)
    free = dict.fromkeys(range(len(others)))
    for is_same in (_has_same_key, _has_same_content):
        for at, row in enumerate(rows):
            if found[at] is None and (same := next((other for other in free if is_same(row, others[other])), None)) is not None:
                found[at] = same
                del free[same]
    letters = {other: _list_letters(others[other]) for other in free}
    for at, row in enumerate(rows):
        if found[at] is None and letters:
            own = _list_letters(row)
            best = max(letters, key=lambda other: _compare_letters(own, letters[other]))
            if _compare_letters(own, letters[best]) >= ALIKE:
                found[at] = best
                del letters[best]
    return found


def _has_same_key(row: Row, other: Row) -> bool:
    return row.key == other.key


def _has_same_content(row: Row, other: Row) -> bool:
    return row.values == other.values


def _list_letters(row: Row) -> set[str]:
    return set("".join(map(str, row.values.values())))


def _compare_letters(letters: set[str], others: set[str]) -> float:
    """How many both have, of all."""
    return 2 * len(letters & others) / max(len(letters) + len(others), 1)
