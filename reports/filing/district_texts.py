"""The texts of a district beside one another: who wrote nearly the same, and which other unit a text names. Pure; the worker asks it.

Linear in the number of texts: a piece that many texts have tells of no copy, and only the few others with a rare piece are compared.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.domain.checks.likeness import contain, sample_pieces

LEAST = 50  # per cent of the pieces of a text; a cycle may ask for more (C62)
SMALLEST = 20  # pieces of a text that tells
COMMON = 20  # texts that have a piece; what more have is the county's manner of speaking
SHORTEST_NAME = 3  # letters
MOST_NAMES = 20  # kept of one report


@dataclass(frozen=True)
class Written:
    """One text of a department. `report` names the report, `key` the text."""

    report: int
    department: str
    key: str
    text: str


def hash_text(text: str) -> str:
    """What was compared, so that nothing is said of a text that was changed since."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def find_alike(texts: Iterable[Written], own_words: frozenset[str]) -> dict[int, dict[str, tuple[str, int]]]:
    """By report and text the department with the most like text under the same key, and per cent. `own_words`: pieces of the outlines."""
    found: dict[int, dict[str, tuple[str, int]]] = {}
    by_key: dict[str, list[tuple[Written, frozenset[str]]]] = {}
    for one in texts:
        pieces = sample_pieces(one.text) - own_words
        if len(pieces) >= SMALLEST:
            by_key.setdefault(one.key, []).append((one, pieces))
    for key, cut in by_key.items():
        for one, (other, share) in _match(cut):
            found.setdefault(one.report, {})[key] = (other.department, share)
    return found


def _match(cut: list[tuple[Written, frozenset[str]]]) -> Iterator[tuple[Written, tuple[Written, int]]]:
    holders: dict[str, list[int]] = {}
    for at, (_, pieces) in enumerate(cut):
        for piece in pieces:
            holders.setdefault(piece, []).append(at)
    for at, (one, pieces) in enumerate(cut):
        shared: Counter[int] = Counter()
        for piece in pieces:
            if 1 < len(holders[piece]) <= COMMON:
                shared.update(holders[piece])
        likely = (other for other, _ in shared.most_common(3) if other != at and cut[other][0].report != one.report)
        best = max(((contain(pieces, cut[other][1]), other) for other in likely), default=(0, 0))
        if best[0] >= LEAST:
            yield one, (cut[best[1]][0], best[0])


class Register:
    """The names of the units of a district; finds those that a text says, without trying each."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: every registered name, former name and 简称 → the department."""
        self.names = {name: department for name, department in names.items() if len(name) >= SHORTEST_NAME}
        self.sizes: dict[str, list[int]] = {}
        for name in self.names:
            sizes = self.sizes.setdefault(name[-2:], [])
            if len(name) not in sizes:
                sizes.append(len(name))
        self.ends = re.compile("(?=(" + "|".join(re.escape(end) for end in sorted(self.sizes)) + "))") if self.sizes else None

    def find_names(self, text: str, department: str) -> dict[str, str]:
        """The names of other departments that the text says, with whose they are."""
        found: dict[str, str] = {}
        for match in self.ends.finditer(text) if self.ends else ():
            for size in self.sizes[match[1]]:
                name = text[max(0, match.start() + 2 - size) : match.start() + 2]
                owner = self.names.get(name, department)
                if owner != department and len(found) < MOST_NAMES:
                    found[name] = owner
        return found
