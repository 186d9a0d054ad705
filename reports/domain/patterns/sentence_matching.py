"""Sentence → facts: a parsed pattern over a text, and what stands at each of its placeholders.

The text is cut at prose: between two passages of prose stands a segment, a regular expression without any. The first place where
a segment fits is as good as any later one, so that nothing is tried twice and the work grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from reports.domain import numbering
from reports.domain.patterns import fixed_words
from reports.domain.patterns.fixed_words import ANY_DIRECTION, BLANKS, UNITS, match_literal
from reports.domain.patterns.parsing import Literal, Node, Optional, Slot
from reports.domain.patterns.printing import DIRECTIONS, GAP

PROSE = r".+?"
DECIMAL = r"[+\-−－]?\d[\d,，]*+(?:\n[\d,，]+)?(?:\n?[.．]\n?\d+(?:\n\d+)?)?"  # a page may have cut it
NUMBER = rf"(?:{DECIMAL}|不适用|涉密|{GAP})"
PERCENT = rf"(?:{DECIMAL}\s*[%％]|百分之(?:\d+(?:[.．]\d+)?|[零一二三四五六七八九十百点]+)|不适用|涉密|{GAP})"
COUNT = rf"(?:[零一二两三四五六七八九十百]+|\d+|{GAP})"
DIRECTED = rf"(?:(?:{ANY_DIRECTION})了?{BLANKS}{DECIMAL}|不适用|涉密|{GAP})"
DIRECTED_PERCENT = rf"(?:(?:{ANY_DIRECTION})了?{BLANKS}{DECIMAL}\s*[%％]|不适用|涉密|{GAP})"
NUMBERS = (NUMBER, PERCENT, COUNT, DIRECTED, DIRECTED_PERCENT)
LONGEST = 50_000  # letters of one text; as much as a report's prose may have
MOST_OPTIONAL = 4  # optional parts with prose in one pattern: each doubles the ways to read it

SlotPlace = tuple[int, Slot, str, str]  # group, placeholder, unit behind it, direction before it
Expression = Callable[[Slot], str]  # what may stand at a placeholder; groups in it do not capture


@dataclass(frozen=True)
class SlotMatch:
    """What stands at a placeholder, and where."""

    slot: Slot
    text: str  # "" for the gap of a draft
    start: int
    scale: Decimal = Decimal(1)  # of the unit that the paper writes, in the pattern's
    turned: bool = False  # a fall where the pattern says a rise
    is_ambiguous: bool = False  # the words behind it stand in the text once more: it may end there as well


@dataclass(frozen=True)
class Segment:
    """Fixed words and numbers between two passages of prose; `prose` follows it, None at the end."""

    source: str
    slots: tuple[SlotPlace, ...]
    prose: Slot | None


def match_pattern(nodes: tuple[Node, ...], text: str, expression: Expression) -> tuple[SlotMatch, ...] | None:
    """What stands at each placeholder when the whole text follows the pattern, in order; None when it does not."""
    if len(text) > LONGEST or not has_fixed_words(nodes, text) or not _is_ending_matched(nodes, text):
        return None
    tried = (_match_segments(_cut_segments(way, expression), text) for way in _iter_ways(nodes, expression))
    return next((found for found in tried if found is not None), None)


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    slots: tuple[SlotMatch, ...]


def search_pattern(nodes: tuple[Node, ...], text: str, expression: Expression) -> Found | None:
    """The first place in a longer text where a pattern without prose stands; None where it has prose, or does not."""
    segments = _cut_segments(nodes, expression)
    if len(segments) != 1 or len(text) > LONGEST:
        return None
    match = make_regex(segments[0].source).search(text)
    return Found(match.start(), match.end(), tuple(_list_slot_matches(segments[0], match))) if match else None


def find_least_end(nodes: tuple[Node, ...], text: str, expression: Expression) -> int | None:
    """The letter before which no beginning of the text can follow the pattern; None when none can at all."""
    if not has_fixed_words(nodes, text):
        return None
    ends = (_find_last_prose(_cut_segments(way, expression), text) for way in _iter_ways(nodes, expression))
    return min((end for end in ends if end is not None), default=None)


def _find_last_prose(segments: list[Segment], text: str) -> int | None:
    """Where the last passage of prose begins at the earliest; None when the words before it do not stand in the text."""
    at = 0
    for number, segment in enumerate(segments):
        source = BLANKS * (not number) + segment.source
        match = make_regex(source).search(text, at + 1) if number else make_regex(source).match(text)
        if match is None:
            return None
        at = match.end()
    return at


def has_fixed_words(nodes: tuple[Node, ...], text: str) -> bool:
    """Whether the fixed words stand in the text in their order: quick to see, where a whole match is slow to refuse."""
    at = 0
    for node in nodes:
        if isinstance(node, Literal):
            match = make_regex(fixed_words.match_words_beside(node.text, "x", "x")).search(text, at)
            if match is None:
                return False
            at = match.end()
    return True


def _is_ending_matched(nodes: tuple[Node, ...], text: str) -> bool:
    last = nodes[-1] if nodes else None
    return (
        not isinstance(last, Literal)
        or make_regex(f"{fixed_words.match_words_beside(last.text, 'x', 'x')}{BLANKS}\\Z").search(text) is not None
    )


def _is_prose(found: str) -> bool:
    return found.endswith(PROSE)


def _iter_ways(nodes: tuple[Node, ...], expression: Expression) -> Iterator[tuple[Node, ...]]:
    """The pattern with and without each optional part that holds prose; the fuller first."""
    at = next((at for at, node in enumerate(nodes) if isinstance(node, Optional) and _holds_prose(node, expression)), None)
    if at is None or sum(isinstance(node, Optional) for node in nodes) > MOST_OPTIONAL:
        yield nodes
        return
    optional = nodes[at]
    for inside in (optional.nodes if isinstance(optional, Optional) else (), ()):
        yield from ((*nodes[:at], *inside, *rest) for rest in _iter_ways(nodes[at + 1 :], expression))


def _holds_prose(node: Optional, expression: Expression) -> bool:
    return any(isinstance(inner, Slot) and _is_prose(expression(inner)) for inner in node.nodes)


def _cut_segments(nodes: tuple[Node, ...], expression: Expression) -> list[Segment]:
    cut: list[Segment] = []
    source = ""
    slots: list[SlotPlace] = []
    for at, node in enumerate(nodes):
        found = expression(node) if isinstance(node, Slot) else ""
        if isinstance(node, Slot) and _is_prose(found):
            cut.append(Segment(source + found.removesuffix(PROSE), tuple(slots), node))
            source, slots = "", []
            continue
        around = (nodes[at - 1] if at else None, nodes[at + 1] if at + 1 < len(nodes) else None)
        piece, inner = _build_piece(node, at, around, expression)
        source += piece if source or not cut else piece.removeprefix(BLANKS)
        slots += inner
    return [*cut, Segment(source, tuple(slots), None)]


def _build_piece(node: Node, at: int, around: tuple[Node | None, Node | None], expression: Expression) -> tuple[str, list[SlotPlace]]:
    """A node that holds no prose, as a regular expression, and the placeholders in it."""
    before, after = around
    if isinstance(node, Literal):
        names = tuple(str(beside) if _is_number(node_, expression) else "" for beside, node_ in ((at - 1, before), (at + 1, after)))
        return fixed_words.match_words_beside(node.text, *names, named=True), []
    if isinstance(node, Optional):
        pieces = ""
        slots: list[SlotPlace] = []
        for inner_at, inner in enumerate(node.nodes):
            beside = (node.nodes[inner_at - 1] if inner_at else None, node.nodes[inner_at + 1] if inner_at + 1 < len(node.nodes) else None)
            piece, found = _build_piece(inner, (at + 1) * 1000 + inner_at, beside, expression)
            pieces, slots = pieces + piece, slots + found
        return f"(?:{pieces})?", slots
    unit = fixed_words.find_unit(after.text) if isinstance(after, Literal) else ""
    direction = fixed_words.find_direction(before.text) if isinstance(before, Literal) else ""
    guard = r"(?<![\d.．])" if _is_number(node, expression) and not isinstance(before, Literal) else ""
    return f"{BLANKS}{guard}(?P<s{at}>{expression(node)}){BLANKS}", [(at, node, unit, direction)]


def _is_number(node: Node | None, expression: Expression) -> bool:
    return isinstance(node, Slot) and expression(node) in NUMBERS


def _match_segments(segments: list[Segment], text: str) -> tuple[SlotMatch, ...] | None:
    found: list[SlotMatch] = []
    at, prose = 0, None
    for segment in segments:
        match = _find_segment(segment, text, at, is_first=prose is None)
        if match is None:
            return None
        if prose is not None:
            found.append(_make_prose_match(prose, text, at, match.start()))
        found += _list_slot_matches(segment, match)
        at, prose = match.end(), segment.prose
    return tuple(_mark_ambiguous(segments, found))


def _find_segment(segment: Segment, text: str, at: int, *, is_first: bool) -> re.Match[str] | None:
    source = segment.source + (f"{BLANKS}\\Z" if segment.prose is None else "")
    if is_first:
        return make_regex(BLANKS + source).match(text)
    return make_regex(source).search(text, at + 1)


def _make_prose_match(slot: Slot, text: str, start: int, end: int) -> SlotMatch:
    said = text[start:end]
    return SlotMatch(slot, said.strip().replace(GAP, ""), start + len(said) - len(said.lstrip()))


def _list_slot_matches(segment: Segment, match: re.Match[str]) -> Iterator[SlotMatch]:
    groups = match.groupdict()
    for at, slot, unit, direction in segment.slots:
        if match[f"s{at}"] is not None:
            scale = UNITS[groups.get(f"u{at}") or unit] / UNITS[unit] if unit else Decimal(1)
            turned = fixed_words.is_turned(direction, groups.get(f"d{at}") or "")
            yield SlotMatch(slot, match[f"s{at}"].strip().replace(GAP, ""), match.start(f"s{at}"), scale, turned)


def _mark_ambiguous(segments: list[Segment], found: list[SlotMatch]) -> Iterator[SlotMatch]:
    """Prose behind which the next words stand once more before the text goes on."""
    words = {id(segment.prose): behind.source for segment, behind in pairwise(segments)}
    following = {id(segment.prose): behind.prose for segment, behind in pairwise(segments)}
    texts = {id(one.slot): one.text for one in found}
    for one in found:
        again = words.get(id(one.slot))
        behind = texts.get(id(following.get(id(one.slot))), "")
        is_ambiguous = bool(again and behind) and make_regex(str(again)).search(behind, 1) is not None
        yield SlotMatch(one.slot, one.text, one.start, one.scale, one.turned, is_ambiguous)


def build_expression(nodes: tuple[Node, ...], expression: Expression, capture: bool = True) -> str:
    """The pattern as one regular expression, with one group a placeholder when they are to be captured."""
    return "".join(_build_node_expression(node, expression, capture) for node in nodes)


def _build_node_expression(node: Node, expression: Expression, capture: bool) -> str:
    if isinstance(node, Literal):
        return fixed_words.match_words(node.text)
    if isinstance(node, Optional):
        return f"(?:{build_expression(node.nodes, expression, capture)})?"
    return f"{BLANKS}({'' if capture else '?:'}{expression(node)}){BLANKS}"


def match_number(slot: Slot) -> str:
    """What a placeholder for a number may hold, by its format."""
    is_percent = bool({"share", "percent"} & set(slot.formats))
    if DIRECTIONS.keys() & set(slot.formats):
        return DIRECTED_PERCENT if is_percent else DIRECTED
    if is_percent:
        return PERCENT
    return COUNT if {"count", "cn"} & set(slot.formats) else NUMBER


def match_any_number(style: str) -> str:
    """Any number of a numbering style, in any width."""
    sign = numbering.find_style_counter(style)
    if sign is None:
        return match_literal(style)
    before, after = style.split(sign, 1)
    return match_literal(before) + BLANKS + numbering.COUNTERS[sign] + BLANKS + match_literal(after)


@lru_cache(maxsize=4096)
def make_regex(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)
