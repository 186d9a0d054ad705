"""Where the items of a repeated part end: at its joining mark, at another separator, before the next number; never inside brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from reports.domain import numbering
from reports.domain.patterns import fixed_words
from reports.domain.text_import import name_doubts
from reports.domain.text_import.text_lines import ITEM_OPENING

Item = TypeVar("Item")
Accept = Callable[[str], Item | None]
ENDS = "[；;。]"  # what may stand between numbered items whatever the outline joins them with
MOST_PIECES = 8  # that one item may be cut into by marks of its own
WEAK_JOINS = "，、,"  # they stand inside sentences too
MIXED = "各项之间用了不同的标点，从哪里断开不能确定"
JOINED = "名称中有“{}”，可能是两项"
ANOTHER = "文字分成了几段，不一定每一句都是一项"
NUMBERED = "这一项带有编号，可能属于另一节"
WEAK = "“{}”也可能是句中的标点，不一定是两项"


@dataclass(frozen=True)
class Cut(Generic[Item]):
    item: Item
    doubt: str


def split_numbered(text: str, style: str, join: str) -> list[str]:
    """一是…；二是…: cut only where the next number follows."""
    items, rest = [], re.sub(rf"^{fixed_words.BLANKS}{fixed_words.match_words(numbering.format_label(style, 1))}", "", text)
    mark = f"(?:{fixed_words.match_literal(join)}|{ENDS})" if join else f"{ENDS}?"
    for number in itertools.count(2):
        cut = re.split(rf"\s*{mark}\s*{fixed_words.match_words(numbering.format_label(style, number))}", rest, maxsplit=1)
        items.append(cut[0].strip())
        if len(cut) == 1:
            break
        rest = cut[1]
    return items


def split_free_text(text: str, join: str, accept: Accept[Item]) -> list[Cut[Item]] | None:
    """Sentences that a mark joins; a mark that may stand inside a sentence makes every item doubtful."""
    pieces = [piece for piece, _ in _cut_at(text, fixed_words.match_literal(join)) if piece.strip()] if join else [text]
    items = [accept(piece) for piece in pieces]
    doubt = WEAK.format(join) if join in WEAK_JOINS and len(items) > 1 else ANOTHER * any(piece.startswith("\n") for piece in pieces[1:])
    if None in items:
        return None
    doubts = (doubt or NUMBERED * bool(ITEM_OPENING.match(piece.strip())) for piece in pieces)
    return [Cut(item, reason) for item, reason in zip(items, doubts, strict=True) if item]


def split_joined(text: str, join: str, make_accept: Callable[[], Accept[Item]], *, goes_on: bool) -> list[Cut[Item]] | None:
    """Items between the joining mark; where that leaves a doubt, between any separators. None when a piece is no item.

    `goes_on`: an item ends in prose, so that a piece which is no item by itself belongs to the one before it.
    """
    exact = _gather(list(_cut_at(text, fixed_words.match_literal(join))) if join else [(text, "")], make_accept(), goes_on)
    if join not in fixed_words.SEPARATORS or (exact is not None and not _count_doubts(exact)):
        return exact
    pieces = list(_cut_at(text, f"[{fixed_words.SEPARATORS}]"))
    wide = _gather(pieces, make_accept(), goes_on)
    if wide is None or (exact is not None and _count_doubts(exact) <= _count_doubts(wide)):
        return exact
    is_mixed = len({mark for _, mark in pieces if mark}) > 1 and not goes_on
    return [Cut(one.item, one.doubt or MIXED * is_mixed) for one in wide]


def _count_doubts(items: list[Cut[Item]]) -> int:
    return sum(bool(one.doubt or getattr(one.item, "doubt", "")) for one in items)


def _cut_at(text: str, mark: str) -> Iterator[tuple[str, str]]:
    """Pieces with the mark behind each; marks inside brackets and quotation marks do not cut."""
    at = 0
    for found in re.finditer(mark, name_doubts.mask_brackets(text)):
        yield text[at : found.start()], text[found.start() : found.end()]
        at = found.end()
    yield text[at:], ""


def _gather(pieces: list[tuple[str, str]], accept: Accept[Item], goes_on: bool) -> list[Cut[Item]] | None:
    """A piece that is no item by itself goes on with the item before it, or belongs to the next."""
    return _gather_before(pieces, accept) if goes_on else _gather_behind(pieces, accept)


def _gather_behind(pieces: list[tuple[str, str]], accept: Accept[Item]) -> list[Cut[Item]] | None:
    items: list[Cut[Item]] = []
    pending, count = "", 0
    for piece, mark in pieces:
        if not piece.strip() and not pending:
            continue
        item = accept(pending + piece)
        if item is not None:
            items.append(Cut(item, JOINED.format(pending[-1]) if pending and hasattr(item, "doubt") else ""))
            pending, count = "", 0
        elif count == MOST_PIECES:
            return None
        else:
            pending, count = pending + piece + mark, count + 1
    return None if pending else items


def _gather_before(pieces: list[tuple[str, str]], accept: Accept[Item]) -> list[Cut[Item]] | None:
    groups: list[list[str]] = []
    mark_before = ""
    for piece, mark in pieces:
        if not groups or accept(piece) is not None:
            groups.append([piece])
        else:
            groups[-1] += [mark_before, piece]
        mark_before = mark
    items = [accept("".join(group)) for group in groups if "".join(group).strip()]
    return None if None in items else [Cut(item, "") for item in items if item is not None]
