"""What one click may change after a block was filled in: marks of one kind, and amounts that were counted in 元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain import figures
from reports.domain.figures import Figure, State
from reports.domain.number_spelling import fold_number
from reports.filing.paste.layout import Column

PLAIN = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,10})?")
LONGEST_MARK = 12  # letters
# What stands in a table for nothing, or not known; any other word landed beside its column.
MARK = re.compile(r"[^\w\s]+|#?N/?A!?|#[A-Z/0]+[!?]?|nan|null|none|无|没有|暂无|未发生|不涉及|未涉及|零|空|缺", re.IGNORECASE)
TIMES = {("元", "万元"): Decimal("0.0001"), ("千元", "万元"): Decimal("0.1"), ("亿元", "万元"): Decimal(10_000)}
TIMES |= {("万元", "元"): Decimal(10_000), ("万元", "亿元"): Decimal("0.0001"), ("万", "元"): Decimal(10_000)}
SHORT_UNITS = {"万": "万元"}


@dataclass(frozen=True)
class Offer:
    label: str
    puts: Mapping[str, str]  # new values by place
    over: bool = False  # the block once more, over the filled lines


@dataclass(frozen=True)
class Filled:
    """A cell as it was filled: its place and column, and what it holds now."""

    place: str
    column: Column
    value: str


def offer_mark_changes(unreadable: Iterable[Filled]) -> Iterator[Offer]:
    """Every kind of mark that is no number: its unit left out or reckoned in, or another value instead of it."""
    kinds: dict[tuple[str, str], dict[str, str]] = {}
    for cell in unreadable:
        for key, value in _list_changes(cell):
            kinds.setdefault(key, {})[cell.place] = value
    for (before, after), puts in kinds.items():
        yield Offer(f"把 {len(puts)} 处{before}{after}", puts)


def _list_changes(cell: Filled) -> Iterator[tuple[tuple[str, str], str]]:
    number, unit = figures.split_unit(cell.value)
    if unit and (amount := read_amount(number)) is not None:
        yield from _list_unit_changes(cell.column, unit, amount)
    elif len(cell.value) <= LONGEST_MARK and MARK.fullmatch(cell.value):
        mark = f"“{cell.value}”"
        yield (mark, "改为 0"), "0"
        yield (mark, f"改为“{State.NOT_APPLICABLE.label}”"), State.NOT_APPLICABLE.label
        yield (mark, "改为空白"), ""


def _list_unit_changes(column: Column, unit: str, amount: Decimal) -> Iterator[tuple[tuple[str, str], str]]:
    times = TIMES.get((SHORT_UNITS.get(unit, unit), column.unit))
    if times is not None:
        yield (f"以“{unit}”为单位的数", f"换算为{column.unit}"), str(Figure.of(amount * times))
    else:
        yield (f"数后的“{unit}”", "去掉"), str(Figure.of(amount))


def read_amount(text: str) -> Decimal | None:
    """A number however large, since in another unit it may be a usual one."""
    plain = fold_number(text).replace(",", "")
    return Decimal(plain) if PLAIN.fullmatch(plain) else None


def convert_amounts(cells: Iterable[Filled], unit: str) -> dict[str, str]:
    """Amounts that were counted in `unit`, in the unit of their column, by place."""
    found: dict[str, str] = {}
    for cell in cells:
        times, amount = TIMES.get((unit, cell.column.unit)), read_amount(cell.value)
        if times is not None and amount:
            found[cell.place] = str(Figure.of(amount * times))
    return found
