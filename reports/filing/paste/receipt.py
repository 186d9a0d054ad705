"""What a paste did, in words: 填入 12 格，去掉 4 个编号，第 3 列“备注”没有位置."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.filing.paste.cell_values import Remark
from reports.filing.paste.line_choice import Choice
from reports.filing.paste.list_marks import Items
from reports.filing.paste.placing import Placement
from reports.filing.paste.sheet import Sheet

REMARKS: Mapping[Remark, str] = {
    "zero": "{} 格会计格式的“-”读作 0",
    "negative": "{} 格括号中的数读作负数",
    "scientific": "{} 格科学记数已还原，Excel 可能省去了尾数，请核对",
    "joined": "{} 格中的换行改为空格",
    "unreadable": "{} 格不是数字，已照原样填入并标出",
    "whole": "{} 格不是整数，已标出",
}


@dataclass(frozen=True)
class Note:
    """One thing to know, with the texts that it is about."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What happened to the cells that found a place."""

    filled: int
    overwritten: int
    remarks: Counter[Remark]
    unknown: Sequence[tuple[str, str]]  # a choice that does not exist: what it would have been, what the block says
    cleaning: str  # what cleaning changed in the texts


def write_receipt(sheet: Sheet, choice: Choice, placement: Placement, items: Items, outcome: Outcome) -> tuple[Note, ...]:
    """In the order of weight: what was filled, what was changed, what has no place."""
    return (
        Note(_say_filled(choice, outcome)),
        *_say_taken_off(sheet, items),
        *_say_changed(outcome),
        *([Note("光标所在的行已有内容，粘贴的行放在它下面")] if choice.collides else []),
        *_say_left(sheet, placement, outcome),
    )


def _say_filled(choice: Choice, outcome: Outcome) -> str:
    said = f"填入 {outcome.filled} 格" if outcome.filled else "没有填入任何一格"
    return f"{said}（新增 {len(choice.new)} 行）" if choice.new else said


def _say_taken_off(sheet: Sheet, items: Items) -> Iterator[Note]:
    if sheet.is_turned:
        yield Note("块的行列与本表相反，已对调")
    if sheet.by_heads:
        yield Note(f"按表头对上 {sum(to is not None for to in sheet.columns)} 列")
    if sheet.targets is not None:
        yield Note(f"按行名对上 {sum(to is not None for to in sheet.targets)} 行")
    if numbers := items.numbers + sheet.numbers:
        yield Note(f"去掉 {numbers} 个编号")
    if items.bullets:
        yield Note(f"去掉 {items.bullets} 个项目符号")
    if items.closings:
        yield Note(f"去掉 {items.closings} 个句末标点（打印时自动加上）")


def _say_changed(outcome: Outcome) -> Iterator[Note]:
    if outcome.overwritten:
        yield Note(f"盖过 {outcome.overwritten} 格原有内容")
    for remark, words in REMARKS.items():
        if times := outcome.remarks[remark]:
            yield Note(words.format(times))
    if outcome.cleaning:
        yield Note(outcome.cleaning)


def _say_left(sheet: Sheet, placement: Placement, outcome: Outcome) -> Iterator[Note]:
    for reason, texts in placement.homeless.items():
        yield Note(reason if len(texts) == 1 else f"{reason}（{len(texts)} 处）", tuple(texts))
    if outcome.unknown:
        yield Note(f"{len(outcome.unknown)} 格没有这个选项，没有填入", tuple(f"{where}：{text}" for where, text in outcome.unknown))
    if placement.blanks:
        yield Note(f"块中空白的 {len(placement.blanks)} 格没有动原有内容")
    if sheet.above:
        yield Note("表头上面的文字没有填入", sheet.above)
    if sheet.sums:
        yield Note("合计行没有填入", sheet.sums)
