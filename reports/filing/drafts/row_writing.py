"""Writes what differs in lists and in the department's profile: one statement a table for all that is new, changed, moved or gone,
however many lists and rows it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from departments.models import Kind, ProfileRow
from reports.domain import Listing, Row
from reports.filing.drafts.changes import Changes
from reports.filing.drafts.storage import LISTS, PARTICULARS, PROFILE, list_own_columns
from reports.filing.drafts.stored_facts import Stored, StoredLine
from reports.models import ExtraRow, Report


@dataclass(frozen=True)
class Difference:
    """What a save brings to one list, or to the particulars of the department."""

    name: str
    changed: Sequence[StoredLine] = ()
    gone: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def write_rows(report: Report, stored: Stored, changes: Changes) -> bool:
    """Whether anything was written."""
    listings = report.outline.definition.lists
    lists = (_compare_list(stored, listings[key], rows) for key, rows in changes.lists.items())
    found = [each for each in (_compare_particulars(stored, changes), *lists) if each]
    _write_profile(report, [each for each in found if each.name in Kind.values])
    for each in found:
        if each.name in LISTS:
            _write_list(report, each)
    _write_extra(report, [each for each in found if each.name not in Kind.values and each.name not in LISTS])
    _write_extra(report, [narrowed for each in found if each.name in listings and (narrowed := _select_own(listings[each.name], each))])
    return bool(found)


def _select_own(listing: Listing, found: Difference) -> Difference | None:
    """Of a standard list what a county added to it; None where that is nothing."""
    own = list_own_columns(listing)
    lines = [replace(line, texts={name: line.texts.get(name, "") for name in own}) for line in found.changed]
    return replace(found, changed=lines) if own else None


def _compare_particulars(stored: Stored, changes: Changes) -> Difference:
    """An emptied one is kept blank, so that one statement says it all."""
    given = {key: text for key, text in changes.fields.items() if key in PARTICULARS}
    changed = [StoredLine(key, {"text": text}) for key, text in given.items() if text != stored.particulars.get(key, "")]
    return Difference(Kind.PARTICULAR, changed)


def _compare_list(stored: Stored, listing: Listing, rows: Sequence[Row]) -> Difference:
    before = {line.key: line for line in stored.lists.get(listing.key, [])}
    names = [field.key for field in listing.typed if not field.is_figure]
    lines = [_make_changed_line(before.get(row.key), row, at, names) for at, row in enumerate(rows)]
    changed = [line for line in lines if not _is_same_line(before.get(line.key), line)]
    return Difference(listing.key, changed, frozenset(before.keys() - {line.key for line in lines}))


def _make_changed_line(before: StoredLine | None, row: Row, at: int, names: list[str]) -> StoredLine:
    """What the outline does not ask for stays as it was."""
    kept = before.texts if before else {}
    return StoredLine(row.key, {**kept, **{name: row.text(name) for name in names}}, row.answers, at)


def _is_same_line(before: StoredLine | None, line: StoredLine) -> bool:
    if before is None or (before.position, before.answers) != (line.position, line.answers):
        return False
    return all(before.texts.get(name, "") == text for name, text in line.texts.items())


def _write_profile(report: Report, found: list[Difference]) -> None:
    owner = {"department_id": report.department_id, "year": report.cycle.year}
    made = [
        ProfileRow(**owner, kind=kind, **columns, text=line.texts.get(PROFILE.get(kind, "text"), ""))
        for kind, line, columns in _iter_written_lines(found)
    ]
    _write_models(ProfileRow, made, ["department", "year", "kind", "key"], ["text"])


def _write_list(report: Report, found: Difference) -> None:
    store = LISTS[found.name]
    made = [
        store.model(report=report, **columns, **{name: line.texts[name] for name in store.texts if name in line.texts})
        for _, line, columns in _iter_written_lines([found])
    ]
    _write_models(store.model, made, ["report", "key"], list(store.texts))


def _write_extra(report: Report, found: list[Difference]) -> None:
    made = [ExtraRow(report=report, list=name, **columns, texts=line.texts) for name, line, columns in _iter_written_lines(found)]
    _write_models(ExtraRow, made, ["report", "list", "key"], ["texts"])


def _iter_written_lines(found: Iterable[Difference]) -> Iterator[tuple[str, StoredLine, dict[str, Any]]]:
    """Name, row, and the columns that every row has; one that is gone is left blank."""
    for each in found:
        for line in each.changed:
            yield each.name, line, {"key": line.key, "position": line.position, "answers": line.answers}
        for key in sorted(each.gone):
            yield each.name, StoredLine(key, {}), {"key": key, "is_gone": True}


def _write_models(model: type[Model], made: list[Any], unique: list[str], texts: list[str]) -> None:
    if made:
        changing = ["position", "answers", "is_gone", *texts]
        model._default_manager.bulk_create(made, update_conflicts=True, unique_fields=unique, update_fields=changing)
