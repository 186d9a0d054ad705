"""The words of a PDF that matter, in order and in linear time: names, beginnings of objects and of streams.

Strings, comments and streams are text and are stepped over. A reader finds objects by their offsets, so a hostile file may
begin one in the middle of such a text; from there on nothing is text any more, and every byte is looked at.
ISO 32000-1: 7.2.2 delimiters, 7.2.3 comments, 7.3.4.2 strings, 7.3.5 names, 7.3.8 streams.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from departments.untrusted.budgets import Budget

Begins = Callable[[int, int], bool]  # whether an object begins between two offsets
REGULAR = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"
# Each alternative begins with its letter, so that the search runs from one such letter to the next; what must stand before it
# is asked afterwards. Possessive repeats: nothing is tried twice. The wanted names, and every name with an escaped letter.
NAMES = (
    rb"/(?:(?:Encrypt|EmbeddedFile|EF|JavaScript|JS|Launch|SubmitForm|ImportData|XFA|ObjStm|First|Rendition|OnInstantiate|U?F)(?!"
    + REGULAR
    + rb")"
    rb"|[A-Za-z]{0,24}+#[0-9A-Fa-f]{2}" + REGULAR + rb"{0,72}+)"
)
OBJECT = rb"obj(?<=[\x00\t\n\x0c\r 0-9]obj)(?![A-Za-z])"
STREAM = rb"stream(?<![A-Za-z/]stream)(?=[\x00\t\n\x0c\r ])"
NAKED = re.compile(b"|".join((NAMES, OBJECT, STREAM)))
TOKENS = re.compile(b"|".join((NAMES, OBJECT, STREAM, rb"%[^\r\n]*+", rb"\(")))
KINDS = {b"/": "name", b"o": "object", b"s": "stream", b"%": "comment", b"(": "string"}
WANTED = ("name", "object", "stream")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
MARK = re.compile(OBJECT + rb"|trailer(?<![A-Za-z]trailer)(?![A-Za-z])")
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)


class Token(NamedTuple):
    kind: str
    text: bytes
    start: int
    end: int


def plain_name(written: bytes) -> bytes:
    """/JavaScript for /J#61vaScript."""
    return ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), written)


def read_tokens(content: bytes, begins: Begins, budget: Budget) -> Iterator[Token]:
    """The names, and the beginnings of objects and streams. Raises TooComplex."""
    pattern, at, text_ends = TOKENS, 0, _TextEnds(content, budget)
    while found := pattern.search(content, at):
        budget.count()
        token = Token(KINDS[found[0][:1]], found[0], found.start(), found.end())
        at = token.end
        if token.kind in WANTED:
            yield token
        if pattern is NAKED or token.kind in ("name", "object"):
            continue
        end = text_ends.find_end(token)
        if begins(token.start, end):
            pattern, end = NAKED, token.start + 1
        at = end


class _TextEnds:
    """Where a string, a comment or a stream is over. Each byte is searched once for what may not be there."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self.content, self.budget, self.has_streams = content, budget, True

    def find_end(self, token: Token) -> int:
        if token.kind == "string":
            return self._end_of_string(token.end)
        return token.end if token.kind == "comment" else self._end_of_stream(token.end)

    def _end_of_string(self, at: int) -> int:
        depth = 1
        for found in PARENTHESIS.finditer(self.content, at):
            self.budget.count()
            depth += {b"(": 1, b")": -1}.get(found[0], 0)
            if not depth:
                return found.end()
        return len(self.content)

    def _end_of_stream(self, at: int) -> int:
        """A stream that never ends is none: what follows is looked at."""
        end = self.content.find(b"endstream", at) if self.has_streams else -1
        self.has_streams = end >= 0
        return end + len(b"endstream") if end >= 0 else at


def has_mark(content: bytes) -> Begins:
    """For a whole file: an indirect object begins with `1 0 obj`, the end of the file with `trailer`."""

    def begins(start: int, end: int) -> bool:
        rare = content.find(b"obj", start, end) >= 0 or content.find(b"trailer", start, end) >= 0
        return rare and MARK.search(content, start, end) is not None

    return begins
