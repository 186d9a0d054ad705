"""本年与上年: every amount of a report beside last year's, whatever outline last year had; facts keep their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from reports.domain import places
from reports.domain.document import Document, Row
from reports.domain.figures import BLANK, Figure, normalise_amount, round_amount
from reports.domain.outlines import Entry, list_entries
from reports.domain.patterns import printing
from reports.domain.rendering import task_list


@dataclass(frozen=True)
class Amount:
    """One figure of both years, as printed. `difference` and `rate` are "" where one of them is no amount."""

    section: str
    place: str
    label: str
    now: str
    before: str
    difference: str = ""  # +19.5
    rate: str = ""  # +12.3%


def group_amounts(document: Document, last: Document) -> list[tuple[str, list[Amount]]]:
    """The amounts under the headings of their sections, in the order of the report."""
    found = groupby(_iter_amounts(document, last), key=lambda amount: amount.section)
    return [(task_list.get_section_heading(document, document.outline.sections[key]), list(amounts)) for key, amounts in found]


def _iter_amounts(document: Document, last: Document) -> Iterator[Amount]:
    for section, found in list_entries(document.outline).items():
        for entry in found:
            if entry.shape == "grid":
                yield from _iter_grid_amounts(document, last, section, entry)
            if entry.shape == "listing":
                yield from _iter_list_amounts(document, last, section, entry.key)


def _iter_grid_amounts(document: Document, last: Document, section: str, entry: Entry) -> Iterator[Amount]:
    grid = document.outline.grids[entry.key]
    for row, column in ((row.key, column) for row in grid.rows for column in entry.members if grid.has(row.key, column)):
        both = document.cell(grid.key, row, column), _get_last_cell(last, grid.key, row, column)
        place, label = f"{grid.key}.{row}.{column}", places.label_cell(document, grid.key, row, column)
        yield from _compare_amount(document, (section, place, label), both, grid.places_of(row, column), grid.unit_of(row, column))


def _get_last_cell(last: Document, grid: str, row: str, column: str) -> Figure:
    """Last year's cell, also where last year's outline did not print it."""
    known = last.outline.grids.get(grid)
    return last.cell(grid, row, column) if known and known.has(row, column) else last.figures.get(f"{grid}.{row}.{column}", BLANK)


def _iter_list_amounts(document: Document, last: Document, section: str, key: str) -> Iterator[Amount]:
    listing = document.outline.lists[key]
    numbers = [field for field in listing.fields if field.is_figure and not field.computed]
    if not numbers or key not in last.outline.lists:
        return
    name = listing.fields[0].key
    before = {named: row for row in last.rows(key) for named in (row.key, row.text(name)) if named}
    for row in document.rows(key):
        same = before.get(row.key) or before.get(row.text(name)) or Row("", {})
        for field in numbers:
            what = (section, f"{key}.{row.key}.{field.key}", f"{row.text(name)} · {field.label}")
            yield from _compare_amount(document, what, (row.figure(field.key), same.figure(field.key)), 0, field.unit)


def _compare_amount(
    document: Document, what: tuple[str, str, str], both: tuple[Figure, Figure], decimals: int, unit: str
) -> Iterator[Amount]:
    """Nothing where last year says nothing of it."""
    now, before = both
    if before.is_blank:
        return
    now_text, before_text = (printing.format_table_figure(figure, decimals, document.outline.trim) for figure in both)
    if now.amount is None or before.amount is None:
        yield Amount(*what, now_text, before_text)
        return
    difference = now.amount - before.amount
    yield Amount(
        *what,
        now_text,
        before_text,
        f"{normalise_amount(difference):+f}" if difference else "0",
        _format_change_rate(difference, before.amount, unit),
    )


def _format_change_rate(difference: Decimal, before: Decimal, unit: str) -> str:
    """Per cent of last year's amount; of a percentage the difference says it all."""
    if not before or unit == "%":
        return ""
    return f"{round_amount(difference / abs(before) * 100, 1):+f}%" if difference else "0.0%"
