"""Hidden amounts that a public text nearly tells: 超过120万元, 一百二十余万元, 不足130万元, 近130万元, 120—130万元.

A bound tells an amount where it lies close behind it: in the last place that was written, or 5 % off, whichever is more, but never
more than 20 % off. 超过500万元 tells 573.5, and not 800.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.release.publishing.chinese_numbers import NUMBER as CHINESE
from reports.release.publishing.chinese_numbers import SIGN, spell_in_digits

UNITS = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "万元": Decimal(1), "万": Decimal(1), "元": Decimal("0.0001")}
CLOSE, FAR = Decimal("0.05"), Decimal("0.2")  # of the amount that is written
MORE, LESS, ABOUT = "more", "less", "about"
BEFORE = {
    LESS: "不超过|未超过|不高于|不多于|不大于|不突破|不足|不到|未到|未达|不满|未满|低于|少于|小于|接近|将近|近|至多|最多|上限",
    MORE: "超过|超出|突破|高于|多于|大于|不低于|不少于|不小于|不止|至少|最少|超|逾|下限",
    ABOUT: "大约|大概|大致|约",
}
AFTER = {MORE: "以上|出头|有余|开外|余|多", LESS: "以下|以内|之内|不到", ABOUT: "左右|上下|前后|许"}
LEADS = re.compile(rf"(?:(?P<less>{BEFORE[LESS]})|(?P<more>{BEFORE[MORE]})|(?P<about>{BEFORE[ABOUT]}))[了为达至到是有在于]{{0,2}}(?:人民币)?\s*$")
FOLLOWS = re.compile(rf"(?:人民币)?(?:(?P<more>{AFTER[MORE]})|(?P<less>{AFTER[LESS]})|(?P<about>{AFTER[ABOUT]}))")
AROUND = 8  # letters before an amount in which its word stands
NUMBER = rf"(?<![\d,.{SIGN}])(?:\d[\d,]{{0,19}}(?:\.\d{{1,9}})?|{CHINESE})"
STATED = re.compile(rf"(?P<number>{NUMBER})\s*(?P<more>[余多来几])?\s*(?P<unit>亿元|万元|[亿万](?=[余多]元)|亿|万|元)")
RANGE = re.compile(rf"(?P<low>{NUMBER})\s*(?P<own>亿元|万元|亿|万|元)?\s*(?:至|到|—{{1,2}}|–|-|~)\s*(?P<high>{NUMBER})\s*(?P<unit>亿元|万元|亿|万|元)")


@dataclass(frozen=True)
class Span:
    """What a text says of an amount, in 万元, and its words."""

    words: str
    low: Decimal
    high: Decimal
    stated: tuple[Decimal, ...]


def find_nearly_said(text: str, amounts: Sequence[Decimal], is_said: Callable[[str, str], bool]) -> Iterator[str]:
    """Words of the text that leave a hidden amount little room. `amounts` in 万元, sorted; `is_said`: what is found as it is (number, unit)."""
    for span in _iter_spans(text, is_said):
        inside = amounts[bisect_left(amounts, span.low) : bisect_right(amounts, span.high)]
        if any(amount not in span.stated for amount in inside):
            yield span.words


def _iter_spans(text: str, is_said: Callable[[str, str], bool]) -> Iterator[Span]:
    for found in RANGE.finditer(text):
        low, high = _read(found["low"], found["own"] or found["unit"]), _read(found["high"], found["unit"])
        if low < high <= low * (1 + FAR):
            yield Span(found.group(), low, high, (low, high))
    for found in STATED.finditer(text):
        number = _spell(found["number"], found["unit"])
        if is_said(number, found["unit"]):
            continue
        lead, follow = LEADS.search(text[max(0, found.start() - AROUND) : found.start()]), FOLLOWS.match(text, found.end())
        kind = MORE if found["more"] else _name(follow) or _name(lead)
        amount = _read(found["number"], found["unit"])
        if kind and amount:
            words = (lead.group() if lead else "") + found.group() + (follow.group() if follow else "")
            yield Span(words, *_find_room(kind, amount, _read_step(number) * UNITS[found["unit"]]), (amount,))


def _name(found: re.Match[str] | None) -> str:
    return found.lastgroup or "" if found else ""


def _spell(number: str, unit: str) -> str:
    return number.replace(",", "") if number[0].isdecimal() else spell_in_digits(number, unit)


def _read(number: str, unit: str) -> Decimal:
    return Decimal(_spell(number, unit)) * UNITS[unit]


def _read_step(number: str) -> Decimal:
    """What one more in the last place is that was written: 10 of 120, 0.1 of 1.5."""
    return Decimal(1).scaleb(int(Decimal(number).normalize().as_tuple().exponent))


def _find_room(kind: str, amount: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    room = min(max(step, amount * CLOSE), amount * FAR)
    if kind == ABOUT:
        return amount - room / 2, amount + room / 2
    return (amount, amount + room) if kind == MORE else (amount - room, amount)
