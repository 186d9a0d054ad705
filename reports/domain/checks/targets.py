"""Rows of the list `indicators`, with their target and actual read as numbers in one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.document import Document, Row
from reports.domain.formulas import COMPARE

LIST = "indicators"
SIGNS = {"≥": ">=", "≤": "<=", "=": "=", ">": ">", "<": "<"}
VALUE = re.compile(r"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(.*)")
PERCENT = {"%", "％", "百分比"}


@dataclass(frozen=True)
class Indicator:
    row: Row

    def place(self, field: str) -> str:
        return f"{LIST}.{self.row.key}.{field}"

    @property
    def name(self) -> str:
        return self.row.text("level3")

    @property
    def sign(self) -> str:
        return self.row.text("sign")

    @property
    def target(self) -> str:
        return self.row.text("target").strip()

    @property
    def actual(self) -> str:
        return self.row.text("actual").strip()

    @property
    def unit(self) -> str:
        return self.row.text("unit").strip()

    @property
    def reason(self) -> str:
        return self.row.text("reason").strip()

    @property
    def weight(self) -> Decimal | None:
        return self.row.figure("weight").amount

    @property
    def score(self) -> Decimal | None:
        return self.row.figure("score").amount

    @property
    def is_measured(self) -> bool:
        return self.sign in SIGNS

    @property
    def numbers(self) -> tuple[Decimal | None, Decimal | None]:
        """Target and actual; None for what is no number of the target's unit."""
        target = read_number(self.target, {self.unit})
        units = {self.unit, read_unit(self.target)} if target is not None else {self.unit}
        return target, read_number(self.actual, units)

    @property
    def misses(self) -> bool:
        """Whether the target is measurably missed."""
        target, actual = self.numbers
        return self.is_measured and target is not None and actual is not None and not COMPARE[SIGNS[self.sign]](actual, target)


def list_indicators(document: Document) -> list[Indicator]:
    return [Indicator(row) for row in document.rows(LIST)] if LIST in document.outline.lists else []


def read_number(text: str, units: set[str]) -> Decimal | None:
    """The number of 95, 95% or 1,200 件 where its unit is one of the units or is left out."""
    match = VALUE.fullmatch(text.strip().lstrip("≥≤=<>"))
    if match is None:
        return None
    known = {"", *units} | (PERCENT if units & PERCENT else set())
    return Decimal(match[1].replace(",", "")) if match[2] in known or (not any(units) and match[2]) else None


def read_unit(text: str) -> str:
    match = VALUE.fullmatch(text.strip().lstrip("≥≤=<>"))
    return match[2] if match else ""
