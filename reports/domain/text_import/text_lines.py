"""A published text as lines: debris of the word processor removed, blanks folded, cells of tables kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

DEBRIS = re.compile(r"\[bookmark:[^\]\n]*\]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
SHORTEST_WRAPPED = 18  # letters of a line that a page has cut; a shorter one ends of itself
SENTENCE_ENDS = tuple("。；：！？.;:!?）)》”")
ITEM_OPENING = re.compile(r"[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)、.．]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+|[①-⑳]")
LETTERS = re.compile("[^\\s\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
QUOTES = re.compile("[“”„\"'‘’「」]")


@dataclass(frozen=True)
class TextLine:
    text: str  # without blanks around; "" for an empty cell
    cells: tuple[str, ...]  # what tabs part, a leading tab aside
    marks: tuple[str, ...] = ()  # debris that stood in it
    blank: int = field(default=0, compare=False)  # empty cells at its end, which are not among the cells
    at: int = field(default=0, compare=False)  # where it begins among the letters of the text, blanks left out

    @property
    def end(self) -> int:
        return self.at + len(squeeze(self.text))


def split_text_lines(text: str) -> tuple[TextLine, ...]:
    """The lines that say something; a line of tabs alone is an empty cell of a table."""
    plain = UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))
    lines: list[TextLine] = []
    for raw in plain.split("\n"):
        if raw.strip() or "\t" in raw:
            lines.append(_make_text_line(raw, lines[-1].end if lines else 0))
    return tuple(lines)


def _make_text_line(written: str, at: int) -> TextLine:
    marks, raw = tuple(DEBRIS.findall(written)), DEBRIS.sub("", written)
    cells = tuple(cell.strip() for cell in raw.removeprefix("\t").split("\t"))
    filled = max((number for number, cell in enumerate(cells, 1) if cell), default=1)
    text = " ".join(raw.split()) if "\t" in raw.strip() else raw.strip()
    return TextLine(text, cells[:filled], marks, len(cells) - filled, at)


def iter_letter_runs(text: str) -> Iterator[tuple[int, str]]:
    """What is left of the text without white space, debris and what cannot be printed, with the place of each run."""
    at = 0
    for debris in (*DEBRIS.finditer(text), None):
        end = debris.start() if debris else len(text)
        yield from ((found.start(), found.group()) for found in LETTERS.finditer(text, at, end))
        at = debris.end() if debris else end


def squeeze(text: str) -> str:
    """The letters of a text without any white space."""
    return "".join(text.split())


def fold_text(text: str) -> str:
    """For comparison: without width, white space and style of quotes."""
    return re.sub(r"\s+", "", QUOTES.sub("", unicodedata.normalize("NFKC", text)))


def join_wrapped_lines(text: str) -> str:
    """Prose whose lines a PDF has cut: a line that ends as no sentence does goes on, unless the next begins as an item."""
    joined: list[str] = []
    for line in text.split("\n"):
        if joined and len(joined[-1]) >= SHORTEST_WRAPPED and not joined[-1].endswith(SENTENCE_ENDS) and not ITEM_OPENING.match(line):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)
