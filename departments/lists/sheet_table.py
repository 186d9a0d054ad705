"""A sheet as a table: where its heads are, its lines, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from departments.lists.columns import Column, match_columns
from departments.lists.sheet_cells import Sheet, Unreadable, read_sheet
from departments.lists.sheet_remarks import iter_remarks

HEADS_WITHIN = 30  # filled rows: a title, a date, a unit of measure may stand above the heads


@dataclass(frozen=True)
class SheetLine:
    """One row: cells by the name of their column.

    `numeric`: columns that held a number, not a text. `shown`: of a number that its format shows with zeros, what is stored.
    `problems`: why a cell has no value. `hidden`: nobody sees the row in Excel.
    """

    number: int
    cells: Mapping[str, str]
    numeric: frozenset[str] = frozenset()
    shown: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self.cells


@dataclass(frozen=True)
class SheetTable:
    """`remarks`: sentences on what was passed over, and on what was taken for what."""

    lines: tuple[SheetLine, ...]
    remarks: tuple[str, ...] = ()


def read_table(file: IO[bytes], columns: tuple[Column, ...]) -> SheetTable:
    """The filled lines below the heads. Columns may stand in any order, under any of their names. Raises Unreadable."""
    sheet = read_sheet(file)
    try:
        head, places = _find_heads(sheet, columns)
    except Unreadable as error:
        raise Unreadable(f"{error}{_describe_other_sheets(sheet)}") from error
    below = [row for row in sheet.filled if row > head]
    if not below:
        raise Unreadable("表头下面没有数据行，请填写后再导入。")
    lines = (_make_line(sheet, row, places, head) for row in below)
    remarks = tuple(iter_remarks(sheet, head, places, columns))
    return SheetTable(tuple(line for line in lines if line.problems or any(line.cells.values())), remarks)


def _describe_other_sheets(sheet: Sheet) -> str:
    """Where the list may stand in another one."""
    if not (others := sheet.told["other_sheets"]):
        return ""
    return f"读的是第一张看得见的表“{sheet.told['sheet']}”；名单在“{'”、“'.join(others[:5])}”里的，请把那张表移到最前面。"


def _find_heads(sheet: Sheet, columns: tuple[Column, ...]) -> tuple[int, dict[int, Column]]:
    """The row of the heads, and the column at each place from 1. Raises Unreadable."""
    if not sheet.filled:
        raise Unreadable("表中没有内容，请按列说明填写后再导入。")
    candidates = [(row, _match_row(sheet, row, columns)) for row in sheet.filled[:HEADS_WITHIN]]
    wanted = {column for column in columns if column.required}
    row, places = next(((row, found) for row, found in candidates if wanted <= set(found.values())), (0, {}))
    if not row:
        row, places = max(candidates, key=lambda pair: len(set(pair[1].values())))
    if missing := [column.name for column in columns if column.required and column not in places.values()]:
        raise Unreadable(f"第 {row} 行（表头）缺少“{'”、“'.join(missing)}”列，请对照列说明补上。")
    named = [column.name for column in places.values()]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise Unreadable(f"第 {row} 行（表头）有不止一列“{'”、“'.join(twice)}”，请只保留一列。")
    return row, places


def _match_row(sheet: Sheet, row: int, columns: tuple[Column, ...]) -> dict[int, Column]:
    headings = [sheet.get_cell(row, at, fills_down=True).text for at in sheet.places]
    return {at + 1: column for at, column in match_columns(headings, columns).items()}


def _make_line(sheet: Sheet, row: int, places: Mapping[int, Column], head: int) -> SheetLine:
    cells = {column.name: sheet.get_cell(row, at, fills_down=column.fills_down, below=head) for at, column in places.items()}
    return SheetLine(
        row,
        {name: cell.text for name, cell in cells.items()},
        frozenset(name for name, cell in cells.items() if cell.is_number),
        {name: cell.shown for name, cell in cells.items() if cell.shown},
        {name: cell.problem for name, cell in cells.items() if cell.problem},
        row in sheet.hidden,
    )
