"""Hidden amounts that stand in public: typed into a text, into another table, rounded, in 元 or 亿元, with any width of digits,
in Chinese numerals; and those that a bound beside them nearly tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from reports.domain import Document
from reports.release.publishing.chinese_numbers import iter_chinese_amounts
from reports.release.publishing.inference import is_hidden
from reports.release.publishing.nearly_said_amounts import UNITS, find_nearly_said
from reports.release.publishing.public_texts import Leak, PublicText

SHORTEST = 3  # digits of an amount that means something by itself; a shorter one only beside its unit, or alone in its cell
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|亿|万|元)?")
LEAST_ROUNDED = 3  # digits that a rounded amount must keep


@dataclass
class _Secrets:
    """The hidden amounts in 万元, and as they read in a unit with so many places."""

    amounts: frozenset[Decimal]
    _read: dict[tuple[Decimal, int], frozenset[Decimal]] = field(default_factory=dict)

    @cached_property
    def sorted(self) -> list[Decimal]:
        return sorted(self.amounts)

    def holds(self, number: Decimal, factor: Decimal, places: int, *, rounded: bool) -> bool:
        return number * factor in self.amounts or (rounded and number in self._list_rounded(factor, places))

    def _list_rounded(self, factor: Decimal, places: int) -> frozenset[Decimal]:
        key = (factor, places)
        if key not in self._read:
            self._read[key] = frozenset(round(amount / factor, places) for amount in self.amounts) - {Decimal(0)}
        return self._read[key]


def find_leaked_amounts(document: Document, secret: Collection[str], texts: Iterable[PublicText]) -> list[Leak]:
    """Every public text that holds a hidden amount, each amount once in each."""
    secrets = _Secrets(frozenset(abs(amount) for amount in list_hidden_amounts(document, frozenset(secret)) if amount))
    if not secrets.amounts:
        return []
    return [Leak(text.heading, text.quote(said)) for text in texts for said in _find_amounts(text, secrets)]


def list_hidden_amounts(document: Document, secret: frozenset[str]) -> list[Decimal]:
    """万元."""
    found = (document.figure(place).amount for place in _iter_figure_places(document) if is_hidden(place, secret))
    return [amount for amount in found if amount is not None]


def _iter_figure_places(document: Document) -> Iterator[str]:
    yield from document.figures
    for key, listing in document.outline.lists.items():
        yield from (f"{key}.{row.key}.{field.key}" for row in document.rows(key) for field in listing.fields if field.is_figure)


def _find_amounts(text: PublicText, secrets: _Secrets) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text.text)
    for found in NUMBER.finditer(plain):
        number, unit = found[1].rstrip(","), found[2] or ""
        alone = text.is_cell and plain.strip() == found.group().strip()
        if _is_telling(number, beside_unit=bool(unit) or alone) and _is_said(number, unit, secrets):
            yield found.group().strip()
    for words, number, unit in iter_chinese_amounts(plain):
        if _is_telling(number, beside_unit=True) and _is_said(number, unit, secrets):
            yield words
    yield from find_nearly_said(plain, secrets.sorted, lambda number, unit: _is_telling(number, beside_unit=True) and _is_said(number, unit, secrets))


def _is_telling(number: str, *, beside_unit: bool) -> bool:
    """12 or 0.5 stands in every report; 12 万元 does not."""
    digits = sum(sign.isdigit() for sign in number.replace(".", "").lstrip("0"))
    return digits >= SHORTEST or (digits == SHORTEST - 1 and beside_unit)


def _is_said(written: str, unit: str, secrets: _Secrets) -> bool:
    """As it is, or rounded to the places that were written; without a unit as 万元 and as 元."""
    number, places = Decimal(written.replace(",", "")), len(written.partition(".")[2])
    rounded = sum(sign.isdigit() for sign in written) >= LEAST_ROUNDED
    factors = (UNITS[unit],) if unit else (UNITS["万元"], UNITS["元"])
    return any(secrets.holds(number, factor, places, rounded=rounded) for factor in factors)
