"""评分规则: how the points of an indicator follow from figures, and what the points of a table come to. All of it data."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic import Field as Setting

from reports.domain.shapes import Definition

Kind = Literal["per_point", "per_step", "bands", "checklist", "per_occurrence", "ratio", "reverse", "qualitative", "manual"]


def _require_exact_number(value: object) -> object:
    """Numbers stand in quotation marks, so that no binary float ever takes part."""
    if isinstance(value, float):
        raise ValueError("数字须加引号")
    return value


Amount = Annotated[Decimal, BeforeValidator(_require_exact_number)]


class Item(Definition):
    """One thing of a checklist."""

    text: str
    points: Amount


class Level(Definition):
    """A qualitative band: from `least` per cent of the points (included) to `most` (included only where it is 100)."""

    name: str
    most: Amount
    least: Amount


class Band(Definition):
    """Values up to and including `to` (or, where more is better, from `to` on) give `points`."""

    to: Amount
    points: Amount


class Rule(Definition):
    """One rule of nine kinds. `value` is a formula over cells; without it the row's own 完成值 is the value.

    A loss or a number of points may be a share of the row's points: "10%".
    """

    key: str
    kind: Kind
    value: str = ""
    unit: str = ""  # of the value; "%" makes a ratio per cent
    full: Amount = Decimal(100)  # the bound up to which (or from which on) nothing is lost
    direction: Literal["at most", "at least"] = "at least"
    fractions: Literal["", "whole", "proportion"] = ""  # per_point: whether less than one point counts, and that the working says so
    step: Amount = Setting(default=Decimal(1), gt=0)  # per_step: only whole steps count
    loss: str = Setting(default="1", pattern=r"^\d+(\.\d+)?%?$")  # for each point, step or occurrence
    floor: Amount = Decimal(0)  # never fewer points
    cap: Amount = Decimal(100)  # ratio: never more than this per cent of the points
    bands: tuple[Band, ...] = ()
    beyond: Amount = Decimal(0)  # points behind the last band
    items: tuple[Item, ...] = ()
    levels: tuple[Level, ...] = ()
    undefined: Literal["full", "rescale", "manual"] = "manual"  # 不适用, or nothing divided by nothing

    def lost(self, weight: Decimal) -> Decimal:
        """Points lost each time."""
        return weight * Decimal(self.loss[:-1]) / 100 if self.loss.endswith("%") else Decimal(self.loss)


class Grade(Definition):
    """等次: from `least` points on."""

    name: str
    least: Amount


class Cap(Definition):
    """While the condition holds, the total is at most so many points."""

    when: str
    most: Amount
    text: str  # why, in words


class Assessment(Definition):
    """评分: the points of a list, and of cells beside it, as one total with its grade."""

    key: str
    label: str
    listing: str = Setting(alias="list")
    plus: tuple[str, ...] = ()  # grid rows with the columns weight and score: funds.total
    of: Amount = Decimal(100)
    grades: tuple[Grade, ...] = ()
    caps: tuple[Cap, ...] = ()
    review_column: bool = False  # the 定稿 shows 财政评分 beside each score
    review_line: str = ""  # and says so in a sentence with {own}, {points}, {gap}, {grade}
