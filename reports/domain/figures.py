"""A number of a report and the four ways it can be: an amount, blank, 不适用, 涉密. Never confused with one another."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.domain.number_spelling import LONGEST, fold_number

LIMIT = 10**9  # 万元; SQLite loses decimal places beyond 15 digits
PLACES = 6  # 万元 with six places is exact to 0.01 元

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?")
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d*)?E[+-]\d{2,3}", re.IGNORECASE)  # as Excel shows a number that its column is too narrow for
MONEY_UNIT = re.compile(r"(.*?)\s*(万元|亿元|千元|元|万|%|人|名|个)$")


class State(enum.Enum):
    AMOUNT = "amount"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    CLASSIFIED = "classified"

    @property
    def label(self) -> str:
        return {"amount": "数值", "blank": "未填", "not_applicable": "不适用", "classified": "涉密"}[self.value]


@dataclass(frozen=True)
class Figure:
    amount: Decimal | None = None
    state: State = State.BLANK

    @classmethod
    def of(cls, amount: Decimal | int | str) -> Figure:
        return cls(normalise_amount(Decimal(amount)), State.AMOUNT)

    @property
    def is_blank(self) -> bool:
        return self.state is State.BLANK

    def __str__(self) -> str:
        """As typed into a form and read back by `parse`: "" for blank."""
        if self.amount is not None:
            return f"{self.amount:f}"
        return "" if self.is_blank else self.state.label


BLANK = Figure()
NOT_APPLICABLE = Figure(None, State.NOT_APPLICABLE)
CLASSIFIED = Figure(None, State.CLASSIFIED)


class NotANumber(ValueError):
    """What was typed is no number; the message is for the person."""


def normalise_amount(amount: Decimal) -> Decimal:
    """Without trailing zeros and exponent: 478.90 → 478.9, 1E+3 → 1000, -0 → 0."""
    if not amount:
        return Decimal(0)
    short = amount.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]


def round_amount(amount: Decimal, places: int) -> Decimal:
    """四舍五入, as on paper, where Python's own round gives 0.12 for 0.125. Raises InvalidOperation beyond 28 digits."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def parse_figure(typed: str) -> Figure:
    """Read what a person typed or pasted, as `number_spelling` says: 1,234.56, ` -   `, 不适用, 涉密, nothing. Raises NotANumber."""
    text = "" if len(typed) > LONGEST and not typed.strip() else fold_number(typed) if len(typed.strip()) <= LONGEST else typed
    if not text:
        return BLANK
    if text == State.NOT_APPLICABLE.label:
        return NOT_APPLICABLE
    if text == State.CLASSIFIED.label:
        return CLASSIFIED
    return Figure.of(_parse_decimal(text, typed))


def split_unit(typed: str) -> tuple[str, str]:
    """A number and the unit behind it: ("514", "万元"); the unit is "" where none is written."""
    text = fold_number(typed)
    found = MONEY_UNIT.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def _parse_decimal(text: str, typed: str) -> Decimal:
    shown = typed.strip()[:30]
    if unit := MONEY_UNIT.fullmatch(text):
        raise NotANumber(f"“{shown}”带有单位“{unit[2]}”，请只填数字（金额按表头单位换算）。")
    is_plain = NUMBER.fullmatch(text) and any(sign.isdigit() for sign in text) and text.isascii()
    if not is_plain and not SCIENTIFIC.fullmatch(text):
        raise NotANumber(f"“{shown}”不是数字，请填写如 1234.56 的数字，没有发生填 0，不适用填“不适用”。")
    amount = Decimal(text.replace(",", ""))
    if abs(amount) >= LIMIT:
        raise NotANumber(f"“{shown}”过大，应小于 10 亿（万元），请核对是否把元填成了万元。")
    if len(f"{amount:f}".partition(".")[2].rstrip("0")) > PLACES:
        raise NotANumber(f"“{shown}”小数超过 {PLACES} 位，请四舍五入后填写。")
    return amount
