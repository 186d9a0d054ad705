"""Numbers, bullets and closing marks that come along with the items of a list, and that the paper would print twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from departments.cleaning import SYMBOL_BULLETS
from reports.domain import numbering

CHINESE = "[一二三四五六七八九十百]{1,4}"
# Style and counter; a number behind which a digit stands is a figure: 1.5亿元.
NUMBERS = re.compile(
    rf"\s*(?:[（(]\s*(?P<chinese_in>{CHINESE}|\d{{1,3}})\s*[)）]\s*[、.．]?"
    rf"|第?(?P<chinese>{CHINESE})\s*(?:[、.．,，]|(?=\t|\Z))"
    rf"|(?P<said>{CHINESE})是"
    rf"|(?P<digits>\d{{1,3}})\s*(?:[、)）]|[.．](?!\d)|(?=\t|\Z))"
    rf"|(?P<circled>[①-⑳]))\s*"
)
BULLET = re.compile(rf"\s*(?:{SYMBOL_BULLETS.pattern}|[•·●○◆◇■□▪▫➢➤▶►※])\s*")
CLOSING = re.compile(r"\s*[;；。]\s*$")


LARGEST_ALONE = 20  # a number that has no neighbour is one of a list up to here


@dataclass(frozen=True)
class Items:
    """Texts without what would be printed twice, and how much of it there was."""

    texts: tuple[str, ...]
    numbers: int = 0
    bullets: int = 0
    closings: int = 0


def remove_marks(texts: Sequence[str], *, closings: bool) -> Items:
    """Numbers go where they count on from line to line, bullets always, closing marks where asked; a lone number stays in prose."""
    bullets = [BULLET.match(text) for text in texts]
    bare = [text[found.end() :] if found else text for text, found in zip(texts, bullets, strict=True)]
    numbers = _find_numbers(bare)
    kept = [text[found.end() :] if found else text for text, found in zip(bare, numbers, strict=True)]
    ended = [CLOSING.sub("", text) if closings else text for text in kept]
    changed = sum(before != after for before, after in zip(kept, ended, strict=True))
    return Items(tuple(ended), sum(map(bool, numbers)), sum(map(bool, bullets)), changed)


def _find_numbers(texts: Sequence[str]) -> list[re.Match[str] | None]:
    found = [match if (match := NUMBERS.match(text)) and match.end() < len(text) else None for text in texts]
    return [match if match and _is_counted(texts, found, at) else None for at, match in enumerate(found)]


def _is_counted(texts: Sequence[str], found: Sequence[re.Match[str] | None], at: int) -> bool:
    """Whether the number goes on from the one before or is gone on from by the next, or stands alone as a number does."""
    here, style = _read_number(found[at]), _get_style(found[at])
    near = [found[other] for other in (*range(at - 1, -1, -1)[:3], *range(at + 1, len(found))[:3])]
    if any(_get_style(match) == style and abs(_read_number(match) - here) == 1 for match in near if match):
        return True
    filled = sum(bool(text.strip()) for text in texts)
    return filled == 1 and style in ("chinese_in", "chinese", "circled", "digits") and 0 < here <= LARGEST_ALONE


def _get_style(match: re.Match[str] | None) -> str:
    return str(match.lastgroup) if match else ""


def _read_number(match: re.Match[str] | None) -> int:
    """The counter; far from any other where it is none."""
    sign = match[match.lastgroup] if match and match.lastgroup else ""
    if sign in numbering.CIRCLED and sign:
        return numbering.CIRCLED.index(sign) + 1
    return int(sign) if sign.isdigit() else numbering.from_chinese(sign) or -1_000


def are_all_numbers(texts: Sequence[str]) -> bool:
    """Whether a column holds nothing but the numbers, or bullets, of a list: Word puts a tab behind them."""
    filled = [text for text in texts if text.strip()]
    if not filled:
        return False
    if all((match := BULLET.match(text)) and match.end() == len(text) for text in filled):
        return True
    found = [NUMBERS.match(text) for text in filled]
    counted = [_read_number(match) for match, text in zip(found, filled, strict=True) if match and match.end() == len(text)]
    if len(filled) == 1 and filled[0].strip().isdigit():
        return False
    return len(counted) == len(filled) and all(after - before == 1 for before, after in itertools.pairwise(counted))
