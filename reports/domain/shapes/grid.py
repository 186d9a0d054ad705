"""Grid (表格): a fixed table of figures. Rows say what, columns say when; a cell is `grid.row.column`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field as Setting

from reports.domain import formulas
from reports.domain.figures import BLANK, Figure
from reports.domain.shapes.base import Definition

UNCHECKED = r"^(不核对，因为.+)?$"
Lookup = Callable[[str, str], Figure]  # (row, column) → what is stored


class GridLine(Definition):
    """A row or a column of a grid."""

    key: str
    label: str
    parts: tuple[str, ...] = ()  # a *typed* total: a check compares it with the sum of these lines
    formula: str = ""  # computed from sibling lines, never typed
    share: str = ""  # per cent that the named sibling column is of the grid's total row, never typed
    of: str = ""  # 其中: at most the named line
    only: tuple[str, ...] = ()  # crossing lines that exist; empty: all
    heading: bool = False  # a label without cells
    required: bool = True
    unit: str = ""
    places: int | None = Setting(default=None, ge=0, le=6)
    unchecked: str = Setting(default="", pattern=UNCHECKED)  # why no check watches the line's cells

    @property
    def is_computed(self) -> bool:
        return bool(self.formula or self.share)


class Grid(Definition):
    key: str
    label: str
    hint: str = ""
    unit: str = "万元"
    places: int = Setting(default=2, ge=0, le=6)
    total: str = ""  # the row that shares are taken of
    blank: Literal["open", "zero"] = "open"
    required: bool = True
    unchecked: str = Setting(default="", pattern=UNCHECKED)  # why no check watches it
    rows: tuple[GridLine, ...]
    columns: tuple[GridLine, ...]

    @cached_property
    def row_by_key(self) -> dict[str, GridLine]:
        return {row.key: row for row in self.rows}

    @cached_property
    def column_by_key(self) -> dict[str, GridLine]:
        return {column.key: column for column in self.columns}

    def has(self, row: str, column: str) -> bool:
        """Whether the cell exists at all."""
        return (row, column) in self._cells

    def is_typed(self, row: str, column: str) -> bool:
        return self._cells.get((row, column), False)

    @cached_property
    def _cells(self) -> dict[tuple[str, str], bool]:
        """The cells that exist, and whether they are typed."""
        return {
            (row.key, column.key): not (row.is_computed or column.is_computed)
            for row in self.rows
            for column in self.columns
            if _do_lines_cross(row, column)
        }

    def is_required(self, row: str, column: str) -> bool:
        return self.required and self.row_by_key[row].required and self.column_by_key[column].required

    def typed_cells(self, columns: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
        wanted = columns or tuple(self.column_by_key)
        return ((row.key, key) for row in self.rows for key in wanted if self.is_typed(row.key, key))

    def unit_of(self, row: str, column: str) -> str:
        return self.row_by_key[row].unit or self.column_by_key[column].unit or ("%" if self.column_by_key[column].share else self.unit)

    def unchecked_because(self, row: str, column: str) -> str:
        """Why no check watches the cell; "" where one should."""
        return self.unchecked or self.row_by_key[row].unchecked or self.column_by_key[column].unchecked

    def places_of(self, row: str, column: str) -> int:
        lines = (self.row_by_key[row].places, self.column_by_key[column].places)
        usual = formulas.SHARE_PLACES if self.column_by_key[column].share else self.places
        return next((places for places in lines if places is not None), usual)

    def cell(self, row: str, column: str, stored: Lookup) -> Figure:
        """The figure of a cell, computed and rounded where the outline says so. Blank operands give a blank."""
        figure = self.exact_cell(row, column, stored)
        is_exact = figure.amount is None or self.is_typed(row, column)
        return figure if is_exact else formulas.round_figure(figure, self.places_of(row, column))

    def exact_cell(self, row: str, column: str, stored: Lookup) -> Figure:
        """The same with every digit, for what is worked out further."""
        if not self.has(row, column):
            return BLANK
        line, other = self.row_by_key[row], self.column_by_key[column]
        if line.formula:
            return formulas.compute_unrounded(line.formula, lambda name: self._operand(name, column, stored))
        if other.formula:
            return formulas.compute_unrounded(other.formula, lambda name: self._operand(row, name, stored))
        if other.share:
            return formulas.compute_unrounded_share(
                self.exact_cell(row, other.share, stored), self.exact_cell(self.total, other.share, stored)
            )
        return stored(row, column)

    def _operand(self, row: str, column: str, stored: Lookup) -> Figure:
        figure = self.exact_cell(row, column, stored)
        return Figure.of(0) if figure.is_blank and self.blank == "zero" else figure

    def sum_of_parts(self, row: str, column: str, stored: Lookup) -> Figure | None:
        """What a typed total would be as the sum of its parts; None where the line is no total."""
        if parts := [part for part in self.row_by_key[row].parts if self.has(part, column)]:
            return formulas.sum_figures(self._part(part, column, stored) for part in parts)
        if parts := [part for part in self.column_by_key[column].parts if self.has(row, part)]:
            return formulas.sum_figures(self._part(row, part, stored) for part in parts)
        return None

    def _part(self, row: str, column: str, stored: Lookup) -> Figure:
        """As it stands in the table."""
        figure = self.cell(row, column, stored)
        return Figure.of(0) if figure.is_blank and self.blank == "zero" else figure


def _do_lines_cross(row: GridLine, column: GridLine) -> bool:
    if row.heading or column.heading:
        return False
    return (not row.only or column.key in row.only) and (not column.only or row.key in column.only)
