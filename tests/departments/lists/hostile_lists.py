"""Sheets as districts really send them, written by hand where no library would."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def a_book(fill: Callable[[Workbook], object]) -> BytesIO:
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        fill(book)
    made.seek(0)
    return made


def a_cell(address: str, value: object) -> str:
    """A text, a number, an error (#N/A), a formula without its result (=A1)."""
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value}</v></c>'
    if str(value).startswith("#"):
        return f'<c r="{address}" t="e"><v>{value}</v></c>'
    if str(value).startswith("="):
        return f'<c r="{address}"><f>{escape(str(value)[1:])}</f><v></v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def a_raw_sheet(*rows: list[object], row_marks: dict[int, str] | None = None, before: str = "", after: str = "") -> BytesIO:
    """`row_marks`: attributes of a row by its number; `before`, `after`: elements around the rows."""
    marks = row_marks or {}
    lines = (
        f'<row r="{at}" {marks.get(at, "")}>{"".join(a_cell(f"{chr(65 + place)}{at}", value) for place, value in enumerate(row))}</row>'
        for at, row in enumerate(rows, 1)
    )
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = f'<worksheet xmlns="{namespace}">{before}<sheetData>{"".join(lines)}</sheetData>{after}</worksheet>'
    packed = BytesIO()
    source = a_book(lambda book: book.add_worksheet("名单"))
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(packed, "w") as target:
        for part in parts.namelist():
            target.writestr(part, content if part == SHEET else parts.read(part))
    packed.seek(0)
    return packed
