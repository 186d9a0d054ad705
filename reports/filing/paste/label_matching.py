"""Labels compared as they are meant, and names of lines in a block matched to those of the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reports.domain import figures
from reports.filing.paste.block_parsing import Lines

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
