"""How alike two texts are, by their pairs of letters or by longer pieces; the order of sentences and a few changed words do not matter."""

from __future__ import annotations

import re

from reports.domain.checks.prose import normalise_text

PIECE = 5  # letters; every fourth piece is kept, which is enough to tell


def pair_letters(plain: str) -> frozenset[str]:
    """Neighbouring letters of a normalised text."""
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share_letters(first: frozenset[str], second: frozenset[str]) -> int:
    """Per cent of all pairs that both have."""
    whole = len(first | second)
    return len(first & second) * 100 // whole if whole else 0


def cut_pieces(text: str) -> frozenset[int]:
    """A sample of the pieces of five letters, without figures; the same pieces are kept of every text."""
    plain = re.sub(r"\d", "", normalise_text(text))
    marks = (hash(plain[at : at + PIECE]) for at in range(len(plain) - PIECE + 1))
    return frozenset(mark for mark in marks if mark % 4 == 0)


def contain(own: frozenset[int], other: frozenset[int]) -> int:
    """Per cent of the own pieces that stand in the other text too."""
    return len(own & other) * 100 // len(own) if own else 0
