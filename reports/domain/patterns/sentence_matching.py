"""Sentence → facts: a parsed pattern as a regular expression, and what stands at each of its placeholders.

Fixed words are found whatever their width (（ or (), style of quotes and the blanks between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reports.domain import numbering
from reports.domain.patterns.parsing import Literal, Node, Optional, Slot, list_slots
from reports.domain.patterns.printing import GAP

PROSE = r".+?"
NUMBER = rf"(?:[+\-−－]?\d[\d,，]*(?:[.．]\d+)?|不适用|涉密|{GAP})"
PERCENT = rf"(?:[+\-−－]?\d[\d,，]*(?:[.．]\d+)?\s*[%％]|不适用|涉密|{GAP})"
COUNT = rf"(?:[零一二两三四五六七八九十百]+|\d+|{GAP})"
BLANKS = r"[ \t\u3000\xa0]*"
LONGEST = 50_000  # letters of one text; as much as a report's prose may have
QUOTES = "“”„\"'‘’「」＂＇"

Expression = Callable[[Slot], str]  # what may stand at a placeholder; groups in it do not capture


@dataclass(frozen=True)
class SlotMatch:
    """What stands at a placeholder, and where."""

    slot: Slot
    text: str  # "" for the gap of a draft
    start: int


def match_pattern(nodes: tuple[Node, ...], text: str, expression: Expression) -> tuple[SlotMatch, ...] | None:
    """What stands at each placeholder when the whole text follows the pattern, in order; None when it does not."""
    if len(text) > LONGEST or not has_fixed_words(nodes, text) or not _is_ending_matched(nodes, text):
        return None
    match = make_regex(f"{BLANKS}{build_expression(nodes, expression)}{BLANKS}").fullmatch(text)
    if match is None:
        return None
    pairs = enumerate(list_slots(nodes), 1)
    return tuple(SlotMatch(slot, match[at].strip().replace(GAP, ""), match.start(at)) for at, slot in pairs if match[at] is not None)


def has_fixed_words(nodes: tuple[Node, ...], text: str) -> bool:
    """Whether the fixed words stand in the text in their order: quick to see, where a whole match is slow to refuse."""
    at = 0
    for node in nodes:
        if isinstance(node, Literal):
            match = make_regex(match_literal(node.text)).search(text, at)
            if match is None:
                return False
            at = match.end()
    return True


def _is_ending_matched(nodes: tuple[Node, ...], text: str) -> bool:
    last = nodes[-1] if nodes else None
    return not isinstance(last, Literal) or make_regex(f"{match_literal(last.text)}{BLANKS}$").search(text) is not None


def build_expression(nodes: tuple[Node, ...], expression: Expression, capture: bool = True) -> str:
    """The pattern's regular expression, with one group a placeholder when they are to be captured."""
    return "".join(_build_node_expression(node, expression, capture) for node in nodes)


def _build_node_expression(node: Node, expression: Expression, capture: bool) -> str:
    if isinstance(node, Literal):
        return match_literal(node.text)
    if isinstance(node, Optional):
        return f"(?:{build_expression(node.nodes, expression, capture)})?"
    return f"{BLANKS}({'' if capture else '?:'}{expression(node)}){BLANKS}"


def match_number(slot: Slot) -> str:
    """What a placeholder for a number may hold, by its format."""
    if {"share", "percent"} & set(slot.formats):
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
def match_literal(text: str) -> str:
    """A regular expression for fixed words, in any width and with any blanks between the letters."""
    return BLANKS.join(_match_sign(sign) for sign in text if not sign.isspace())


def _match_sign(sign: str) -> str:
    if sign in QUOTES:
        return f"[{QUOTES}]"
    narrow = unicodedata.normalize("NFKC", sign)
    wide = chr(ord(narrow) + 0xFEE0) if len(narrow) == 1 and "!" <= narrow <= "~" else ""
    variants = dict.fromkeys((sign, *((narrow,) if len(narrow) == 1 else ()), wide))
    return "[" + "".join(re.escape(variant) for variant in variants if variant) + "]"


@lru_cache(maxsize=1024)
def make_regex(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)
