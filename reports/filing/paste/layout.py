"""A table of the page as a block meets it: lines and columns as they stand there, computed ones included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["figure", "text", "choice", "fixed"]  # fixed: computed, or the outline's own words


@dataclass(frozen=True)
class Column:
    label: str
    kind: Kind
    unit: str = ""
    whole: bool = False
    long: bool = False  # takes several lines
    choices: Mapping[str, str] = field(default_factory=dict)  # what is kept, by what a person reads or copies


@dataclass(frozen=True)
class Cell:
    place: str
    column: Column
    shown: str = ""  # of a fixed one: what the page shows


@dataclass(frozen=True)
class Line:
    key: str
    label: str  # "" in a list
    cells: tuple[Cell | None, ...]  # None where the table has no cell


@dataclass(frozen=True)
class Table:
    label: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    limit: int = 0  # lines that it may have; 0: those that it has
    make_line: Callable[[str], Line] | None = None  # a new line with that key, where the table grows
    is_numbered: bool = False  # the paper numbers its rows and closes them with a mark
    year: int = 0  # of the report, to which 上年 and 本年 are counted

    def find_cell(self, place: str) -> tuple[int, int] | None:
        """Line and column of a place."""
        for at, line in enumerate(self.lines):
            for column, cell in enumerate(line.cells):
                if cell and cell.place == place:
                    return at, column
        return None
