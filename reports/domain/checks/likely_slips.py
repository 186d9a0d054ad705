"""Slips of the pen between two amounts: a shifted point, two digits that changed places, one digit wrong, missing or too many. Pure."""

from __future__ import annotations

from decimal import Decimal

SHIFTS = {1: "一", 2: "两", 3: "三", 4: "四"}  # places; four is 元 typed as 万元
LEAST_PLACES = 2


def describe_slip(held: Decimal, meant: Decimal) -> str:
    """What was done to the amount that was meant; "" where it takes more than one slip of the pen."""
    if not held or not meant:
        return "只差一位数字" if _count_digits(held or meant) == 1 else ""
    if held == -meant:
        return "只差正负号"
    places = next((at for at in SHIFTS if abs(held) == abs(meant).scaleb(at) or abs(meant) == abs(held).scaleb(at)), 0)
    if places:
        return f"小数点错了{SHIFTS[places]}位"
    first, second = _pad(held, meant)
    different = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if (
        len(different) == 2
        and different[1] == different[0] + 1
        and first[different[0]] == second[different[1]]
        and first[different[1]] == second[different[0]]
    ):
        return "相邻两位数字颠倒"
    if len(different) == 1:
        return "只差一位数字"
    return "多或少一位数字" if _is_one_digit_apart(held, meant) else ""


def _count_digits(amount: Decimal) -> int:
    return len(f"{abs(amount.normalize()):f}".replace(".", "").strip("0"))


def _pad(first: Decimal, second: Decimal) -> tuple[str, str]:
    """Their digits, one under the other."""
    places = max(LEAST_PLACES, *(-int(amount.as_tuple().exponent) for amount in (first, second)))
    written = [f"{abs(amount):.{places}f}".replace(".", "") for amount in (first, second)]
    width = max(map(len, written))
    return written[0].zfill(width), written[1].zfill(width)


def _is_one_digit_apart(first: Decimal, second: Decimal) -> bool:
    longer, shorter = sorted((f"{abs(first):f}", f"{abs(second):f}"), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
