"""Where each cell of a block goes, and what finds no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.filing.paste.label_matching import fold_label
from reports.filing.paste.layout import Cell, Line
from reports.filing.paste.line_choice import Choice, pair_cells
from reports.filing.paste.sheet import Sheet


@dataclass(frozen=True)
class Target:
    """A cell of the table and what the block holds for it, as written."""

    cell: Cell
    text: str


@dataclass
class Placement:
    targets: list[Target] = field(default_factory=list)
    blanks: list[Cell] = field(default_factory=list)  # filled on the page, blank in the block
    homeless: dict[str, list[str]] = field(default_factory=dict)  # texts by the reason

    def leave_out(self, reason: str, text: str) -> None:
        if text.strip():
            self.homeless.setdefault(reason, []).append(text.strip())


def place_sheet(sheet: Sheet, choice: Choice, typed: Mapping[str, str]) -> Placement:
    placement = Placement()
    for at, (cells, line) in enumerate(zip(sheet.lines, choice.lines, strict=True)):
        if line is None:
            _leave_line_out(sheet, at, placement)
        else:
            _leave_columns_out(sheet, cells, placement)
            _place_line(sheet, cells, line, typed, placement)
    return placement


def _place_line(sheet: Sheet, cells: Sequence[str], line: Line, typed: Mapping[str, str], placement: Placement) -> None:
    for text, cell in pair_cells(sheet, cells, line):
        if cell is None:
            placement.leave_out(f"“{line.label}”行没有这一格" if line.label else "表中没有这一格", text)
        elif cell.column.kind == "fixed":
            _leave_fixed(cell, text, placement)
        elif text.strip():
            placement.targets.append(Target(cell, text))
        elif typed.get(cell.place, "").strip():
            placement.blanks.append(cell)


def _leave_columns_out(sheet: Sheet, cells: Sequence[str], placement: Placement) -> None:
    for at, text in enumerate(cells):
        if sheet.columns[at] is None and at not in sheet.aside:
            placement.leave_out(f"{sheet.title(at)}没有位置", text)


def _leave_fixed(cell: Cell, text: str, placement: Placement) -> None:
    """What the outline gives and the block repeats need not be said."""
    label = cell.column.label
    if not cell.shown:
        placement.leave_out(f"“{label}”自动计算，没有填入", text)
    elif fold_label(text) != fold_label(cell.shown):
        placement.leave_out(f"“{label}”由提纲规定，没有改", text)


def _leave_line_out(sheet: Sheet, at: int, placement: Placement) -> None:
    name = sheet.names[at] if at < len(sheet.names) else ""
    beyond = "没有对应行名的行没有填入" if sheet.targets is not None else "超出表格的行没有填入"
    text = "　".join(cell.strip() for cell in sheet.lines[at] if cell.strip())
    placement.leave_out(f"“{name}”行没有位置" if name else beyond, text)
