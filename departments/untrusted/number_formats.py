"""How Word writes the number of a paragraph: ECMA-376-1, 17.18.59 ST_NumberFormat, those that Chinese papers use and the plain ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
MOST = 9_999  # what the counting words below reach; no paper has more items


def _count(digits: str, units: tuple[str, str, str, str], *, with_ten: bool) -> Callable[[int], str]:
    """一百零五; `with_ten`: 十一 and not 一十一."""

    def write(number: int) -> str:
        if not 0 < number <= MOST:
            return str(number)
        written, gap = "", False
        for unit, digit in zip(units, f"{number:04}", strict=True):
            if digit == "0":
                gap = bool(written)
                continue
            written += digits[0] * gap + digits[int(digit)] + unit
            gap = False
        return written[1:] if with_ten and 10 <= number < 20 else written

    return write


def _spell(digits: str) -> Callable[[int], str]:
    """Digit by digit: 一〇五."""
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


def _enclose(first: int, last: int, otherwise: str) -> Callable[[int], str]:
    """A sign that holds the number, ① to ⑳."""
    return lambda number: chr(first + number - 1) if 0 < number <= last else otherwise.format(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _letter(first: str) -> Callable[[int], str]:
    """a to z, then aa to zz."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= MOST else str(number)


def _write_roman(number: int) -> str:
    if not 0 < number <= MOST:
        return str(number)
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


_counting = _count("零一二三四五六七八九", ("千", "百", "十", ""), with_ten=True)
_legal = _count("零壹贰叁肆伍陆柒捌玖", ("仟", "佰", "拾", ""), with_ten=False)
_traditional = _count("零壹貳參肆伍陸柒捌玖", ("仟", "佰", "拾", ""), with_ten=False)
_ringed = _enclose(0x2460, 20, "（{}）")

FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(FULL_WIDTH),
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _ringed,
    "decimalEnclosedCircleChinese": _ringed,
    "decimalEnclosedParen": "（{}）".format,
    "decimalEnclosedFullstop": "{}.".format,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographEnclosedCircle": lambda number: f"（{_counting(number)}）",
    "ideographDigital": _spell("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _spell("〇一二三四五六七八九"),
    "taiwaneseDigital": _spell("〇一二三四五六七八九"),
    "chineseLegalSimplified": _legal,
    "japaneseLegal": _traditional,
    "ideographLegalTraditional": _traditional,
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "upperLetter": _letter("A"),
    "lowerLetter": _letter("a"),
    "upperRoman": _write_roman,
    "lowerRoman": lambda number: _write_roman(number).lower(),
    "bullet": lambda _: "",
    "none": lambda _: "",
}
