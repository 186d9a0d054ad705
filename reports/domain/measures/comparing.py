"""A 完成值 against its 指标值: whether both are of one unit, whether the target is reached, and by how much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.domain.measures.measure import Kind, Measure, is_nothing
from reports.domain.measures.unit_families import PHYSICAL, Relation, relate_units

HUNDRED = Decimal(100)
CALENDAR = Decimal("0.03")  # 30 days and a month, 365 days and a year
SURE = (Relation.SAME, Relation.OPEN)
LATE = re.compile(r"[未没]按|[未没]能?完成|逾期|超期|延期|推迟|延后|延迟|滞后|尚未|未开工|未达")
VAGUE = re.compile(r"基本|大部分|部分|正在|推进|预计|进展|陆续|有序")
DONE = re.compile(r"按期|按时|准时|如期|及时|提前|完成|竣工|完工|达标|达到|全部|^是$|√")
ALL = re.compile(r"^(?:已)?(?:全部|全面|全额|全覆盖|全数)(?:完成|覆盖|到位|落实|实现|达标|合格|支付|兑现|发放)*$")


@dataclass(frozen=True)
class Comparison:
    """`relation`: None where one of the two is no number and no date. `is_met`: None where it cannot be told for sure."""

    relation: Relation | None = None
    is_met: bool | None = None
    is_answered: bool = False  # the actual is an answer in the terms of the target
    rate: Decimal | None = None  # per cent of the target; None without a ratio
    reached: Decimal = Decimal(0)  # what was divided, in the target's unit
    bound: Decimal = Decimal(0)  # by what


def compare_measures(target: Measure, actual: Measure, sign: str = "") -> Comparison:
    """`sign`: of the target where its own text has none."""
    if target.kind is Kind.DATE:
        return _compare_dates(target, actual)
    if not target.is_numeric:
        return Comparison()
    if actual.kind is Kind.WORDS:
        return _compare_words(target, actual, sign)
    if not actual.is_numeric:
        return Comparison(Relation.DIFFERENT if actual.kind is Kind.DATE else None)
    relation = relate_units(target.unit, actual.unit)
    if relation not in SURE:
        return Comparison(relation)
    if relation is Relation.OPEN and (target.unit.factor != actual.unit.factor or actual.unit.family in PHYSICAL - {"percent"}):
        return Comparison(relation, is_answered=True)
    if _may_be_fraction(target, actual):
        return Comparison(Relation.UNSURE)
    return _compare_numbers(target, actual, sign, relation)


def _may_be_fraction(target: Measure, actual: Measure) -> bool:
    """0.985 where 98 % is asked."""
    return target.unit.family == "percent" and target.low > 1 and 0 < actual.high <= 1 and not re.search(r"[%‰成分]", actual.text)


def _compare_numbers(target: Measure, actual: Measure, sign: str, relation: Relation) -> Comparison:
    low, high = _turn(actual, target)
    bound, met = _measure(target, low, high, sign)
    slack = actual.half if target.unit.factor != actual.unit.factor else Decimal(0)
    if target.unit.is_calendar or actual.unit.is_calendar:
        slack += max(abs(bound), abs(low)) * CALENDAR
    near = 0 < slack >= abs(low - bound)
    unsure = met is False and (near or actual.is_rough or target.is_rough or bool(actual.sign and actual.sign != "="))
    reached = low if _wants_more(sign) else high
    inside = target.kind is Kind.RANGE and target.low <= reached <= target.high
    rate = None if not bound else HUNDRED if inside or near else reached * HUNDRED / bound
    factor = target.unit.factor
    return Comparison(relation, None if unsure else met, True, rate, reached / factor, bound / factor)


def _turn(actual: Measure, target: Measure) -> tuple[Decimal, Decimal]:
    """下降 5 % where a fall is asked is 5, a rise −5; an actual that names no direction goes the way that is asked."""
    if target.direction and actual.direction and target.direction != actual.direction:
        return -actual.high, -actual.low
    if target.direction == -1 and not actual.direction and actual.high < 0:
        return -actual.high, -actual.low
    if actual.direction == -1 and not target.direction and target.low < 0:
        return -actual.high, -actual.low
    return actual.low, actual.high


def _wants_more(sign: str) -> bool:
    return sign not in ("≤", "<")


def _measure(target: Measure, low: Decimal, high: Decimal, sign: str) -> tuple[Decimal, bool | None]:
    """The end of the target that counts, and whether it is reached."""
    is_range = target.kind is Kind.RANGE
    if sign in ("≤", "<"):
        # 下降 3 % with ≤ may ask for a fall of at least or at most 3 %.
        met = None if target.direction else high <= target.high if sign == "≤" or is_range else high < target.high
        return target.high, met
    if sign in ("≥", ">"):
        return target.low, low >= target.low if sign == "≥" or is_range else low > target.low
    if is_range:
        bound = target.low if low < target.low else target.high
        return bound, target.low <= low and high <= target.high if sign == "=" else None
    return target.low, low == high == target.low if sign == "=" else None


def _compare_words(target: Measure, actual: Measure, sign: str) -> Comparison:
    """Words that are a number: 全部完成 of a share, 未发生 where nothing may happen."""
    if target.unit.family == "percent" and ALL.match(actual.text) and not VAGUE.search(actual.text):
        return Comparison(Relation.SAME, sign not in ("≤", "<") or None, is_answered=True)
    is_whole = target.unit.family == "percent" and target.low == HUNDRED
    if is_whole and DONE.search(actual.text) and not VAGUE.search(actual.text) and not LATE.search(actual.text):
        return Comparison(Relation.SAME, None, is_answered=True)
    if is_nothing(actual) and target.low == 0:
        return Comparison(Relation.SAME, True, is_answered=True)
    return Comparison()


def _compare_dates(target: Measure, actual: Measure) -> Comparison:
    if actual.kind is Kind.DATE and actual.span and target.span:
        late = actual.span.first > target.span.last
        sure = not late or (actual.span.has_year and target.span.first.year > date.min.year)  # 1月15日 may be of the same year
        return Comparison(Relation.SAME, not late if sure else None, is_answered=True)
    if actual.kind is Kind.WORDS:
        if LATE.search(actual.text):
            return Comparison(Relation.SAME, False, is_answered=True)
        if DONE.search(actual.text) and not VAGUE.search(actual.text):
            return Comparison(Relation.SAME, True, is_answered=True)
    return Comparison()
