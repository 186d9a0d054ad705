"""A published text as lines: debris of the word processor removed, blanks folded, cells of tables kept apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DEBRIS = re.compile(r"\[bookmark:[^\]\n]*\]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
QUOTES = re.compile("[“”„\"'‘’「」]")


@dataclass(frozen=True)
class TextLine:
    text: str  # without blanks around; "" for an empty cell
    cells: tuple[str, ...]  # what tabs part, a leading tab aside
    marks: tuple[str, ...] = ()  # debris that stood in it


def split_text_lines(text: str) -> tuple[TextLine, ...]:
    """The lines that say something; a line of tabs alone is an empty cell of a table."""
    plain = UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))
    return tuple(_make_text_line(raw) for raw in plain.split("\n") if raw.strip() or "\t" in raw)


def _make_text_line(written: str) -> TextLine:
    marks, raw = tuple(DEBRIS.findall(written)), DEBRIS.sub("", written)
    cells = tuple(cell.strip() for cell in raw.removeprefix("\t").split("\t"))
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return TextLine(" ".join(raw.split()) if "\t" in raw.strip() else raw.strip(), cells, marks)


def fold_text(text: str) -> str:
    """For comparison: without width, white space and style of quotes."""
    return re.sub(r"\s+", "", QUOTES.sub("", unicodedata.normalize("NFKC", text)))
