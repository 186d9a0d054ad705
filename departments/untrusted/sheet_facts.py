"""What a sheet of an .xlsx file says beside its values: what cannot be seen, what hangs together, what could not be computed.

Read in the limited child, in the same pass that measures the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from departments.untrusted.budgets import Budget
from departments.untrusted.refusals import Refused

MAX_LINES, MAX_COLUMNS = 5_000, 100
MAX_ROWS = MAX_LINES + 100  # a title above, the heads, signatures below
ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
TOO_WIDE = f"表格超出 {MAX_LINES} 行或 {MAX_COLUMNS} 列，请删去多余的内容后再导入。"
LONGEST_ERROR = 20  # #GETTING_DATA
ZEROS = re.compile(r"(0{2,20})(?:_.|;@)*")
AFTER_CELL_FORMATS = {"cellStyles", "dxfs", "tableStyles", "colors", "extLst"}


@dataclass
class ZeroFormats:
    """The cell formats that show a number with zeros in front: index of the format → how many digits are shown."""

    widths: dict[int, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    number: int = -1

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and (zeros := ZEROS.fullmatch(attributes.get("formatCode", ""))):
            self.codes[attributes.get("numFmtId", "")] = len(zeros[1])
        if name == "cellXfs":
            self.number = 0
        elif name in AFTER_CELL_FORMATS:
            self.number = -1
        elif name == "xf" and self.number >= 0:
            if width := self.codes.get(attributes.get("numFmtId", "")):
                self.widths[self.number] = width
            self.number += 1


@dataclass
class SharedTexts:
    """The texts that a book keeps once and its cells point at: how long each of them is, in bytes of UTF-8.

    The reader gives every cell a copy, so a few bytes in the file may stand for gigabytes: each is charged where it is used.
    """

    budget: Budget
    sizes: list[int] = field(default_factory=list)

    def take(self, name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            self.sizes.append(0)

    def take_text(self, text: str) -> None:
        if self.sizes:
            self.sizes[-1] += len(text.encode())

    def charge(self, index: str) -> None:
        """Raises TooLarge."""
        if index.isdecimal() and int(index[:9]) < len(self.sizes):
            self.budget.spend(self.sizes[int(index[:9])])


@dataclass
class SheetFacts:
    """Where the parser stands in the sheet, and what it found. Rows and columns from 1.

    Rows and cells without an address follow the one before. Raises Refused for a filled cell outside the block that we read.
    """

    zero_formats: Mapping[int, int]
    texts: SharedTexts
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[list[int]] = field(default_factory=list)  # first row and column, last row and column
    errors: list[list[Any]] = field(default_factory=list)  # row, column, what the cell shows
    uncomputed: list[list[int]] = field(default_factory=list)  # row, column of a formula without its result
    zeros: list[list[int]] = field(default_factory=list)  # row, column, digits shown
    row: int = 0
    column: int = 0
    inside: str = ""
    kind: str = "n"  # of the cell, ECMA-376-1, 18.18.11

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside = name
        match name:
            case "row":
                self._take_row(attributes)
            case "c":
                self._take_cell(attributes)
            case "col":
                self._take_columns(attributes)
            case "mergeCell":
                self._take_merged(attributes.get("ref", ""))
            case "v" | "is" | "t" | "f":
                self._take_content(name)

    def take_text(self, text: str) -> None:
        """The letters inside an element; of a cell that holds an error they say which."""
        if self.inside != "v" or not text.strip():
            return
        self._note_result()
        if self.kind == "s":
            self.texts.charge(text.strip())
        if self.kind == "e" and self.errors:
            self.errors[-1][2] = (self.errors[-1][2] + text.strip())[:LONGEST_ERROR]

    def _note_result(self) -> None:
        if self.uncomputed and self.uncomputed[-1] == [self.row, self.column]:
            self.uncomputed.pop()

    def _take_row(self, attributes: Mapping[str, str]) -> None:
        self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        flat = float(attributes.get("ht", "1") or "1") == 0
        if self.row <= MAX_ROWS and (flat or attributes.get("hidden") in ("1", "true")):
            self.hidden_rows.append(self.row)

    def _take_cell(self, attributes: Mapping[str, str]) -> None:
        self.row, self.column = parse_address(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        self.kind = attributes.get("t", "n")
        width = self.zero_formats.get(int(attributes.get("s", "0"))) if self.kind == "n" else None
        if width and self._is_read():
            self.zeros.append([self.row, self.column, width])

    def _take_columns(self, attributes: Mapping[str, str]) -> None:
        narrow = float(attributes.get("width", "1") or "1") == 0
        if narrow or attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "")), int(attributes.get("max", ""))
            self.hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMNS) + 1))

    def _take_merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.merged.append([*parse_address(first), *parse_address(last or first)])

    def _take_content(self, name: str) -> None:
        if not self._is_read():
            raise Refused(TOO_WIDE)
        here = [self.row, self.column]
        if name == "f":
            self.uncomputed.append(here)
        elif name == "v" and self.kind == "str":  # a text may be empty and computed
            self._note_result()
        if name == "v" and self.kind == "e":
            self.errors.append([*here, ""])

    def _is_read(self) -> bool:
        return self.row <= MAX_ROWS and self.column <= MAX_COLUMNS


def parse_address(address: str) -> tuple[int, int]:
    """Row and column, from 1; raises ValueError."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
