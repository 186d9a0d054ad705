"""What a text of a block means in the cell where it lands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from departments import clean_text
from reports.domain import figures
from reports.filing.paste.layout import Column
from reports.filing.paste.list_layout import fold_word

# What a reader of the receipt should look at, though the cell was filled.
Remark = Literal["", "zero", "negative", "scientific", "joined", "unreadable", "whole"]


@dataclass(frozen=True)
class Reading:
    value: str | None  # None: the cell cannot hold it
    remark: Remark = ""


def read_cell(column: Column, text: str) -> Reading:
    """A number that is none is kept as it was written, so that the person sees it."""
    if column.kind == "figure":
        return _read_figure(text, column.whole)
    if column.kind == "choice":
        return Reading(column.choices.get(fold_word(clean_text(text))))
    cleaned = clean_text(text)
    if column.long or "\n" not in cleaned:
        return Reading(cleaned)
    return Reading(" ".join(cleaned.splitlines()), "joined")


def _read_figure(text: str, whole: bool) -> Reading:
    try:
        figure = figures.parse_figure(text)
    except figures.NotANumber:
        return Reading(" ".join(clean_text(text).splitlines()), "unreadable")
    if whole and figure.amount is not None and figure.amount % 1:
        return Reading(str(figure), "whole")
    return Reading(str(figure), _find_remark(text, figure))


def _find_remark(text: str, figure: figures.Figure) -> Remark:
    if figure.amount is None or text.isdigit():
        return ""
    if not figure.amount and not any(letter.isdigit() for letter in text):
        return "zero"
    if "E" in text.upper():
        return "scientific"
    return "negative" if figure.amount < 0 and ("(" in text or "（" in text) else ""
