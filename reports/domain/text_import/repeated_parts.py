"""The repeated part of a sentence read back: items between marks, of a list or of the lines of a grid."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from reports.domain import numbering, patterns
from reports.domain.document import Value
from reports.domain.figures import NotANumber
from reports.domain.outlines import Outline, Part
from reports.domain.patterns import Literal, Node, Optional, Slot, sentence_matching
from reports.domain.shapes import Grid, Listing
from reports.domain.text_import import matches
from reports.domain.text_import.matches import Mention, Values

Item = TypeVar("Item")
ENDS = "[；;。]"  # what may stand between numbered items whatever the outline joins them with


def read_repeated_part(outline: Outline, part: Part, text: str) -> tuple[Mention, ...] | None:
    """What the items say; None when one of them does not follow the item's pattern."""
    listing = outline.lists.get(part.each)
    if listing is None:
        return _read_grid_items(outline, outline.grids[part.each], part, text)
    rows = split_part_items(text, part, lambda item: read_list_item(listing, patterns.parse_pattern(part.item), item))
    if rows is None:
        return None
    return (Mention("rows", part.each, tuple(filter(None, rows)), text, text[: matches.LONGEST_QUOTE]),)


def split_part_items(text: str, part: Part, accept: Callable[[str], Item | None]) -> list[Item] | None:
    if part.number:
        items = [accept(item) for item in _split_numbered_items(text, part.number, part.join)]
        return None if None in items else [item for item in items if item is not None]
    return _split_joined_items(text, part.join, accept)


def _split_numbered_items(text: str, style: str, join: str) -> list[str]:
    """一是…；二是…: cut only where the next number follows."""
    items, rest = [], re.sub(rf"^{sentence_matching.BLANKS}{sentence_matching.match_literal(numbering.format_label(style, 1))}", "", text)
    mark = f"(?:{sentence_matching.match_literal(join)}|{ENDS})" if join else f"{ENDS}?"
    for number in itertools.count(2):
        cut = re.split(rf"\s*{mark}\s*{sentence_matching.match_literal(numbering.format_label(style, number))}", rest, maxsplit=1)
        items.append(cut[0].strip())
        if len(cut) == 1:
            break
        rest = cut[1]
    return items


def _split_joined_items(text: str, join: str, accept: Callable[[str], Item | None]) -> list[Item] | None:
    """Items between marks. A piece that is no item by itself belongs to the one before it, else to the next."""
    pieces = re.split(f"({sentence_matching.match_literal(join)})", text) if join else [text]
    items: list[tuple[str, Item]] = []
    pending = ""
    for at in range(0, len(pieces), 2):
        piece, mark = pieces[at], pieces[at - 1] if at else ""
        if not piece.strip() and not pending:
            continue
        if (item := accept(pending + piece)) is not None:
            items.append((pending + piece, item))
            pending = ""
        elif items and not pending and (item := accept(items[-1][0] + mark + piece)) is not None:
            items[-1] = (items[-1][0] + mark + piece, item)
        else:
            pending += piece + (pieces[at + 1] if at + 1 < len(pieces) else "")
    return None if pending else [item for _, item in items]


def read_list_item(listing: Listing, nodes: tuple[Node, ...], text: str) -> Values | None:
    """One row of a list; None when the text is no such item."""

    def kind(slot: Slot) -> str:
        field = listing.field(slot.name)
        return sentence_matching.match_number(slot) if field and field.is_figure else sentence_matching.PROSE

    found = sentence_matching.match_pattern(nodes, text.strip(), kind)
    if found is None:
        return None
    good, bad = convert_item_values(listing, {one.slot.name: one.text for one in found if one.text})
    return None if bad else good


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
    left = list(part.rows or (line.key for line in grid.rows if line.key != grid.total and not line.heading))

    def accept(item: str) -> tuple[Mention, ...] | None:
        for key in left:
            if (said := _read_grid_item(outline, grid, key, part, item.strip())) is not None:
                left.remove(key)
                return said
        return None

    items = split_part_items(text, part, accept)
    return None if items is None else tuple(one for item in items for one in item)


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
