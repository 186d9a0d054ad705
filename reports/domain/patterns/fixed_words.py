"""Fixed words of a pattern as a paper may print them: any width, any separator, measure word, unit of money, rise or fall."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

BLANKS = r"[ \t\u3000\xa0]*"
BREAKS = r"[ \t\u3000\xa0\n]*"  # between the letters of fixed words a line of a PDF may end
QUOTES = "“”„\"'‘’「」＂＇"
SEPARATORS = "、，；,;"
MEASURES = "名个人位项家所户处"
UNITS = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "千元": Decimal(10**3), "元": Decimal(1)}  # in 元
RISES, FALLS = ("增长", "增加", "上升", "提高"), ("下降", "减少", "降低", "下滑")
UNIT = re.compile("|".join(UNITS))
DIRECTION = re.compile(f"({'|'.join((*RISES, *FALLS))})(了?)$")
BEFORE_NUMBER = re.compile(rf"({'|'.join((*RISES, *FALLS))})了?\s*")
ANY_UNIT = "|".join(UNITS)
ANY_DIRECTION = "|".join((*RISES, *FALLS))


@lru_cache(maxsize=4096)
def match_literal(text: str) -> str:
    """A regular expression for fixed words, in any width and with any blanks between the letters."""
    return BLANKS.join(_match_sign(sign) for sign in text if not sign.isspace())


@lru_cache(maxsize=4096)
def match_words(text: str) -> str:
    """As `match_literal`; separators beside words may differ, and a line may end between two letters."""
    if not text.strip(SEPARATORS + " "):
        return match_literal(text)
    return BREAKS.join(f"[{SEPARATORS}]" if sign in SEPARATORS else _match_sign(sign) for sign in text if not sign.isspace())


@lru_cache(maxsize=4096)
def match_words_beside(text: str, before: str = "", after: str = "", *, named: bool = False) -> str:
    """Words between two numbers; `before` and `after` name the numbers, "" where there is none.

    Behind a number a measure word or a unit of money may be another one of its kind, before a number a rise may be a fall.
    With `named` the unit is the group u<before>, the direction d<after>.
    """
    text = "".join(text.split())
    head = tail = ""
    if after and (found := DIRECTION.search(text)):
        text = text[: found.start()]
        tail = (f"(?P<d{after}>{ANY_DIRECTION})" if named else f"(?:{ANY_DIRECTION})") + "了?"
    if before and (unit := UNIT.match(text)):
        text = text[unit.end() :]
        head = f"(?P<u{before}>{ANY_UNIT})" if named else f"(?:{ANY_UNIT})"
    elif before and text[:1] in MEASURES and text:
        text, head = text[1:], f"[{MEASURES}]"
    return BREAKS.join(filter(None, (head, match_words(text), tail)))


def find_unit(text: str) -> str:
    """The unit of money that fixed words begin with; "" for none."""
    found = UNIT.match("".join(text.split()))
    return found.group() if found else ""


def find_direction(text: str) -> str:
    """The word of rise or fall that fixed words end with; "" for none."""
    found = DIRECTION.search("".join(text.split()))
    return found[1] if found else ""


def split_direction(text: str) -> tuple[str, bool]:
    """减少了12 as 12 and that it is a fall; a number alone is none."""
    found = BEFORE_NUMBER.match(text)
    return (text[found.end() :], found[1] in FALLS) if found else (text, False)


def is_turned(pattern: str, written: str) -> bool:
    """Whether the paper writes a fall where the pattern says a rise, or the reverse."""
    return bool(pattern and written) and (pattern in RISES) != (written in RISES)


def _match_sign(sign: str) -> str:
    if sign in QUOTES:
        return f"[{QUOTES}]"
    narrow = unicodedata.normalize("NFKC", sign)
    wide = chr(ord(narrow) + 0xFEE0) if len(narrow) == 1 and "!" <= narrow <= "~" else ""
    variants = dict.fromkeys((sign, *((narrow,) if len(narrow) == 1 else ()), wide))
    return "[" + "".join(re.escape(variant) for variant in variants if variant) + "]"
