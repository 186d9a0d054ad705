"""How alike two texts are, by their pairs of letters or by longer pieces; the order of sentences and a few changed words do not matter."""

from __future__ import annotations

import re

from reports.domain.checks.prose import normalise_text

PIECE = 5  # letters
DIGITS = re.compile(r"\d+")


def pair_letters(plain: str) -> frozenset[str]:
    """Neighbouring letters of a normalised text."""
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share_letters(first: frozenset[str], second: frozenset[str]) -> int:
    """Per cent of all pairs that both have."""
    whole = len(first | second)
    return len(first & second) * 100 // whole if whole else 0


def cut_pieces(text: str) -> frozenset[str]:
    """A sample of the pieces of five letters, without figures: those that begin with one letter of four, in every text the same."""
    plain = DIGITS.sub("", normalise_text(text))
    return frozenset(plain[at : at + PIECE] for at, letter in enumerate(plain) if not ord(letter) & 3)


def contain(own: frozenset[str], other: frozenset[str]) -> int:
    """Per cent of the own pieces that stand in the other text too."""
    return len(own & other) * 100 // len(own) if own else 0
