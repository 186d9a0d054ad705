"""Writes the differences between what is stored and what was brought: nothing for the same content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.domain import BLANK, Listing, Row
from reports.domain import Figure as Number
from reports.filing.drafts import check_context, row_writing
from reports.filing.drafts.changes import Changes
from reports.filing.drafts.storage import PARTICULARS
from reports.filing.drafts.stored_facts import Cell, Stored
from reports.models import Figure, Narrative, Report


def write_facts(report: Report, stored: Stored, changes: Changes) -> bool:
    """Whether anything was written."""
    numbers = _collect_changed_numbers(stored, report.outline.definition.lists, changes)
    done = [
        row_writing.write_rows(report, stored, changes),
        _write_narratives(report, stored, changes),
        _write_figures(report, stored, numbers),
    ]
    return any(done)


def _write_narratives(report: Report, stored: Stored, changes: Changes) -> bool:
    """An emptied one is kept blank, so that one statement says it all."""
    given = {f"field.{key}": text for key, text in changes.fields.items() if key not in PARTICULARS}
    given |= {**changes.texts, **{f"wording.{key}": text for key, text in changes.wordings.items()}}
    changed = {key: text for key, text in given.items() if text != stored.narratives.get(key, "")}
    made = [Narrative(report=report, key=key, text=text, marks=check_context.fingerprint_text(text)) for key, text in changed.items()]
    if made:
        Narrative.objects.bulk_create(made, update_conflicts=True, unique_fields=["report", "key"], update_fields=["text", "marks"])
    return bool(changed)


def _collect_changed_numbers(stored: Stored, listings: dict[str, Listing], changes: Changes) -> dict[Cell, Number]:
    """Every cell that the changes speak of; those of rows that are gone become blank, but for rows of another outline."""
    cells = {(table, row, column): number for place, number in changes.figures.items() for table, row, column in [place.split(".")]}
    for key, listed in changes.lists.items():
        there = {row.key for row in listed}
        cells |= {cell: BLANK for cell in stored.figures if cell[0] == key and cell[1] not in there and listings[key].has_row(cell[1])}
        cells |= dict(_iter_row_numbers(listings[key], listed))
    return cells


def _iter_row_numbers(listing: Listing, listed: Sequence[Row]) -> Iterator[tuple[Cell, Number]]:
    names = [field.key for field in listing.typed if field.is_figure]
    return (((listing.key, row.key, name), row.figure(name)) for row in listed for name in names)


def _write_figures(report: Report, stored: Stored, cells: dict[Cell, Number]) -> bool:
    """An emptied one is kept blank, so that one statement says it all."""
    changed = {cell: number for cell, number in cells.items() if number != stored.figures.get(cell, BLANK)}
    made = [
        Figure(report=report, table=table, row=row, column=column, amount=number.amount, state=number.state.value)
        for (table, row, column), number in changed.items()
    ]
    if made:
        unique = ["report", "table", "row", "column"]
        Figure.objects.bulk_create(made, update_conflicts=True, unique_fields=unique, update_fields=["amount", "state"])
    return bool(changed)
