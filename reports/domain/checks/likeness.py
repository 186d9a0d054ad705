"""How alike two texts are, by their pairs of letters or by longer pieces; the order of sentences and a few changed words do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.domain.checks.prose import normalise_text
from reports.domain.outlines import Outline

PIECE = 5  # letters
LONG = 400  # letters; of a longer text a sample of the pieces tells as much
DIGITS = re.compile(r"\d+")
SLOT = re.compile(r"\{[^{}]*\}")


def pair_letters(plain: str) -> frozenset[str]:
    """Neighbouring letters of a normalised text."""
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share_letters(first: frozenset[str], second: frozenset[str]) -> int:
    """Per cent of all pairs that both have."""
    whole = len(first | second)
    return len(first & second) * 100 // whole if whole else 0


def contain_letters(first: frozenset[str], second: frozenset[str]) -> int:
    """Per cent of the pairs of the shorter that the longer has too."""
    least = min(len(first), len(second))
    return len(first & second) * 100 // least if least else 0


@lru_cache(maxsize=512)  # several rules cut the texts of one report
def cut_pieces(text: str) -> frozenset[str]:
    """The pieces of five letters, without figures. Of a long text those that begin with one letter of four, in every text the same."""
    plain = DIGITS.sub("", normalise_text(text))
    return _cut_sample(plain) if len(plain) > LONG else _cut_all(plain)


@lru_cache(maxsize=512)
def cut_all_pieces(text: str) -> frozenset[str]:
    return _cut_all(DIGITS.sub("", normalise_text(text)))


def sample_pieces(text: str) -> frozenset[str]:
    """Of a text of any length, so that two of them can be compared either way."""
    return _cut_sample(DIGITS.sub("", normalise_text(text)))


def _cut_all(plain: str) -> frozenset[str]:
    return frozenset(plain[at : at + PIECE] for at in range(len(plain) - PIECE + 1))


def _cut_sample(plain: str) -> frozenset[str]:
    return frozenset(plain[at : at + PIECE] for at, letter in enumerate(plain[: 1 - PIECE]) if not ord(letter) & 3)


def contain(own: frozenset[str], other: frozenset[str]) -> int:
    """Per cent of the own pieces that stand in the other text too."""
    return len(own & other) * 100 // len(own) if own else 0


def list_outline_words(outline: Outline) -> Iterator[str]:
    """What the outline itself says: hints, notes, the fixed words of its sentences, its criteria."""
    blocks = [block for section in outline.section for block in section.show]
    yield from (text.hint for text in outline.text)
    yield from (section.hint for section in outline.section)
    yield from (SLOT.sub("", words) for block in blocks for words in (block.sentence, block.note, block.caption))
    yield from (value for listing in outline.listing for row in listing.preset for value in row.values.values())
    yield from (item.text for rule in outline.rule for item in rule.items)


@lru_cache(maxsize=64)
def cut_outline(outline: Outline) -> frozenset[str]:
    """All pieces of the outline's own words."""
    return frozenset().union(*(cut_all_pieces(words) for words in list_outline_words(outline)))
