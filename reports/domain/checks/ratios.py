"""Per cent that prose states, recomputed by interval arithmetic: no rounding of the operands may lead to what is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.checks import numbers
from reports.domain.checks.mentions import Mention
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.document import Document
from reports.domain.figures import round_amount

ROUGHLY = Decimal("1.5")  # points that 约 may be off


@dataclass(frozen=True)
class Operand:
    """A number that a share may be taken of. `place`: its cell, or the text that says it."""

    amount: Decimal
    half: Decimal
    place: str

    @classmethod
    def from_cell(cls, document: Document, place: str) -> Operand | None:
        amount = document.figure(place).amount
        return None if amount is None else cls(amount, compute_half_unit(document, place), place)

    @classmethod
    def from_mention(cls, one: Mention) -> Operand:
        return cls(one.amount.value, one.amount.half, one.prose.place)

    def minus(self, other: Operand) -> Operand:
        return Operand(self.amount - other.amount, self.half + other.half, self.place)

    def plus(self, other: Operand) -> Operand:
        return Operand(self.amount + other.amount, self.half + other.half, self.place)


def matches(stated: Mention, part: Operand, whole: Operand) -> bool:
    """Whether the part may be the stated per cent of the whole; a number that was cut off instead of rounded fits too."""
    low, high = whole.amount - whole.half, whole.amount + whole.half
    if low <= 0:
        return whole.amount == 0 and part.amount == 0
    room = stated.amount.half + (ROUGHLY if stated.amount.is_rough else 0)
    least = min((part.amount - part.half) * 100 / high, (part.amount - part.half) * 100 / low)
    most = max((part.amount + part.half) * 100 / low, (part.amount + part.half) * 100 / high)
    return least - room - stated.amount.half <= stated.amount.value <= most + room


def fits_any(stated: Mention, part: Operand, wholes: Iterable[Operand]) -> bool:
    return any(matches(stated, part, whole) for whole in wholes)


def show_ratio(part: Operand, whole: Operand) -> str:
    """54.49 ÷ 89.74 = 60.72 %."""
    rate = f"{round_amount(part.amount * 100 / whole.amount, 2)}".replace("-", numbers.MINUS)
    return f"{numbers.show_amount(part.amount)} ÷ {numbers.show_amount(whole.amount)} = {rate} %"
