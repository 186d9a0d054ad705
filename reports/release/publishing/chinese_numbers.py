"""Amounts in Chinese numerals: 一百二十万元, 壹佰贰拾万元, 三百五十六点七万元, 一亿二千万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

DIGITS = {sign: at % 10 for signs in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖") for at, sign in enumerate(signs)} | {"两": 2}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
GROUPS = {"万": 10_000, "亿": 100_000_000}
SIGN = "".join((*DIGITS, *TENS))
NUMBER = rf"[{SIGN}](?:[{SIGN}万亿]{{0,24}}[{SIGN}])?(?:点[{''.join(DIGITS)}]{{1,9}})?"  # bounded: the words behind it may be missing
AMOUNT = re.compile(rf"([{SIGN}](?:[{SIGN}万亿]*[{SIGN}万亿])?)(?:点([{''.join(DIGITS)}]+))?(亿元|万元|元|亿|万)?")


def iter_chinese_amounts(text: str) -> Iterator[tuple[str, str, str]]:
    """The words, the number in digits and its unit, as `leaked_amounts` reads them. What has no unit of money is a count or a year."""
    for found in AMOUNT.finditer(text):
        whole, decimals, unit = found[1], found[2] or "", found[3] or ""
        if whole[-1] in GROUPS and not decimals and unit in ("", "元"):
            whole, unit = whole[:-1], whole[-1] + unit
        if unit and whole and not (unit == "元" and decimals):
            yield found.group(), *_spell(whole, decimals, unit)


def _spell(whole: str, decimals: str, unit: str) -> tuple[str, str]:
    """一亿二千 万元 is 12000 万元: the groups above belong to the same number."""
    number = f"{parse_chinese_number(whole)}"
    if unit[0] in GROUPS and any(group in whole for group in GROUPS):
        number = f"{parse_chinese_number(whole + unit[0]) // GROUPS[unit[0]]}"
    return number + (f".{''.join(str(DIGITS[sign]) for sign in decimals)}" if decimals else ""), unit


def parse_chinese_number(words: str) -> int:
    """十二 → 12, 一百零五 → 105, 二〇一八 → 2018, 一亿二千万 → 120000000."""
    total, group, digit, is_plain = 0, 0, 0, _is_plain(words)
    for sign in words:
        if sign in DIGITS:
            digit = (digit * 10 if is_plain else 0) + DIGITS[sign]
        elif sign in TENS:
            group, digit = group + (digit or 1) * TENS[sign], 0
        else:
            above = total if sign == "亿" else 0
            total, group, digit = total - above + (above + group + digit) * GROUPS[sign], 0, 0
    return total + group + digit


def _is_plain(words: str) -> bool:
    """Digits alone, one for each place."""
    return all(sign in DIGITS for sign in words)


def spell_in_digits(number: str, unit: str) -> str:
    """A number before its unit (`NUMBER`), in digits: 一亿二千 before 万元 → 12000."""
    whole, _, decimals = number.partition("点")
    return _spell(whole, decimals, unit)[0]
