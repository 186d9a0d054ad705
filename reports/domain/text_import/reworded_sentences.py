"""A sentence that the department worded itself: its figures are looked for by the words around them, and stay bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.domain import patterns
from reports.domain.outlines import Block, Outline, Part
from reports.domain.patterns import Literal, Node, Slot, fixed_words, sentence_matching
from reports.domain.text_import import matches, repeated_parts
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.text_lines import fold_text, squeeze

SHORTEST_CONTEXT = 2  # letters before a figure that are enough to know it by
LONGEST_LEAD = 6
STOPS = "，。；：、,;:（）() \n"
CLAUSE_ENDS = re.compile("[，。；,;\n]")
REWORDED = "这句话与提纲的写法不同，按前后文字认出"
MARKS = re.compile(r"[{}\[\]]")  # a wording is a pattern: it cannot hold them as text


@dataclass(frozen=True)
class Bound:
    """A passage of the wording that is bound to facts."""

    start: int
    end: int
    pattern: str  # the placeholder that stands for it; "" where the sentence has none for this passage alone
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Clauses:
    """What is recognisable in a sentence in other words: every mention is doubtful."""

    mentions: tuple[Mention, ...]
    unplaced: tuple[str, ...]


def may_say(outline: Outline, block: Block, text: str) -> bool:
    """Whether a line could be the sentence in other words; quick to refuse."""
    return len(text) <= sentence_matching.LONGEST and any(words in text for words in _list_cues(outline, block))


def _list_cues(outline: Outline, block: Block) -> tuple[str, ...]:
    """Words one of which stands in any wording that is recognised."""
    triples = _iter_slot_triples(patterns.parse_pattern(block.sentence))
    before = (words[-SHORTEST_CONTEXT:] for words, node, _ in triples if node.name != "year")
    labels = (line.label for part in block.parts.values() if part.each in outline.grids for line in outline.grids[part.each].rows)
    return tuple(dict.fromkeys(words for words in (*before, *labels) if len(words) >= SHORTEST_CONTEXT))


def read_clauses(outline: Outline, block: Block, text: str) -> Clauses | None:
    """A sentence in the department's words, clause by clause; None when nothing of the outline's sentence is in it."""
    bound = _bind_clauses(outline, block, text)
    found = [(one, said) for one in bound for said in one.mentions]
    if not any(said.kind in ("figure", "share", "rows", "count") for _, said in found):
        return None
    mentions = tuple(replace(said, doubt=said.doubt or REWORDED, at=_count_letters(text, one, said)) for one, said in found)
    if block.editable and not MARKS.search(text) and _list_placeholder_texts(block) <= {one.pattern for one in bound}:
        wording = Mention("wording", block.editable, _build_reworded_pattern(text, bound), text, text[:LONGEST_QUOTE])
        return Clauses((wording, *mentions), ())
    return Clauses(mentions, tuple(_list_leftovers(block, text, bound)))


def read_reworded_sentence(outline: Outline, block: Block, text: str) -> tuple[Mention, ...] | None:
    """What `read_clauses` recognises, for an editable sentence."""
    found = read_clauses(outline, block, text)
    return found.mentions if found and any(one.kind in ("figure", "share") for one in found.mentions) else None


def _bind_clauses(outline: Outline, block: Block, text: str) -> list[Bound]:
    bound: list[Bound] = []
    candidates = (
        *_bind_repeated_parts(outline, block, text),
        *_bind_list_parts(outline, block, text),
        *_bind_single_slots(outline, block, text),
    )
    for one in candidates:
        if all(one.end <= other.start or other.end <= one.start for other in bound):
            bound.append(one)
    return bound


def _count_letters(text: str, one: Bound, said: Mention) -> int:
    """Letters before the mention; -1 for rows, whose words are looked for one by one."""
    at = text.find(said.stated, one.start, one.end)
    return -1 if said.kind == "rows" or at < 0 else len(squeeze(text[:at]))


def _list_leftovers(block: Block, text: str, bound: list[Bound]) -> Iterator[str]:
    """What no passage is bound to, and is no fixed word of the sentence either."""
    own = fold_text(block.sentence)
    at = 0
    for one in (*sorted(bound, key=lambda one: one.start), None):
        end = one.start if one else len(text)
        clauses = CLAUSE_ENDS.split(text[at:end])
        yield from (words for clause in clauses if (words := clause.strip(STOPS)) and fold_text(words) not in own)
        at = one.end if one else end


def _bind_list_parts(outline: Outline, block: Block, text: str) -> Iterator[Bound]:
    """Repeated parts over a list: rows that an amount ends, or names behind the words that lead to them."""
    for before, node, _ in _iter_slot_triples(patterns.parse_pattern(block.sentence)):
        part = block.parts.get(node.name)
        if part is None or part.each not in outline.lists or part.number:
            continue
        lead = before[-LONGEST_LEAD:].lstrip(STOPS)
        at = text.find(lead) if len(lead) >= SHORTEST_CONTEXT else -1
        if at < 0:
            continue
        start = at + len(lead)
        end = next((at for at in range(start, len(text)) if text[at] in "。\n"), len(text))
        said = repeated_parts.read_repeated_part(outline, part, text[start:end])
        if said:
            yield Bound(start, end, f"{{{node.name}}}", tuple(replace(one, doubt=REWORDED) for one in said))


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
        if together:
            yield together
            continue
        for item in items:
            if found := _bind_first_match(outline, item, text) or _bind_first_match(outline, _shorten_item(item), text):
                yield found


def _shorten_item(item: tuple[Node, ...]) -> tuple[Node, ...]:
    """The label, its figure and the unit behind it; () where an item has no such beginning."""
    if len(item) < 3 or not isinstance(item[0], Literal) or not isinstance(item[1], Slot) or not isinstance(item[2], Literal):
        return ()
    return (item[0], item[1], Literal(fixed_words.find_unit(item[2].text) or item[2].text[:1]))


def _list_item_patterns(outline: Outline, part: Part) -> list[tuple[Node, ...]]:
    grid = outline.grids[part.each]
    keys = part.rows or tuple(line.key for line in grid.rows if line.key != grid.total and not line.heading)
    return [repeated_parts.fill_line_pattern(patterns.parse_pattern(part.item), grid, key) for key in keys]


def _bind_single_slots(outline: Outline, block: Block, text: str) -> Iterator[Bound]:
    """Single figures and the year, known by the words before them; the longer the words, the better."""
    for before, node, after in _iter_slot_triples(patterns.parse_pattern(block.sentence)):
        if node.name in block.parts or not _is_known_by_words(outline, node.name):
            continue
        shortest = 0 if node.name == "year" else min(SHORTEST_CONTEXT, len(before))
        for length in range(len(before), shortest - 1, -1):
            context = (Literal(before[len(before) - length :].lstrip(STOPS)), node, Literal(fixed_words.find_unit(after) or after[:1]))
            if found := _bind_first_match(outline, context, text, _format_slot(node), inner=True):
                yield found
                break


def _is_known_by_words(outline: Outline, name: str) -> bool:
    """Whether the words before it tell it: a figure, the year, a number of its own."""
    field = outline.fields.get(name)
    return name == "year" or name.count(".") == 2 or (field is not None and field.is_figure)


def _iter_slot_triples(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Slot, str]]:
    """Each placeholder with the fixed words on either side."""
    edges = (Literal(""), *nodes, Literal(""))
    words = [node.text if isinstance(node, Literal) else "" for node in edges]
    return ((words[at - 1], node, words[at + 1]) for at, node in enumerate(edges) if isinstance(node, Slot))


def _bind_first_match(outline: Outline, nodes: tuple[Node, ...], text: str, pattern: str = "", *, inner: bool = False) -> Bound | None:
    """The first place where the nodes stand; `inner`: the placeholder alone, without the words around it."""
    found = sentence_matching.search_pattern(nodes, text, matches.build_slot_expression(outline, {})) if nodes else None
    if found is None or not found.slots:
        return None
    said = matches.make_matches(outline, found.slots, text)
    if said is None:
        return None
    start, end = (found.slots[0].start, found.slots[0].start + len(found.slots[0].text)) if inner else (found.start, found.end)
    return Bound(start, end, pattern, said)
