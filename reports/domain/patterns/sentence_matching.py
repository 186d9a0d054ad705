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
from reports.domain.patterns.parsing import Literal, Node, Optional, Slot, slots
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
class Found:
    """What stands at a placeholder, and where."""

    slot: Slot
    text: str  # "" for the gap of a draft
    start: int


def read(nodes: tuple[Node, ...], text: str, expression: Expression) -> tuple[Found, ...] | None:
    """What stands at each placeholder when the whole text follows the pattern, in order; None when it does not."""
    if len(text) > LONGEST or not may_stand(nodes, text) or not _ends(nodes, text):
        return None
    match = regex(f"{BLANKS}{source(nodes, expression)}{BLANKS}").fullmatch(text)
    if match is None:
        return None
    pairs = enumerate(slots(nodes), 1)
    return tuple(Found(slot, match[at].strip().replace(GAP, ""), match.start(at)) for at, slot in pairs if match[at] is not None)


def may_stand(nodes: tuple[Node, ...], text: str) -> bool:
    """Whether the fixed words stand in the text in their order: quick to see, where a whole match is slow to refuse."""
    at = 0
    for node in nodes:
        if isinstance(node, Literal):
            match = regex(literal(node.text)).search(text, at)
            if match is None:
                return False
            at = match.end()
    return True


def _ends(nodes: tuple[Node, ...], text: str) -> bool:
    last = nodes[-1] if nodes else None
    return not isinstance(last, Literal) or regex(f"{literal(last.text)}{BLANKS}$").search(text) is not None


def source(nodes: tuple[Node, ...], expression: Expression, capture: bool = True) -> str:
    """The pattern's regular expression, with one group a placeholder when they are to be captured."""
    return "".join(_source(node, expression, capture) for node in nodes)


def _source(node: Node, expression: Expression, capture: bool) -> str:
    if isinstance(node, Literal):
        return literal(node.text)
    if isinstance(node, Optional):
        return f"(?:{source(node.nodes, expression, capture)})?"
    return f"{BLANKS}({'' if capture else '?:'}{expression(node)}){BLANKS}"


def number(slot: Slot) -> str:
    """What a placeholder for a number may hold, by its format."""
    if {"share", "percent"} & set(slot.formats):
        return PERCENT
    return COUNT if {"count", "cn"} & set(slot.formats) else NUMBER


def any_number(style: str) -> str:
    """Any number of a numbering style, in any width."""
    sign = numbering.counter(style)
    if sign is None:
        return literal(style)
    before, after = style.split(sign, 1)
    return literal(before) + BLANKS + numbering.COUNTERS[sign] + BLANKS + literal(after)


@lru_cache(maxsize=4096)
def literal(text: str) -> str:
    """A regular expression for fixed words, in any width and with any blanks between the letters."""
    return BLANKS.join(_sign(sign) for sign in text if not sign.isspace())


def _sign(sign: str) -> str:
    if sign in QUOTES:
        return f"[{QUOTES}]"
    narrow = unicodedata.normalize("NFKC", sign)
    wide = chr(ord(narrow) + 0xFEE0) if len(narrow) == 1 and "!" <= narrow <= "~" else ""
    variants = dict.fromkeys((sign, *((narrow,) if len(narrow) == 1 else ()), wide))
    return "[" + "".join(re.escape(variant) for variant in variants if variant) + "]"


@lru_cache(maxsize=1024)
def regex(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)
