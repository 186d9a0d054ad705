"""Hidden amounts that people typed into public texts: the digits are found and shown before publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.domain import Document, Paragraph, ReportPage, normalise_amount
from reports.release.publishing.inference import is_hidden

SHORTEST = 3  # digits; 12 or 0.5 stands in every report
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def find_leaked_amounts(document: Document, hidden: frozenset[str], page: ReportPage) -> list[tuple[str, str]]:
    """Heading and amount of each public text that holds a hidden amount."""
    secret = set(_iter_hidden_amounts(document, hidden))
    return list(dict.fromkeys((heading, number) for heading, number in _iter_page_numbers(page) if number in secret))


def _iter_hidden_amounts(document: Document, hidden: frozenset[str]) -> Iterator[str]:
    """Hidden amounts long enough to mean something, as people write them."""
    amounts = (abs(document.figure(place).amount or Decimal(0)) for place in _iter_figure_places(document) if is_hidden(place, hidden))
    written = (f"{normalise_amount(amount):f}" for amount in amounts if amount)
    return (text for text in written if sum(sign.isdigit() for sign in text) >= SHORTEST)


def _iter_figure_places(document: Document) -> Iterator[str]:
    yield from document.figures
    for key, listing in document.outline.lists.items():
        yield from (f"{key}.{row.key}.{field.key}" for row in document.rows(key) for field in listing.fields if field.is_figure)


def _iter_page_numbers(page: ReportPage) -> Iterator[tuple[str, str]]:
    heading = ""
    for section in page.sections:
        heading = section.title or heading
        texts = (block.text for block in section.blocks if isinstance(block, Paragraph))
        yield from ((heading, found.group().replace(",", "")) for text in texts for found in NUMBER.finditer(text))
