"""Numbering styles, written as their first number: 一、 （一） (一) 1、 1. （1） ① 一是 第一，. Both directions."""

from __future__ import annotations

from functools import lru_cache

CHINESE = "一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
COUNTERS = {"一": r"[一二三四五六七八九十百]+", "1": r"\d+", "①": f"[{CIRCLED}]"}


def format_chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 105 → 一百零五; below 1,000."""
    if number <= 0 or number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    head = f"{CHINESE[hundreds - 1]}百" if hundreds else ""
    tens, ones = divmod(rest, 10)
    ten = f"{CHINESE[tens - 1]}十" if tens > 1 or (tens and hundreds) else "十" * tens
    zero = "零" if hundreds and rest and not tens else ""
    return head + zero + ten + (CHINESE[ones - 1] if ones else "")


def from_chinese(text: str) -> int | None:
    """The number that `chinese` writes so, or None."""
    return _list_chinese_numbers().get(text)


@lru_cache(maxsize=1)
def _list_chinese_numbers() -> dict[str, int]:
    return {format_chinese_number(number): number for number in range(999, 0, -1)}


def find_style_counter(style: str) -> str | None:
    """The counter in a style: its first 一, 1 or ①."""
    return next((sign for sign in style if sign in COUNTERS), None)


def format_label(style: str, number: int) -> str:
    """The number as printed: label("（一）", 3) → （三）."""
    sign = find_style_counter(style)
    if sign is None:
        return style
    written = {"一": format_chinese_number(number), "1": str(number), "①": CIRCLED[(number - 1) % len(CIRCLED)]}[sign]
    return style.replace(sign, written, 1)
