"""The repeated part of a sentence read back: items between marks, of a list or of the lines of a grid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.domain import patterns
from reports.domain.document import Value
from reports.domain.figures import NotANumber
from reports.domain.outlines import Outline, Part
from reports.domain.patterns import Literal, Node, Optional, Slot, sentence_matching
from reports.domain.shapes import Grid, ListField, Listing
from reports.domain.text_import import item_splitting, matches, name_doubts, text_lines
from reports.domain.text_import.item_splitting import Accept, Cut
from reports.domain.text_import.matches import Mention, Values

AMOUNT = re.compile(r"[\d一二三四五六七八九十百千]\s*[余多来几]?\s*(?:亿元|万元|千元|元)")
HAS_AMOUNT = "这一项的文字中另有金额，可能是两项并成了一项"


@dataclass(frozen=True)
class ListItem:
    """One row of a list as a sentence says it."""

    values: Values
    words: tuple[str, ...]  # as written
    doubt: str


def read_repeated_part(outline: Outline, part: Part, text: str) -> tuple[Mention, ...] | None:
    """What the items say; None when one of them does not follow the item's pattern."""
    listing = outline.lists.get(part.each)
    if listing is None:
        return _read_grid_items(outline, outline.grids[part.each], part, text)
    found = _split_list_part(listing, part, text)
    if found is None:
        return None
    items = [replace(one.item, doubt=one.item.doubt or one.doubt) for one in found if one.item.values]
    doubts = tuple((at, item.doubt) for at, item in enumerate(items) if item.doubt)
    rows, words = tuple(item.values for item in items), tuple(item.words for item in items)
    return (Mention("rows", part.each, rows, text, text[: matches.LONGEST_QUOTE], row_doubts=doubts, words=words),)


def _split_list_part(listing: Listing, part: Part, text: str) -> list[Cut[ListItem]] | None:
    nodes = patterns.parse_pattern(part.item)

    def accept(item: str) -> ListItem | None:
        return read_list_item(listing, nodes, item)

    if part.number:
        items = [accept(item) for item in item_splitting.split_numbered(text, part.number, part.join)]
        return None if None in items else [Cut(item, "") for item in items if item is not None]
    fields = [listing.field(slot.name) for slot in patterns.list_slots(nodes)]
    is_free = len(nodes) == 1 and bool(fields[0] and fields[0].long)
    if is_free:
        return item_splitting.split_free_text(text, part.join, accept)
    return item_splitting.split_joined(text, part.join, lambda: accept, goes_on=_ends_in_prose(listing, nodes))


def _ends_in_prose(listing: Listing, nodes: tuple[Node, ...]) -> bool:
    last = nodes[-1]
    return len(nodes) > 1 and isinstance(last, Slot) and not ((field := listing.field(last.name)) and field.is_figure)


def read_list_item(listing: Listing, nodes: tuple[Node, ...], text: str) -> ListItem | None:
    """One row of a list; None when the text is no such item."""

    def kind(slot: Slot) -> str:
        field = listing.field(slot.name)
        return sentence_matching.match_number(slot) if field and field.is_figure else sentence_matching.PROSE

    found = sentence_matching.match_pattern(nodes, text.strip(), kind)
    if found is None:
        return None
    values: dict[str, Value] = {}
    doubt = ""
    for one in (one for one in found if one.text):
        field = listing.field(one.slot.name)
        try:
            values[one.slot.name] = matches.convert_figure(one) if field and field.is_figure else _clean_words(field, one.text)
        except NotANumber:
            return None
        doubt = doubt or (matches.find_figure_doubt(one) if field and field.is_figure else "")
        doubt = doubt or _find_value_doubt(field, values[one.slot.name], len(nodes) > 1)
    return ListItem(values, tuple(one.text for one in found if one.text), doubt)


def _clean_words(field: ListField | None, text: str) -> str:
    return text_lines.join_wrapped_lines(text) if field and field.long else matches.join_wrapped(text)


def _find_value_doubt(field: ListField | None, value: Value, has_more: bool) -> str:
    """A name by its marks; prose beside a figure when it holds an amount of its own."""
    if field is None or not isinstance(value, str):
        return ""
    if field.long:
        return HAS_AMOUNT if has_more and AMOUNT.search(value) else ""
    return name_doubts.find_doubt(value)


def convert_item_values(listing: Listing, stated: Mapping[str, str]) -> tuple[Values, tuple[str, ...]]:
    """The values of a row by field, and those that are not the number they should be."""
    good: dict[str, Value] = {}
    bad: list[str] = []
    for name, text in stated.items():
        field = listing.field(name)
        try:
            good[name] = matches.parse_stated_figure(text) if field and field.is_figure else text
        except NotANumber:
            bad.append(f"{listing.label}（{field.label if field else name}）：{text}")
    return good, tuple(bad)


def _read_grid_items(outline: Outline, grid: Grid, part: Part, text: str) -> tuple[Mention, ...] | None:
    """Each item is the line that its label names; without labels the lines come in their order."""
    keys = part.rows or tuple(line.key for line in grid.rows if line.key != grid.total and not line.heading)

    def make_accept() -> Accept[tuple[Mention, ...]]:
        left = list(keys)

        def accept(item: str) -> tuple[Mention, ...] | None:
            for key in left:
                if (said := _read_grid_item(outline, grid, key, part, item.strip())) is not None:
                    left.remove(key)
                    return said
            return None

        return accept

    items = item_splitting.split_joined(text, part.join, make_accept, goes_on=False)
    return None if items is None else tuple(one for item in items for one in item.item)


def _read_grid_item(outline: Outline, grid: Grid, key: str, part: Part, item: str) -> tuple[Mention, ...] | None:
    nodes = fill_line_pattern(patterns.parse_pattern(part.item), grid, key)
    found = sentence_matching.match_pattern(nodes, item, matches.build_slot_expression(outline, {}))
    return None if found is None else matches.make_matches(outline, found, item)


def fill_line_pattern(nodes: tuple[Node, ...], grid: Grid, key: str) -> tuple[Node, ...]:
    """An item's pattern for one line: its label written out, its columns as fact ids."""
    return tuple(one for node in nodes for one in _fill_line_node(node, grid, key))


def _fill_line_node(node: Node, grid: Grid, key: str) -> tuple[Node, ...]:
    if isinstance(node, Literal):
        return (node,)
    if isinstance(node, Optional):
        return (Optional(fill_line_pattern(node.nodes, grid, key)),)
    if node.name == "label":
        return patterns.parse_pattern(grid.row_by_key[key].label)
    return (Slot(f"{grid.key}.{key}.{node.name}", node.formats),)
