"""What of an outline cannot be read back: sentences that print well and that no reader can take apart again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reports.domain import patterns
from reports.domain.outlines.definitions import Block, Outline, Part, Section
from reports.domain.patterns import Literal, Node, Slot
from reports.domain.shapes import Listing

WEAK_JOINS = ("，", "、", ",", "")
TOLD_APART = ("city", "district", "year", "last_year")  # built-in fields that are known by their kind


def list_unreadable(outline: Outline) -> Iterator[str]:
    """A sentence for each construct that is doubtful or lost when a published text is read back, with its place."""
    for section in outline.section:
        for block in section.show:
            for sentence in _list_in_block(outline, block):
                yield f"章节“{section.heading or section.key}”：{sentence}"
        yield from _list_named_like_lists(outline, section)


def _list_in_block(outline: Outline, block: Block) -> Iterator[str]:
    for pattern in block.readable if block.sentence else ():
        yield from _list_adjacent(outline, block, patterns.parse_pattern(pattern))
    for key, part in block.parts.items():
        if listing := outline.lists.get(part.each):
            yield from _list_in_part(listing, key, part)
    if block.lines and not block.number:
        yield f"列表“{block.listing}”的一项有几行而没有编号（number），读回时分不清哪一行是下一项"


def _list_adjacent(outline: Outline, block: Block, nodes: tuple[Node, ...]) -> Iterator[str]:
    """Two passages of words side by side."""
    for first, second in pairwise(nodes):
        if isinstance(first, Slot) and isinstance(second, Slot) and _is_words(outline, block, first) and _is_words(outline, block, second):
            yield f"{{{first.name}}}{{{second.name}}} 紧挨着，读回时分不开，请在中间加固定文字"


def _is_words(outline: Outline, block: Block, slot: Slot) -> bool:
    if slot.name in TOLD_APART:
        return False
    return slot.name in block.parts or slot.name in outline.fields or slot.name in outline.texts


def _list_in_part(listing: Listing, key: str, part: Part) -> Iterator[str]:
    nodes = patterns.parse_pattern(part.item)
    slots = patterns.list_slots(nodes)
    fields = {slot.name: listing.field(slot.name) for slot in slots}
    is_long = any(field is not None and field.long for field in fields.values())
    if not part.number and part.join in WEAK_JOINS and is_long and len(slots) == 1:
        yield f"parts.{key} 用“{part.join}”连接整句的文字（{listing.label}），句中也会有这个标点，读回时存疑，请改用“；”或编号"
    if "\n" in part.item:
        yield f"parts.{key} 的 item 中有换行，报告发布后换行会丢失，读回时分不开，请改用固定文字"
    for first, second in pairwise(nodes):
        if isinstance(first, Slot) and isinstance(second, Slot) and not _is_told_apart(listing, first, second):
            yield f"parts.{key} 的 item 中 {{{first.name}}}{{{second.name}}} 紧挨着，读回时分不开，请在中间加固定文字"
    yield from _list_names_before_counts(listing, key, nodes)


def _is_told_apart(listing: Listing, first: Slot, second: Slot) -> bool:
    """Words before a number end where it begins."""
    fields = listing.field(first.name), listing.field(second.name)
    return bool(fields[0] and fields[1] and not fields[0].is_figure and fields[1].is_figure)


def _list_names_before_counts(listing: Listing, key: str, nodes: tuple[Node, ...]) -> Iterator[str]:
    """{name}{count}人: a name that ends in a digit takes the number with it. Behind an amount of money that is seldom."""
    for first, second, behind in zip(nodes, nodes[1:], nodes[2:], strict=False):
        is_pair = isinstance(first, Slot) and isinstance(second, Slot) and _is_told_apart(listing, first, second)
        if is_pair and isinstance(behind, Literal) and not behind.text.startswith(("万元", "元", "亿元", "千元")):
            yield f"parts.{key} 的 item 中 {_name(first)}{_name(second)}{behind.text[:2]}：名称以数字结尾时与后面的数分不开，读回后请核对"


def _name(node: Node) -> str:
    return f"{{{node.name}}}" if isinstance(node, Slot) else ""


def _list_named_like_lists(outline: Outline, section: Section) -> Iterator[str]:
    """A part with the name of a list that it does not repeat: its placeholder means two things."""
    for block in section.show:
        for key, part in block.parts.items():
            if key in outline.lists and part.each != key:
                yield f"章节“{section.heading or section.key}”：parts.{key} 与列表“{key}”同名而内容是另一个，读回时会混淆，请改名"
