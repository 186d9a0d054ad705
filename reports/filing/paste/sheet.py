"""A block read as a table of its own: which of its columns and lines are ours, and what came with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.filing.paste import label_matching, list_marks
from reports.filing.paste.block_parsing import Lines, is_blank_line
from reports.filing.paste.head_matching import Heads, find_heads
from reports.filing.paste.layout import Table

SUMS = frozenset({"合计", "总计", "小计", "总和"})


@dataclass(frozen=True)
class Sheet:
    lines: tuple[tuple[str, ...], ...]
    columns: tuple[int | None, ...]  # the table's for each of the block's; None: no place
    aside: frozenset[int] = frozenset()  # columns of the block that only number or name its lines
    titles: tuple[str, ...] = ()
    above: tuple[str, ...] = ()  # lines over the heads
    sums: tuple[str, ...] = ()  # a last line of totals of a list, which the paper makes itself
    names: tuple[str, ...] = ()  # of the lines, as the block writes them
    targets: tuple[int | None, ...] | None = None  # the table's line for each of the block's, where names tell
    numbers: int = 0  # that stood in a column of their own
    by_heads: bool = False
    is_turned: bool = False  # the block's lines are the table's columns

    def title(self, column: int) -> str:
        named = self.titles[column].strip() if column < len(self.titles) else ""
        return f"第 {column + 1} 列“{named}”" if named else f"第 {column + 1} 列"


def read_sheet(table: Table, lines: Lines, left: int) -> Sheet:
    """`left`: the table's column where the cursor stands; where heads are ours, they say it better."""
    if heads := find_heads(table, lines):
        return _read_below_heads(table, lines, heads)
    if table.make_line is None:
        turned = [list(cells) for cells in zip(*_make_sheet(lines, Sheet((), ())).lines, strict=True)]
        if heads := find_heads(table, turned):
            return replace(_read_below_heads(table, turned, heads), is_turned=True)
    sheet = _take_number_column(table, _make_sheet(lines, Sheet((), ())), left)
    return _take_line_names(table, _set_sums_aside(table, _place_columns(table, sheet, left)))


def _read_below_heads(table: Table, lines: Lines, heads: Heads) -> Sheet:
    above = tuple(" ".join(cells).strip() for cells in lines[: heads.first] if not is_blank_line(cells))
    sheet = _make_sheet(lines[heads.last + 1 :], Sheet((), (), titles=heads.titles, above=above, by_heads=True))
    columns = tuple(heads.columns.get(column) for column in range(len(sheet.columns)))
    aside = frozenset(at for at, title in enumerate(sheet.titles) if at not in heads.columns and label_matching.is_number_head(title))
    return _take_line_names(table, _set_sums_aside(table, replace(sheet, columns=columns, aside=aside)))


def _make_sheet(lines: Lines, sheet: Sheet) -> Sheet:
    """Every line as wide as the widest."""
    width = max((len(cells) for cells in [*lines, sheet.titles]), default=0)
    even = tuple((*cells, *[""] * (width - len(cells))) for cells in lines)
    return replace(sheet, lines=even, columns=(None,) * width)


def _place_columns(table: Table, sheet: Sheet, left: int) -> Sheet:
    """By position: every column of the page counts, computed ones too."""
    placed: list[int | None] = []
    at = left
    for column in range(len(sheet.columns)):
        placed.append(at if at < len(table.columns) and column not in sheet.aside else None)
        at += column not in sheet.aside
    return replace(sheet, columns=tuple(placed))


def _take_number_column(table: Table, sheet: Sheet, left: int) -> Sheet:
    if table.make_line is None or len(sheet.columns) < 2 or table.columns[left].kind != "text":
        return sheet
    first = [cells[0] for cells in sheet.lines]
    if not list_marks.are_all_numbers(first):
        return sheet
    return replace(sheet, aside=sheet.aside | {0}, numbers=sum(bool(text.strip()) for text in first))


def _take_line_names(table: Table, sheet: Sheet) -> Sheet:
    """Of a table with lines of its own, the column of the block that names them; what the names say goes before the position."""
    if table.make_line is not None or not sheet.lines:
        return sheet
    for column, names in _list_name_columns(table):
        found = label_matching.find_line_names(names, [list(cells) for cells in sheet.lines])
        if found is None:
            continue
        at, targets = found
        placed = sheet if sheet.by_heads else _shift_columns(table, sheet, at, column)
        written = tuple(cells[at].strip() for cells in sheet.lines)
        return replace(placed, aside=placed.aside | {at} if column is None else placed.aside, targets=tuple(targets), names=written)
    return sheet


def _list_name_columns(table: Table) -> list[tuple[int | None, Sequence[str]]]:
    """What may name a line: its label, or words that the outline gives, each told apart from the others."""
    if any(line.label for line in table.lines):
        return [(None, [line.label for line in table.lines])]
    found: list[tuple[int | None, Sequence[str]]] = []
    for at in range(len(table.columns)):
        words = [cell.shown if (cell := line.cells[at]) else "" for line in table.lines]
        if all(words) and len(set(words)) == len(words):
            found.append((at, words))
    return found


def _shift_columns(table: Table, sheet: Sheet, at: int, column: int | None) -> Sheet:
    """The columns around the names: beside the cursor in a grid, a whole table from its first; around the given words in a list."""
    if column is None:
        left, width = next((placed for placed in sheet.columns if placed is not None), 0), len(sheet.columns) - at - 1
        left = 0 if left + width > len(table.columns) >= width else left
        beside = [None if here <= at else left + here - at - 1 for here in range(len(sheet.columns))]
    else:
        beside = [column + here - at for here in range(len(sheet.columns))]
    inside = [place if place is not None and 0 <= place < len(table.columns) else None for place in beside]
    return replace(sheet, columns=tuple(inside))


def _set_sums_aside(table: Table, sheet: Sheet) -> Sheet:
    """A last line 合计 is no row of a list."""
    has_figures = any(column.kind == "figure" for column in table.columns)
    last = next((text for text in sheet.lines[-1] if text.strip()), "") if sheet.lines else ""
    if table.make_line is None or not has_figures or len(sheet.lines) < 2 or label_matching.fold_label(last) not in SUMS:
        return sheet
    return replace(sheet, lines=sheet.lines[:-1], sums=("　".join(text.strip() for text in sheet.lines[-1] if text.strip()),))
