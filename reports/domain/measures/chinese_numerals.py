"""Numbers in characters where they surely are numbers: 百分之九十五, 九成, 十二月三十一日, 三项."""

from __future__ import annotations

import re

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TIMES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇一二两三四五六七八九十百千]"
PER_CENT = re.compile(rf"百分之({NUMERAL}+)(?:点([零〇一二三四五六七八九]+))?")
PER_CENT_IN_DIGITS = re.compile(r"百分之(\d+(?:\.\d+)?)")
TENTHS = re.compile(rf"(?<![一-龥])({NUMERAL})成(?:[左右以上下])*$")
DATED = re.compile(rf"({NUMERAL}+)(?=年|个?月|日|号|季度)")
WHOLE = re.compile(rf"^({NUMERAL}+)([个项件次人家场期处户份本套台辆座篇起天]|人次|批次|个月|年|天|%)$")


def write_in_digits(text: str) -> str:
    """The text with such numbers in digits; everything else as it is."""
    text = PER_CENT.sub(lambda found: f"{_read(found[1])}{_read_fraction(found[2])}%", text)
    text = PER_CENT_IN_DIGITS.sub(r"\1%", text)
    text = TENTHS.sub(lambda found: f"{_read(found[1])}成", text)
    text = DATED.sub(lambda found: str(_read(found[1])), text)
    return WHOLE.sub(lambda found: f"{_read(found[1])}{found[2]}", text)


def _read_fraction(digits: str | None) -> str:
    return "." + "".join(str(DIGITS[sign]) for sign in digits) if digits else ""


def _read(numeral: str) -> int:
    """二〇二四 → 2024, 一百零五 → 105, 十二 → 12."""
    if not set(numeral) & set(TIMES):
        return int("".join(str(DIGITS[sign]) for sign in numeral))
    total, held = 0, 0
    for at, sign in enumerate(numeral):
        if sign in TIMES:
            total += (held or (1 if at == 0 or numeral[at - 1] in "零〇" else 0)) * TIMES[sign]
            held = 0
        else:
            held = DIGITS[sign]
    return total + held
