"""Reads the first visible sheet of an .xlsx file, as lines with their numbers in Excel.

The file comes from outside, so it is opened in a child process under limits (departments/untrusted).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from departments.cleaning import clean_text
from departments.untrusted.limited_process import MB, Limits, run_task
from departments.untrusted.refusals import Refused
from departments.untrusted.workbook_rows import MAX_FILE, TOO_LARGE

READER = "departments.untrusted.workbook_rows:read_rows"
LIMITS = Limits(output=16 * MB)


class Unreadable(Exception):
    """The file cannot be read as a table; str() is the sentence for the person."""


@dataclass(frozen=True)
class SheetLine:
    """One row: cells by the heading of their column. `numeric` names the columns that held a number, not a text."""

    number: int
    cells: Mapping[str, str]
    numeric: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self.cells


def read_lines(file: IO[bytes], required: list[str], optional: list[str]) -> list[SheetLine]:
    """The filled lines below the headings. Columns may stand in any order; others than those asked for are left aside.

    Raises Unreadable.
    """
    rows = [(number, row) for number, row in enumerate(_read_sheet_rows(file), 1) if any(_format_cell_text(cell) for cell in row)]
    if not rows:
        raise Unreadable("表中没有内容，请按列说明填写后再导入。")
    number, head = rows[0]
    columns = {at: title for at, cell in enumerate(head) if (title := _format_cell_text(cell).strip("* 　")) in {*required, *optional}}
    if missing := [title for title in required if title not in columns.values()]:
        raise Unreadable(f"第 {number} 行（表头）缺少“{'”、“'.join(missing)}”列，请对照列说明补上。")
    if twice := sorted({title for title in columns.values() if list(columns.values()).count(title) > 1}):
        raise Unreadable(f"第 {number} 行（表头）有不止一列“{'”、“'.join(twice)}”，请只保留一列。")
    if len(rows) == 1:
        raise Unreadable("表头下面没有数据行，请填写后再导入。")
    return [_make_sheet_line(number, row, columns) for number, row in rows[1:]]


def _make_sheet_line(number: int, row: list[Any], columns: dict[int, str]) -> SheetLine:
    cells = {title: _format_cell_text(row[at]) for at, title in columns.items()}
    numeric = frozenset(title for at, title in columns.items() if isinstance(row[at], float | int))
    return SheetLine(number, cells, numeric)


def _format_cell_text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without .0."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))


def _read_sheet_rows(file: IO[bytes]) -> list[list[Any]]:
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_LARGE)
    try:
        found: list[list[Any]] = run_task(READER, BytesIO(raw), LIMITS).result
    except Refused as refused:
        raise Unreadable(str(refused)) from refused
    return found
