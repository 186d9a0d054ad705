"""A block whose amounts are counted in 元 where the table counts in 万元: said by the block, or told by its size."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reports.domain import Document
from reports.filing.paste.layout import Table
from reports.filing.paste.offers import Filled, Offer, convert_amounts, read_amount
from reports.filing.paste.sheet import Sheet

STATED = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*(元|千元|万元|亿元)|[(（](元|千元|亿元)[)）]")
MONEY = "万元"
LEAST, MOST = Decimal(2_500), Decimal(40_000)  # times that a slip may differ from last year's amount, which may have changed
NEAR, FAR = Decimal(1_000), Decimal(100_000)  # the same for neighbours, which are of another thing


def offer_conversion(table: Table, sheet: Sheet, filled: Sequence[Filled], typed: Mapping[str, str], last: Document | None) -> Offer | None:
    """The question whether the block is to be reckoned in 万元; None where nothing says so."""
    money = [cell for cell in filled if cell.column.unit == MONEY and read_amount(cell.value)]
    unit = _find_stated_unit(sheet)
    if unit and unit != MONEY:
        puts = convert_amounts(money, unit)
        return Offer(f"块中写明以{unit}为单位：{len(puts)} 格按万元换算", puts) if puts else None
    if not money or not (_is_far_from_last_year(money, last) or _is_far_from_neighbours(table, money, typed)):
        return None
    puts = convert_amounts(money, "元")
    return Offer(f"像是以元为单位，按万元换算？（{len(puts)} 格）", puts)


def _find_stated_unit(sheet: Sheet) -> str:
    found = STATED.search("　".join((*sheet.above, *sheet.titles)))
    return (found[1] or found[2]) if found else ""


def _is_far_from_last_year(cells: Sequence[Filled], last: Document | None) -> bool:
    """Whether most amounts that stood there last year too are about ten thousand times as large."""
    if last is None:
        return False
    pairs = [(read_amount(cell.value), last.figure(cell.place).amount) for cell in cells]
    times = [abs(now / before) for now, before in pairs if now and before]
    return bool(times) and sum(LEAST <= ratio <= MOST for ratio in times) * 2 > len(times)


def _is_far_from_neighbours(table: Table, cells: Sequence[Filled], typed: Mapping[str, str]) -> bool:
    """The same against what stands in the table already; middle against middle."""
    pasted = {cell.place for cell in cells}
    beside = [cell for line in table.lines for cell in line.cells if cell and cell.place not in pasted and cell.column.unit == MONEY]
    known = [abs(amount) for cell in beside if (amount := read_amount(typed.get(cell.place, "")))]
    if not known:
        return False
    times = statistics.median([abs(read_amount(cell.value) or Decimal(0)) for cell in cells]) / statistics.median(known)
    return NEAR <= times <= FAR
