"""Heads and names of lines in a block, matched to those of the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reports.domain import figures
from reports.filing.paste.block_parsing import Lines
from reports.filing.paste.layout import Table

SEARCHED = 4  # lines from the top among which the heads are looked for
NUMBER_HEADS = frozenset({"序", "序号", "编号", "行次", "栏次"})
NAME_COLUMNS = 3  # columns from the left among which the names of lines are looked for
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
NUMBERING = re.compile(r"^(?:其中[:：]?|[一二三四五六七八九十]+[、.]|\(?\d{1,2}[、.)](?!\d)|[①-⑳])+")
BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]")
MARKS = re.compile(r"[*:、,“”\"'‘’]")


def fold_label(text: str) -> str:
    """For comparison: without width, blanks, unit in brackets, number and mark of required: ＊年初预算 （万元） → 年初预算."""
    plain = BRACKETS.sub("", BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    return MARKS.sub("", NUMBERING.sub("", plain.lstrip("*")) or plain)


def find_heads(table: Table, lines: Lines) -> tuple[int, dict[int, int]] | None:
    """The line of the block that holds the heads, and the table's column for each column of the block that has one of ours."""
    labels = _index_labels([column.label for column in table.columns])
    for at, cells in enumerate(lines[:SEARCHED]):
        if found := _match_line(labels, cells):
            filled = [cell for cell in cells if cell.strip()]
            if len(found) > 1 or (len(filled) == 1 and len(lines) > at + 1):
                return at, found
    return None


def _match_line(labels: dict[str, list[int]], cells: Sequence[str]) -> dict[int, int]:
    """Two columns of one name are taken in their order."""
    free = {label: list(columns) for label, columns in labels.items()}
    found: dict[int, int] = {}
    for at, cell in enumerate(cells):
        if columns := free.get(fold_label(cell)) if cell.strip() else None:
            found[at] = columns.pop(0)
    return found


def _index_labels(labels: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        found.setdefault(fold_label(label), []).append(at)
    return found


def is_number_head(title: str) -> bool:
    return fold_label(title) in NUMBER_HEADS


def find_line_names(names: Sequence[str], lines: Lines) -> tuple[int, list[int | None]] | None:
    """The column of the block that names lines of the table, and the table's line for each of the block's.

    A name that comes twice is taken in its order; None where a line is not ours.
    """
    for column in range(NAME_COLUMNS):
        words = [cells[column] if column < len(cells) else "" for cells in lines]
        filled = [word for word in words if word.strip()]
        if not filled or all(_is_figure(word) for word in filled):
            continue
        free = _index_labels(names)
        found = [columns.pop(0) if word.strip() and (columns := free.get(fold_label(word))) else None for word in words]
        if any(at is not None for at in found):
            return column, found
    return None


def _is_figure(text: str) -> bool:
    try:
        figures.parse_figure(text)
    except figures.NotANumber:
        return False
    return True
