"""A sheet for people: Chinese headings that stay in sight, widths that fit, numbers as numbers, words as words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Value = str | int | Decimal | datetime | None
LOOKS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True},
    "amount": {"num_format": "#,##0.00"},
    "share": {"num_format": "0.00%"},
    "count": {"num_format": "0"},
    "year": {"num_format": "0", "align": "center"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
}
HEAD: dict[str, object] = {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EAF1F9"}
EVERY: dict[str, object] = {"valign": "vcenter", "border": 1, "border_color": "#B8C2CE"}


@dataclass(frozen=True)
class SheetColumn:
    """A heading, a width in characters, and the look of what stands below."""

    heading: str
    width: int
    look: str = "text"


class Sheet:
    """One sheet; `still` is the number of columns that stay when scrolling sideways."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[SheetColumn], still: int = 0) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.columns = columns
        looks = {look: book.add_format({**EVERY, **settings}) for look, settings in LOOKS.items()}
        self.formats = [looks[column.look] for column in columns]
        self.words = looks["text"]
        head = book.add_format({**EVERY, **HEAD})
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, column.width)
            self.sheet.write_string(0, at, column.heading, head)
        self.sheet.set_row(0, 32)
        self.sheet.freeze_panes(1, still)
        _to_paper(self.sheet)

    def fill(self, rows: Iterable[Sequence[Value]]) -> None:
        last = 0
        for last, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                self._write(last, at, value)
        if len(self.columns) > 1:
            self.sheet.autofilter(0, 0, last, len(self.columns) - 1)

    def _write(self, row: int, at: int, value: Value) -> None:
        """By the kind of the value, never by what a text looks like."""
        look = self.formats[at]
        match value:
            case None | "":
                self.sheet.write_blank(row, at, None, look)
            case str():
                self.sheet.write_string(row, at, value, self.words)
            case datetime():
                self.sheet.write_datetime(row, at, timezone.make_naive(value), look)
            case _:
                self.sheet.write_number(row, at, value, look)


def _to_paper(sheet: Any) -> None:
    """A4 across, as wide as the page, headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
