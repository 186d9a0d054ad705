"""The cells of the first visible sheet of an .xlsx file, by row and column, with what keeps one from having a value.

The file comes from outside, so it is opened in a child process under limits (departments/untrusted).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from departments.spelling import spell_name
from departments.untrusted.limited_process import MB, Limits, run_task
from departments.untrusted.refusals import Refused
from departments.untrusted.workbook_rows import MAX_FILE, TOO_LARGE

READER = "departments.untrusted.workbook_rows:read_sheet"
LIMITS = Limits(output=16 * MB)
BROKEN_LINE = re.compile(r"(?<=[\u4e00-\u9fff）])\s*\n\s*(?=[\u4e00-\u9fff（])")  # a name wrapped by hand


class Unreadable(Exception):
    """The file cannot be read as a table; str() is the sentence for the person."""


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False
    shown: str = ""
    problem: str = ""


class Sheet:
    """The cells of a sheet by row and column, both from 1, as the child told them."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told = told
        self.errors = {(row, column): text for row, column, text in told["errors"]}
        self.uncomputed = {(row, column) for row, column in told["uncomputed"]}
        self.zeros = {(row, column): width for row, column, width in told["zeros"]}
        self.hidden = set(told["hidden_rows"])
        self.covered = dict(_iter_covered(told["merged"], len(told["rows"])))
        wrong = {row for row, _ in self.errors}
        self.filled = [at for at, row in enumerate(told["rows"], 1) if at in wrong or any(spell_name(str(cell)) for cell in row)]

    @property
    def places(self) -> range:
        """Of its columns."""
        return range(1, max(map(len, self.told["rows"])) + 1)

    def get_cell(self, row: int, column: int, *, fills_down: bool = False, below: int = 0) -> Cell:
        """`fills_down`: a cell that another one covers has what that one has, where it stands below the row `below`."""
        over = self.covered.get((row, column))
        if fills_down and over is not None and over > below:
            row = over
        values = self.told["rows"][row - 1]
        value = values[column - 1] if column <= len(values) else ""
        if (row, column) in self.errors:
            return Cell("", problem=f"这一格是 {self.errors[row, column] or '错误值'}，Excel 没有算出来，请改成文字")
        if (row, column) in self.uncomputed:
            return Cell("", problem="这一格是公式，文件里没有它的结果，请在 Excel 中打开、保存后再导入")
        text, is_number = _format_cell_text(value), isinstance(value, float | int) and not isinstance(value, bool)
        width = self.zeros.get((row, column), 0)
        return Cell(text.zfill(width), is_number, shown=text if len(text) < width else "")


def _iter_covered(merged: Iterable[list[int]], rows: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Row and column of each cell that is covered from above → the row of what it shows."""
    for top, left, bottom, _ in merged:
        for row in range(top + 1, min(bottom, rows) + 1):
            yield (row, left), top


def _format_cell_text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without .0; in the one spelling of names and codes."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return spell_name(BROKEN_LINE.sub("", str(cell)))


def read_sheet(file: IO[bytes]) -> Sheet:
    """Raises Unreadable."""
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_LARGE)
    try:
        found: dict[str, Any] = run_task(READER, BytesIO(raw), LIMITS).result
    except Refused as refused:
        raise Unreadable(str(refused)) from refused
    return Sheet(found)
