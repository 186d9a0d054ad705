"""Two versions of a text side by side, sentence by sentence: what stayed, what went, what came."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
MOST = 2_000  # sentences; beyond, a comparison would keep the reader waiting
SHORT = 400  # letters; a passage up to this length is compared letter by letter


@dataclass(frozen=True)
class Passage:
    kind: Literal["same", "old", "new"]
    text: str

    @property
    def tag(self) -> str:
        """The HTML element of a passage that went, came or stayed."""
        return {"old": "del", "new": "ins", "same": "span"}[self.kind]


def compare_texts(old: str, new: str) -> list[Passage]:
    """The passages of both versions in reading order; the old words stand before the new ones that replace them."""
    before, after = _split_sentences(old), _split_sentences(new)
    if max(len(before), len(after)) > MOST:
        return _make_replaced_passages(old, new)
    return list(_join_passages(_compare_by_sentence(before, after)))


def _split_sentences(text: str) -> list[str]:
    return [found for found in SENTENCE.findall(text) if found]


def _compare_by_sentence(before: list[str], after: list[str]) -> Iterator[Passage]:
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Passage("same", new)
        elif old and new and len(old) + len(new) <= SHORT:
            yield from _compare_by_letter(old, new)
        else:
            yield from _make_replaced_passages(old, new)


def _compare_by_letter(old: str, new: str) -> Iterator[Passage]:
    """Letter by letter where most letters stayed; two different sentences are shown whole."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.5:
        yield from _make_replaced_passages(old, new)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        yield from [Passage("same", new[c:d])] if tag == "equal" else _make_replaced_passages(old[a:b], new[c:d])


def _make_replaced_passages(old: str, new: str) -> list[Passage]:
    both: list[Passage] = [Passage("old", old), Passage("new", new)]
    return [passage for passage in both if passage.text]


def _join_passages(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Neighbours of one kind as one passage."""
    last: Passage | None = None
    for passage in passages:
        if last and last.kind == passage.kind:
            last = Passage(last.kind, last.text + passage.text)
            continue
        if last:
            yield last
        last = passage
    if last:
        yield last
