"""A stale save: mine beside theirs for every fact that differs, and the choice between the two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from reports.domain import BLANK, Change, Document, Row, diff, places
from reports.filing.drafts import Changes

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Difference:
    place: str
    label: str
    mine: str
    theirs: str
    chosen: str  # what is ticked at first: mine, but a row that only they have stays


def compare_with_saved(theirs: Document, changes: Changes, section: str) -> list[Difference]:
    """Every fact of the section that is not the same in both versions."""
    mine = merge_into_document(theirs, changes)
    found = (change for change in diff.compare_documents(theirs, mine) if places.find_section(theirs.outline, change.place) == section)
    alone = set(_find_rows_theirs_alone(theirs, changes))
    return [_make_difference(change, THEIRS if change.place in alone else MINE) for change in found]


def _find_rows_theirs_alone(theirs: Document, changes: Changes) -> Iterator[str]:
    """Places of rows that only they have."""
    for key, rows in changes.lists.items():
        mine = {row.key for row in rows}
        yield from (f"{key}.{row.key}" for row in theirs.rows(key) if row.key not in mine)


def merge_into_document(document: Document, changes: Changes) -> Document:
    return replace(
        document,
        fields={**document.fields, **changes.fields},
        texts={**document.texts, **changes.texts},
        lists={**document.lists, **changes.lists},
        figures={**document.figures, **changes.figures},
        wordings={**document.wordings, **changes.wordings},
    )


def _make_difference(change: Change, chosen: str) -> Difference:
    return Difference(change.place, change.label, change.new or "（无）", change.old or "（无）", chosen)


def merge_choices(changes: Changes, theirs: Document, chosen: Collection[str]) -> Changes:
    """Mine, with theirs at the chosen places."""
    return Changes(
        fields={key: theirs.fields.get(key, "") if key in chosen else text for key, text in changes.fields.items()},
        texts={key: theirs.text(key) if f"narrative.{key}" in chosen else text for key, text in changes.texts.items()},
        lists={key: tuple(_merge_rows(key, rows, theirs.rows(key), chosen)) for key, rows in changes.lists.items()},
        figures={place: theirs.figures.get(place, BLANK) if place in chosen else figure for place, figure in changes.figures.items()},
        wordings={key: theirs.wordings.get(key, "") if f"wording.{key}" in chosen else text for key, text in changes.wordings.items()},
    )


def _merge_rows(key: str, mine: Iterable[Row], theirs: tuple[Row, ...], chosen: Collection[str]) -> list[Row]:
    """My rows in my order, then those of theirs that are to stay."""
    known = {row.key: row for row in theirs}
    kept = [_merge_row(key, row, known.get(row.key), chosen) for row in mine]
    have = {row.key for row in mine}
    return [*(row for row in kept if row), *(row for row in theirs if row.key not in have and f"{key}.{row.key}" in chosen)]


def _merge_row(key: str, mine: Row, theirs: Row | None, chosen: Collection[str]) -> Row | None:
    place = f"{key}.{mine.key}"
    if theirs is None:
        return None if place in chosen else mine
    source = {name: theirs if f"{place}.{name}" in chosen else mine for name in _list_value_names(mine, theirs)}
    values = {name: row.values.get(name, "") for name, row in source.items()}
    return Row(mine.key, {name: value for name, value in values.items() if str(value)}, theirs.answers if place in chosen else mine.answers)


def _list_value_names(*rows: Row) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.values))
