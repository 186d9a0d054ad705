"""What changed between two versions of a report. Rows are matched by key: a row that only moved is no change."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.domain import places
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Entry, list_entries


class ChangeKind(enum.Enum):
    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "修改"


@dataclass(frozen=True)
class Change:
    place: str
    label: str
    kind: ChangeKind
    old: str = ""
    new: str = ""
    difference: Decimal | None = None  # new minus old, in the unit of the cell; None where one of them is no amount


def compare_documents(old: Document, new: Document) -> list[Change]:
    """Every fact of the new version's outline that differs, in the order of the outline."""
    filled_in = list_entries(new.outline)
    return [change for section in new.outline.section for entry in filled_in[section.key] for change in _compare_entry(old, new, entry)]


def _compare_entry(old: Document, new: Document, entry: Entry) -> Iterator[Change]:
    match entry.shape:
        case "fields":
            for key in entry.members:
                yield from _compare_fields(old, new, key)
        case "narrative":
            yield from _compare_texts(new, f"narrative.{entry.key}", old.text(entry.key), new.text(entry.key))
        case "wording":
            yield from _compare_texts(new, f"wording.{entry.key}", old.wordings.get(entry.key, ""), new.wordings.get(entry.key, ""))
        case "listing":
            yield from _compare_rows(old, new, entry.key)
        case "grid":
            yield from _compare_cells(old, new, entry)


def _compare_fields(old: Document, new: Document, key: str) -> Iterator[Change]:
    """As the outline shows them; of numbers the difference too, where both outlines count in one unit."""
    field, former = new.outline.fields[key], old.outline.fields.get(key)
    before, after = old.fields.get(key, ""), new.fields.get(key, "")
    if field.of_kind.is_number and (former is None or former.unit == field.unit):
        yield from _compare_figures(new, key, field.figure(before), field.figure(after))
    elif before.strip() != after.strip():
        said = (former or field).say(before), field.say(after)
        yield Change(key, places.label_place(new, key), _derive_change_kind(before, after), *said)


def _compare_texts(document: Document, place: str, old: str, new: str) -> Iterator[Change]:
    if old.strip() != new.strip():
        yield Change(place, places.label_place(document, place), _derive_change_kind(old, new), old, new)


def _compare_cells(old: Document, new: Document, entry: Entry) -> Iterator[Change]:
    for row, column in new.outline.grids[entry.key].typed_cells(entry.members):
        place = f"{entry.key}.{row}.{column}"
        yield from _compare_figures(new, place, _get_stored_figure(old, place), _get_stored_figure(new, place))


def _get_stored_figure(document: Document, place: str) -> Figure:
    """What was typed, also where the document's own outline does not have the cell."""
    return document.figures.get(place, Figure())


def _compare_figures(document: Document, place: str, old: Figure, new: Figure) -> Iterator[Change]:
    if old != new:
        difference = new.amount - old.amount if new.amount is not None and old.amount is not None else None
        yield Change(place, places.label_place(document, place), _derive_change_kind(str(old), str(new)), str(old), str(new), difference)


def _compare_rows(old: Document, new: Document, key: str) -> Iterator[Change]:
    before = {row.key: row for row in old.rows(key) if not row.is_blank}
    after = {row.key: row for row in new.rows(key) if not row.is_blank}
    for row in after.values():
        if row.key in before:
            yield from _compare_row_values(old, new, key, before[row.key], row)
        else:
            yield Change(
                f"{key}.{row.key}", places.label_place(new, f"{key}.{row.key}"), ChangeKind.ADDED, "", _describe_row(new, key, row)
            )
    for row in before.values():
        if row.key not in after:
            yield Change(
                f"{key}.{row.key}", places.label_place(old, f"{key}.{row.key}"), ChangeKind.REMOVED, _describe_row(new, key, row), ""
            )


def _compare_row_values(old: Document, new: Document, key: str, before: Row, after: Row) -> Iterator[Change]:
    for field in new.outline.lists[key].fields:
        place = f"{key}.{after.key}.{field.key}"
        if field.is_figure:
            yield from _compare_figures(new, place, before.figure(field.key), after.figure(field.key))
        else:
            yield from _compare_texts(new, place, before.text(field.key), after.text(field.key))
    yield from _compare_row_answers(old, new, key, before, after)


def _compare_row_answers(old: Document, new: Document, key: str, before: Row, after: Row) -> Iterator[Change]:
    """A suggestion that answers another problem than before."""
    listing = new.outline.lists[key]
    if listing.answers and before.answers != after.answers:
        place = f"{key}.{after.key}"
        label = f"{places.label_place(new, place)} · 对应{new.outline.lists[listing.answers].label}"
        said = _describe_answered_row(old, listing.answers, before), _describe_answered_row(new, listing.answers, after)
        yield Change(place, label, _derive_change_kind(*said), *said)


def _describe_answered_row(document: Document, key: str, row: Row) -> str:
    found = (_describe_row(document, key, other) for other in document.rows(key) if other.key == row.answers)
    return next(found, "")


def _describe_row(document: Document, key: str, row: Row) -> str:
    """A row in one line: 名称：……；决算数：93.14."""
    fields = document.outline.lists[key].fields
    if len(fields) == 1:
        return row.text(fields[0].key)
    return "；".join(f"{field.label}：{row.text(field.key)}" for field in fields if row.text(field.key))


def _derive_change_kind(old: str, new: str) -> ChangeKind:
    if not old.strip():
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if new.strip() else ChangeKind.REMOVED
