"""C09: one thing, one figure. The same name in two lists with nearly the same figure is a slip; far apart they are two things."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.checks import numbers
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.document import Document, Row
from reports.domain.outlines import Check

ENDINGS = ("支出", "经费", "项目")  # say only what kind of line it is
GENERAL = frozenset(
    {"其他", "其它", "合计", "小计", "总计", "基本", "专项", "一般", "业务", "工作", "资金", "费用", "本级"}
)  # name no one thing


@dataclass(frozen=True)
class Pair:
    """Two cells under one name."""

    check: Check
    name: str
    places: tuple[str, str]
    amounts: tuple[Decimal, Decimal]

    @property
    def difference(self) -> Decimal:
        return self.amounts[0] - self.amounts[1]

    @property
    def is_slip(self) -> bool:
        near = max(map(abs, self.amounts)) * self.check.nearness / 100
        return self.difference != 0 and abs(self.difference) <= near


def find_pairs(document: Document, check: Check) -> Iterator[Pair]:
    """Rows of different lists that bear the same name and an amount each."""
    for first, second in itertools.combinations(check.same, 2):
        yield from _match_pairs(document, check, first, second)


def _match_pairs(document: Document, check: Check, first: str, second: str) -> Iterator[Pair]:
    ignore = (*check.ignore, *ENDINGS)
    named = {normalise_name(row.text("name"), ignore): (place, amount) for row, place, amount in _collect_amounts(document, second)}
    for row, place, amount in _collect_amounts(document, first):
        name = normalise_name(row.text("name"), ignore)
        if name in named and len(name) > 1 and name not in GENERAL:
            yield Pair(check, row.text("name"), (place, named[name][0]), (amount, named[name][1]))


def _collect_amounts(document: Document, column: str) -> Iterator[tuple[Row, str, Decimal]]:
    table, _, field = column.partition(".")
    for row in document.rows(table):
        amount = row.figure(field).amount
        if amount is not None:
            yield row, f"{table}.{row.key}.{field}", amount


def normalise_name(name: str, ignore: tuple[str, ...]) -> str:
    """A name without blanks and without words that do not tell names apart."""
    name = "".join(unicodedata.normalize("NFKC", name).split())
    for word in ignore:
        name = name.replace(word, "")
    return name


def find_mismatches(document: Document, check: Check) -> Iterator[Finding]:
    for pair in find_pairs(document, check):
        if pair.is_slip:
            yield _build_finding(document, pair)


def _build_finding(document: Document, pair: Pair) -> Finding:
    first, second = (numbers.show_amount(amount) for amount in pair.amounts)
    difference = numbers.show_difference(pair.difference, document.outline.places)
    message = f"“{pair.name}”一处为 {first}，一处为 {second}，差 {difference} {document.outline.unit}"
    shown = tuple(zip(pair.places, (first, second), strict=True))
    return Finding(pair.check.id, pair.check.label, Outcome(pair.check.severity), pair.places, message, pair.difference, shown)
