"""Excel files that leave the house: text stays text whatever it begins with, and a blank list to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import IO

from xlsxwriter import Workbook

# `=cmd`, `+1` and `@x` are what a person typed; an address is no link.
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXT = 49  # number format “@” of ECMA-376, 18.8.30: Excel keeps the leading zeros of codes
FONT = {"font_name": "宋体", "font_size": 11}
SAME_BYTES = datetime(2000, 1, 1)  # noqa: DTZ001 - date of making inside the file, so that equal content gives equal files


def open_book(target: IO[bytes], **options: object) -> Workbook:
    """An empty workbook that writes itself to `target` when it is closed."""
    book = Workbook(target, {**AS_TYPED, "default_format_properties": FONT, **options})
    book.set_properties({"created": SAME_BYTES})
    return book


def build_workbook(rows: Iterable[Iterable[str]], columns: int) -> bytes:
    """The rows as text, in one sheet; its columns set to text."""
    packed = BytesIO()
    with open_book(packed, in_memory=True) as book:
        sheet, text = book.add_worksheet("名单"), book.add_format({"num_format": TEXT})
        sheet.set_column(0, columns - 1, 22, text)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell, text)
    return packed.getvalue()
