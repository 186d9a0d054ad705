"""A sentence that the department worded itself: its figures are looked for by the words around them, and stay bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import patterns
from reports.domain.outlines import Block, Outline, Part
from reports.domain.patterns import Literal, Node, Slot, sentence_matching
from reports.domain.text_import import matches, repeated_parts
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention

SHORTEST_CONTEXT = 2  # letters before a figure that are enough to know it by
MARKS = re.compile(r"[{}\[\]]")  # a wording is a pattern: it cannot hold them as text


@dataclass(frozen=True)
class Bound:
    """A passage of the wording that is bound to facts."""

    start: int
    end: int
    pattern: str  # the placeholder that stands for it; "" where the sentence has none for this passage alone
    mentions: tuple[Mention, ...]


def read_reworded_sentence(outline: Outline, block: Block, text: str) -> tuple[Mention, ...] | None:
    """What the figures say, and the wording itself when every placeholder of the sentence is in it.

    None when no figure of the sentence is in it.
    """
    bound: list[Bound] = []
    for one in (*_bind_repeated_parts(outline, block, text), *_bind_single_slots(outline, block, text)):
        if all(one.end <= other.start or other.end <= one.start for other in bound):
            bound.append(one)
    said = tuple(said for one in bound for said in one.mentions)
    if not any(one.kind in ("figure", "share") for one in said):
        return None
    if MARKS.search(text) or not _list_placeholder_texts(block) <= {one.pattern for one in bound}:
        return said
    return (Mention("wording", block.editable, _build_reworded_pattern(text, bound), text, text[:LONGEST_QUOTE]), *said)


def _list_placeholder_texts(block: Block) -> set[str]:
    return {_format_slot(slot) for slot in patterns.list_slots(patterns.parse_pattern(block.sentence))}


def _format_slot(slot: Slot) -> str:
    return "{" + "|".join((slot.name, *slot.formats)) + "}"


def _build_reworded_pattern(text: str, bound: list[Bound]) -> str:
    for one in sorted(bound, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + (one.pattern or text[one.start : one.end]) + text[one.end :]
    return text


def _bind_repeated_parts(outline: Outline, block: Block, text: str) -> Iterator[Bound]:
    """Repeated parts over a grid: all items in a row, else one by one."""
    for name, part in block.parts.items():
        if part.each not in outline.grids or part.number:
            continue
        items = _list_item_patterns(outline, part)
        whole = [*items[0], *(node for item in items[1:] for node in (Literal(part.join), *item))] if items else []
        together = _bind_first_match(outline, tuple(whole), text, f"{{{name}}}")
        yield from [together] if together else filter(None, (_bind_first_match(outline, item, text) for item in items))


def _list_item_patterns(outline: Outline, part: Part) -> list[tuple[Node, ...]]:
    grid = outline.grids[part.each]
    keys = part.rows or tuple(line.key for line in grid.rows if line.key != grid.total and not line.heading)
    return [repeated_parts.fill_line_pattern(patterns.parse_pattern(part.item), grid, key) for key in keys]


def _bind_single_slots(outline: Outline, block: Block, text: str) -> Iterator[Bound]:
    """Single figures and the year, known by the words before them; the longer the words, the better."""
    for before, node, after in _iter_slot_triples(patterns.parse_pattern(block.sentence)):
        if node.name in block.parts or (node.name != "year" and node.name.count(".") != 2):
            continue
        shortest = 0 if node.name == "year" else min(SHORTEST_CONTEXT, len(before))
        for length in range(len(before), shortest - 1, -1):
            context = (Literal(before[len(before) - length :]), node, Literal(after[:1]))
            if found := _bind_first_match(outline, context, text, _format_slot(node), inner=True):
                yield found
                break


def _iter_slot_triples(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Slot, str]]:
    """Each placeholder with the fixed words on either side."""
    edges = (Literal(""), *nodes, Literal(""))
    words = [node.text if isinstance(node, Literal) else "" for node in edges]
    return ((words[at - 1], node, words[at + 1]) for at, node in enumerate(edges) if isinstance(node, Slot))


def _bind_first_match(outline: Outline, nodes: tuple[Node, ...], text: str, pattern: str = "", *, inner: bool = False) -> Bound | None:
    """The first place where the nodes stand; `inner`: the placeholder alone, without the words around it."""
    slots = patterns.list_slots(nodes)
    match = (
        sentence_matching.make_regex(sentence_matching.build_expression(nodes, matches.build_slot_expression(outline, {}))).search(text)
        if slots
        else None
    )
    if match is None:
        return None
    found = [sentence_matching.SlotMatch(slot, match[at].strip(), match.start(at)) for at, slot in enumerate(slots, 1)]
    said = matches.make_matches(outline, found, text)
    if said is None:
        return None
    start, end = match.span(1) if inner else match.span()
    return Bound(start, end, pattern, said)
