"""Everything of a report that is prose, with its place: narrative, wordings, texts of list rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain.document import Document

SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Prose:
    place: str
    text: str
    source: str  # key of the text, list or wording

    def passage(self, at: int) -> str:
        """The sentence around a letter of the text, shortened around it."""
        match = next((found for found in SENTENCE.finditer(self.text) if found.end() > at), None)
        whole = match.group() if match else self.text
        start = max(0, at - (match.start() if match else 0) - LONGEST_QUOTE // 2)
        return whole[start : start + LONGEST_QUOTE].strip()


def collect_prose(document: Document) -> Iterator[Prose]:
    """What the department wrote; rows that the outline brings are the outline's words."""
    yield from collect_narratives(document)
    for key, text in document.wordings.items():
        yield Prose(f"wording.{key}", text, key)
    for listing in document.outline.listing:
        keys = [field.key for field in listing.fields if not field.is_figure]
        given = {row.key: row.values for row in listing.preset}
        written = (
            (row, key)
            for row in document.rows(listing.key)
            for key in keys
            if row.text(key) and row.text(key) != given.get(row.key, {}).get(key)
        )
        yield from (Prose(f"{listing.key}.{row.key}.{key}", row.text(key), listing.key) for row, key in written)


def collect_narratives(document: Document) -> Iterator[Prose]:
    return (Prose(f"narrative.{key}", document.text(key), key) for key in document.outline.texts if document.text(key))


def normalise_text(text: str) -> str:
    """Letters alone, for comparison: no width, blanks or marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
