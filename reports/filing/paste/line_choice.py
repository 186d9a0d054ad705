"""Which lines of the table take the lines of a block: filled ones are never written over unasked in a list that can grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from departments.rows import new_key
from reports.filing.paste.layout import Cell, Line, Table
from reports.filing.paste.sheet import Sheet


class PasteRefused(Exception):
    """Nothing of the block was placed; the message is for the person."""


@dataclass(frozen=True)
class Choice:
    """A line of the table for each of the block; None where it has none."""

    lines: tuple[Line | None, ...]
    new: tuple[str, ...] = ()  # keys of lines to add, in their order
    after: str = ""  # key of the line below which they come
    collides: bool = False  # the lines go below filled ones


def choose_lines(table: Table, sheet: Sheet, start: int, typed: Mapping[str, str], *, over: bool) -> Choice:
    """`start`: the line where the cursor stands. Raises PasteRefused where a list would have too many."""
    if table.make_line:
        return _choose_in_list(table, sheet, start, typed, over)
    wanted = sheet.targets if sheet.targets is not None else range(start, start + len(sheet.lines))
    return Choice(tuple(table.lines[at] if at is not None and at < len(table.lines) else None for at in wanted))


def _choose_in_list(table: Table, sheet: Sheet, start: int, typed: Mapping[str, str], over: bool) -> Choice:
    """From the cursor on where nothing filled is met; else in blank lines, and new ones below."""
    used = table.lines[start:][: len(sheet.lines)]
    collides = not over and not all(_takes(sheet, at, line, typed) for at, line in enumerate(used))
    if collides:
        used = tuple(takewhile(lambda line: _is_blank(line, typed), used))
    missing = len(sheet.lines) - len(used)
    if len(table.lines) + missing > table.limit:
        many = f"{table.label}最多 {table.limit:,} 行，已有 {len(table.lines):,} 行，粘贴的 {len(sheet.lines):,} 行放不下"
        raise PasteRefused(f"{many}，没有粘入任何一行，请删减或分批粘贴。")
    keys = tuple(new_key() for _ in range(missing))
    last = (used or table.lines[start : start + 1] or table.lines)[-1:]
    made = tuple(table.make_line(key) for key in keys if table.make_line)
    return Choice((*used, *made), keys, last[0].key if last else "", collides)


def _is_blank(line: Line, typed: Mapping[str, str]) -> bool:
    return not any(typed.get(cell.place, "").strip() for cell in line.cells if cell)


def _takes(sheet: Sheet, at: int, line: Line, typed: Mapping[str, str]) -> bool:
    """Whether what the block holds for the line meets blanks alone, or the same words."""
    found = pair_cells(sheet, sheet.lines[at], line)
    return all(not text.strip() or typed.get(cell.place, "").strip() in ("", text.strip()) for text, cell in found if cell)


def pair_cells(sheet: Sheet, cells: Sequence[str], line: Line) -> list[tuple[str, Cell | None]]:
    """Each text of the block with the cell of the line it belongs to; without columns that have no place."""
    found = [(text, sheet.columns[at]) for at, text in enumerate(cells) if at not in sheet.aside]
    return [(text, line.cells[to] if to < len(line.cells) else None) for text, to in found if to is not None]
