"""Writes the differences between what is stored and what was brought: nothing for the same content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from departments.models import DepartmentProfile
from reports.document import Row
from reports.drafts import known
from reports.drafts.changes import Changes
from reports.drafts.reading import Cell, Line, Stored
from reports.drafts.storage import LISTS, PROFILE
from reports.figures import BLANK
from reports.figures import Figure as Number
from reports.models import ExtraRow, Figure, Narrative, Report
from reports.shapes import Listing


def write(report: Report, stored: Stored, changes: Changes) -> bool:
    """Whether anything was written."""
    listings = report.outline.definition.lists
    profile = _profile(report, stored, changes)
    done = [
        profile,
        _narratives(report, stored, changes),
        *[_list(report, stored, listings[key], rows) for key, rows in changes.lists.items()],
        _figures(report, stored, _numbers(stored, listings, changes)),
    ]
    return any(done)


def _profile(report: Report, stored: Stored, changes: Changes) -> bool:
    """The profile of the year; made with the first fact that hangs on it."""
    given = {PROFILE[key]: text for key, text in changes.fields.items() if key in PROFILE}
    values = {name: text for name, text in given.items() if text != stored.profile.get(name, "")}
    hangs = any(rows and key in LISTS and LISTS[key].of_profile for key, rows in changes.lists.items())
    if stored.profile_id is not None:
        return bool(values) and bool(DepartmentProfile.objects.filter(pk=stored.profile_id).update(**values))
    if not values and not hangs:
        return False
    profile = DepartmentProfile(department_id=report.department_id, year=report.cycle.year, **values)
    changing = [*values] or ["year"]
    DepartmentProfile.objects.bulk_create([profile], update_conflicts=True, unique_fields=["department", "year"], update_fields=changing)
    stored.profile_id = profile.pk
    return True


def _narratives(report: Report, stored: Stored, changes: Changes) -> bool:
    given = {f"field.{key}": text for key, text in changes.fields.items() if key not in PROFILE}
    given |= {**changes.texts, **{f"wording.{key}": text for key, text in changes.wordings.items()}}
    changed = {key: text for key, text in given.items() if text != stored.narratives.get(key, "")}
    filled = [Narrative(report=report, key=key, text=text, marks=known.marks(text)) for key, text in changed.items() if text]
    if filled:
        Narrative.objects.bulk_create(filled, update_conflicts=True, unique_fields=["report", "key"], update_fields=["text", "marks"])
    if emptied := [key for key, text in changed.items() if not text]:
        Narrative.objects.filter(report=report, key__in=emptied).delete()
    return bool(changed)


def _list(report: Report, stored: Stored, listing: Listing, rows: Sequence[Row]) -> bool:
    """Rows that are new, changed or moved in one statement; rows that are gone in another."""
    before = {line.key: line for line in stored.lists.get(listing.key, [])}
    names = [field.key for field in listing.typed if not field.is_figure]
    lines = [Line(row.key, {name: row.text(name) for name in names}, row.answers, at) for at, row in enumerate(rows)]
    changed = [line for line in lines if not _same(before.get(line.key), line)]
    gone = before.keys() - {line.key for line in lines}
    if changed:
        _upsert(report, stored, listing.key, names, changed)
    if gone:
        _rows_of(report, stored, listing.key).filter(key__in=gone).delete()
    return bool(changed or gone)


def _same(before: Line | None, line: Line) -> bool:
    if before is None or (before.position, before.answers) != (line.position, line.answers):
        return False
    return all(before.texts.get(name, "") == text for name, text in line.texts.items())


def _upsert(report: Report, stored: Stored, key: str, names: list[str], lines: list[Line]) -> None:
    kept = [{"key": line.key, "position": line.position, "answers": line.answers} for line in lines]
    if key not in LISTS:
        rows = [ExtraRow(report=report, list=key, texts=line.texts, **columns) for line, columns in zip(lines, kept, strict=True)]
        changing = ["position", "answers", "texts"]
        ExtraRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "list", "key"], update_fields=changing)
        return
    store = LISTS[key]
    owner = {"profile_id": stored.profile_id} if store.of_profile else {"report_id": report.pk}
    made = [store.model(**owner, **columns, **line.texts) for line, columns in zip(lines, kept, strict=True)]
    changing = ["position", "answers", *names]
    store.rows.bulk_create(made, update_conflicts=True, unique_fields=[store.owner, "key"], update_fields=changing)


def _rows_of(report: Report, stored: Stored, key: str) -> Any:
    if key not in LISTS:
        return ExtraRow.objects.filter(report=report, list=key)
    return LISTS[key].rows.filter(**{LISTS[key].owner: stored.profile_id if LISTS[key].of_profile else report.pk})


def _numbers(stored: Stored, listings: dict[str, Listing], changes: Changes) -> dict[Cell, Number]:
    """Every cell that the changes speak of; those of rows that are gone become blank."""
    cells = {(table, row, column): number for place, number in changes.figures.items() for table, row, column in [place.split(".")]}
    for key, rows in changes.lists.items():
        there = {row.key for row in rows}
        cells |= {cell: BLANK for cell in stored.figures if cell[0] == key and cell[1] not in there}
        cells |= dict(_of_rows(listings[key], rows))
    return cells


def _of_rows(listing: Listing, rows: Sequence[Row]) -> Iterator[tuple[Cell, Number]]:
    names = [field.key for field in listing.typed if field.is_figure]
    return (((listing.key, row.key, name), row.figure(name)) for row in rows for name in names)


def _figures(report: Report, stored: Stored, cells: dict[Cell, Number]) -> bool:
    changed = {cell: number for cell, number in cells.items() if number != stored.figures.get(cell, BLANK)}
    filled = [
        Figure(report=report, table=table, row=row, column=column, amount=number.amount, state=number.state.value)
        for (table, row, column), number in changed.items()
        if not number.is_blank
    ]
    if filled:
        unique = ["report", "table", "row", "column"]
        Figure.objects.bulk_create(filled, update_conflicts=True, unique_fields=unique, update_fields=["amount", "state"])
    if emptied := [cell for cell, number in changed.items() if number.is_blank]:
        _cells(report, emptied).delete()
    return bool(changed)


def _cells(report: Report, cells: list[Cell]) -> Any:
    """One condition for each table and column, so that a thousand rows do not make a thousand conditions."""
    lines: dict[tuple[str, str], list[str]] = {}
    for table, row, column in cells:
        lines.setdefault((table, column), []).append(row)
    wanted = Q()
    for (table, column), rows in lines.items():
        wanted |= Q(table=table, column=column, row__in=rows)
    return Figure.objects.filter(wanted, report=report)
