"""Short names of places, for messages: 支出合计 · 部门决算数."""

from __future__ import annotations

from reports.domain import places
from reports.domain.document import Document
from reports.domain.figures import Figure


def name_place(document: Document, place: str) -> str:
    """Without the section, which the link of the place shows."""
    return places.label_place(document, place).rpartition(" › ")[2]


def name_line(document: Document, place: str) -> str:
    """The row of a cell: 公务接待."""
    grid, row, _ = place.split(".")
    return document.fill(document.outline.grids[grid].row_by_key[row].label)


def name_column(document: Document, place: str) -> str:
    """The column of a cell: 部门决算数."""
    grid, _, key = place.split(".")
    return document.fill(document.outline.grids[grid].column_by_key[key].label)


def name_pair(document: Document, first: str, second: str) -> tuple[str, str, str]:
    """What two places have in common (a row or a column of a grid), and what tells them apart."""
    if not (_is_in_table(first) and _is_in_table(second)):
        return "", name_place(document, first), name_place(document, second)
    (table, row, col), (other, second_row, second_col) = first.split("."), second.split(".")
    if table == other in document.outline.grids and row == second_row:
        return name_line(document, first), name_column(document, first), name_column(document, second)
    if table == other in document.outline.grids and col == second_col:
        return name_column(document, first), name_line(document, first), name_line(document, second)
    return "", name_place(document, first), name_place(document, second)


def show_figures(document: Document, *named: str) -> tuple[tuple[str, str], ...]:
    """Places with their figures as shown."""
    return tuple((place, show_figure_at(document, place)) for place in named)


def show_figure_at(document: Document, place: str) -> str:
    """The figure as shown; a date as one."""
    field = document.outline.fields.get(place)
    return field.say(document.kept_field(place)) if field and field.of_kind.counts_days else show_figure(document.figure(place))


def is_date(document: Document, place: str) -> bool:
    field = document.outline.fields.get(place)
    return field is not None and field.of_kind.counts_days


def _is_in_table(place: str) -> bool:
    return place.count(".") == 2


def show_figure(figure: Figure) -> str:
    return str(figure).replace("-", "−")


def find_unit(document: Document, place: str) -> str:
    if named := document.outline.fields.get(place):
        return "天" if named.of_kind.counts_days else named.unit
    table, row, key = place.split(".")
    grid = document.outline.grids.get(table)
    if grid:
        return grid.unit_of(row, key)
    field = document.outline.lists[table].field(key)
    return field.unit if field else ""


def count_decimals(document: Document, place: str) -> int:
    """Declared places of the number."""
    if named := document.outline.fields.get(place):
        return named.decimals
    table, row, key = place.split(".")
    grid = document.outline.grids.get(table)
    if grid:
        return grid.places_of(row, key)
    field = document.outline.lists[table].field(key)
    return 0 if field is None or field.kind == "integer" else document.outline.places
