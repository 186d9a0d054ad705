"""Hidden names and sentences that stand in public: a project of a withheld list named in a text, a paragraph written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from reports.domain import Document
from reports.domain.checks.prose import SENTENCE, normalise_text
from reports.release.publishing.inference import is_hidden
from reports.release.publishing.public_texts import Leak, PublicText

SHORTEST, LONGEST = 3, 40  # letters of a name; shorter ones stand in every text
SENTENCE_LENGTH = 12  # letters of a sentence that is more than a phrase


def find_leaked_names(document: Document, secret: Collection[str], texts: Iterable[PublicText]) -> list[Leak]:
    """Every public text that holds a hidden name or sentence."""
    hidden = frozenset(secret)
    wanted = {normalise_text(words): words for words in (*_iter_names(document, hidden), *_iter_sentences(document, hidden))}
    found = []
    for text in texts if wanted else ():
        plain = normalise_text(text.text)
        found += [Leak(text.heading, words) for letters, words in wanted.items() if letters in plain]
    return found


def _iter_names(document: Document, hidden: frozenset[str]) -> Iterator[str]:
    for key, listing in document.outline.lists.items():
        if f"table.{key}" not in hidden:
            continue
        for row in document.rows(key):
            words = (row.text(field.key).strip() for field in listing.fields if not field.is_figure)
            yield from (each for each in words if SHORTEST <= len(normalise_text(each)) <= LONGEST and not normalise_text(each).isdigit())


def _iter_sentences(document: Document, hidden: frozenset[str]) -> Iterator[str]:
    for key, text in document.texts.items():
        if is_hidden(f"narrative.{key}", hidden):
            yield from (sentence.strip() for sentence in SENTENCE.findall(text) if len(normalise_text(sentence)) >= SENTENCE_LENGTH)
