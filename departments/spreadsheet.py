"""Reads the first sheet of an .xlsx file, as lines with their numbers in Excel.

The reader sets memory aside for the whole block from the first to the last cell, so one cell at XFD1048576 would end
the process; and a small zip may unpack to gigabytes. Both are measured before the reader sees anything, and it is
given only what was measured.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from departments.cleaning import clean

MAX_FILE = 5 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_PARTS = 200
MAX_ROWS, MAX_COLUMNS = 5_000, 100
ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

NOT_XLSX = "这不是 .xlsx 格式的 Excel 文件，请在 Excel 中另存为“Excel 工作簿（.xlsx）”后再导入。"
TOO_LARGE = "文件太大，请只保留要导入的一张表，不超过 5 MB。"
TOO_WIDE = f"表格超出 {MAX_ROWS} 行或 {MAX_COLUMNS} 列，请删去多余的内容后再导入。"


# What zipfile, expat and the reader raise over a file that is no workbook, or a broken or locked one.
BROKEN = (CalamineError, zipfile.BadZipFile, expat.ExpatError, OSError, ValueError, IndexError, NotImplementedError, RuntimeError)


class Unreadable(Exception):
    """The file cannot be read as a table; str() is the sentence for the person."""


@dataclass(frozen=True)
class Line:
    """One row: cells by the heading of their column. `numeric` names the columns that held a number, not a text."""

    number: int
    cells: Mapping[str, str]
    numeric: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self.cells


def lines(file: IO[bytes], required: list[str], optional: list[str]) -> list[Line]:
    """The filled lines below the headings. Columns may stand in any order; others than those asked for are left aside.

    Raises Unreadable.
    """
    rows = [(number, row) for number, row in enumerate(_rows(file), 1) if any(_text(cell) for cell in row)]
    if not rows:
        raise Unreadable("表中没有内容，请按列说明填写后再导入。")
    number, head = rows[0]
    columns = {at: title for at, cell in enumerate(head) if (title := _text(cell).strip("* 　")) in {*required, *optional}}
    if missing := [title for title in required if title not in columns.values()]:
        raise Unreadable(f"第 {number} 行（表头）缺少“{'”、“'.join(missing)}”列，请对照列说明补上。")
    if twice := sorted({title for title in columns.values() if list(columns.values()).count(title) > 1}):
        raise Unreadable(f"第 {number} 行（表头）有不止一列“{'”、“'.join(twice)}”，请只保留一列。")
    if len(rows) == 1:
        raise Unreadable("表头下面没有数据行，请填写后再导入。")
    return [_line(number, row, columns) for number, row in rows[1:]]


def _line(number: int, row: list[Any], columns: dict[int, str]) -> Line:
    cells = {title: _text(row[at]) for at, title in columns.items()}
    numeric = frozenset(title for at, title in columns.items() if isinstance(row[at], float | int))
    return Line(number, cells, numeric)


def _text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without .0."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | datetime) else clean(str(cell))


def _rows(file: IO[bytes]) -> list[list[Any]]:
    try:
        sheet = CalamineWorkbook.from_filelike(_measured(file)).get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False)
    except BROKEN as error:
        raise Unreadable(NOT_XLSX) from error


def _measured(file: IO[bytes]) -> BytesIO:
    """The archive packed anew from parts whose unpacked size and cells are known."""
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_LARGE)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(packed, "w") as target:
        _measure(source)
        for part in source.infolist():
            content = source.read(part)
            if part.filename.lower().endswith(".xml") and "worksheets/" in part.filename.lower():
                _check_cells(content)
            target.writestr(part.filename, content)
    packed.seek(0)
    return packed


def _measure(archive: zipfile.ZipFile) -> None:
    """zipfile never unpacks more of a part than the size it declares, so the sum of these bounds the whole."""
    parts = archive.infolist()
    if "[Content_Types].xml" not in archive.namelist():
        raise Unreadable(NOT_XLSX)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(TOO_LARGE)


def _check_cells(content: bytes) -> None:
    """Refuses a sheet with a filled cell outside the block that we read."""
    if b"<!DOCTYPE" in content:
        raise Unreadable(NOT_XLSX)
    cells = _Cells()
    parser = expat.ParserCreate()
    parser.StartElementHandler = cells.start
    parser.Parse(content, True)


class _Cells:
    """Where the parser stands in the sheet. Rows and cells without an address follow the one before."""

    row = column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            case "c":
                self.row, self.column = _position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            case "v" | "is" | "t" | "f" if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
                raise Unreadable(TOO_WIDE)


def _position(address: str) -> tuple[int, int]:
    """Row and column, from 1; raises ValueError."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
