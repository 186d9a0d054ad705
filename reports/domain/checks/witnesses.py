"""What else says how much a cell is: last year's report, and the prose. Of several changes that close a sum the one that is borne out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol, TypeVar

from reports.domain.checks import amounts, numbers, short_names
from reports.domain.checks.applicable import select_asked
from reports.domain.checks.context import Context
from reports.domain.checks.matching_names import normalise_name
from reports.domain.checks.prose import collect_narratives
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.document import Document
from reports.domain.last_year_figures import find_last_year_figures

PROSE, OPENING = "C09", "C04"  # the checks that say which words name a figure, and which cell begins where last year ended
SHORTEST = 3  # letters of a name


class Change(Protocol):
    """A value for cells that hold one figure."""

    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def value(self) -> Decimal: ...


Candidate = TypeVar("Candidate", bound=Change)


@dataclass(frozen=True)
class Witness:
    place: str
    amount: Decimal
    half: Decimal
    words: str  # 上年报告为 5.11 万元


@dataclass(frozen=True)
class Witnesses:
    document: Document
    context: Context

    @cached_property
    def by_place(self) -> dict[str, list[Witness]]:
        found: dict[str, list[Witness]] = {}
        for one in (*self._read_last_year(), *self._read_prose()):
            found.setdefault(one.place, []).append(one)
        return found

    def select_borne_out(self, changes: Sequence[Candidate]) -> tuple[list[Candidate], str]:
        """The change that something else confirms, and what; else those whose cells nothing confirms as they stand."""
        told = [(one, witness) for one in changes for witness in self._of(one) if abs(witness.amount - one.value) <= witness.half]
        if told and len({one.places for one, _ in told}) == 1:
            return [told[0][0]], told[0][1].words
        standing = [one for one in changes if not any(self._agrees(witness) for witness in self._of(one))]
        return (standing, "") if standing else (list(changes), "")

    def _of(self, change: Change) -> Iterator[Witness]:
        return (witness for place in change.places for witness in self.by_place.get(place, ()))

    def _agrees(self, witness: Witness) -> bool:
        amount = self.document.figure(witness.place).amount
        return amount is not None and abs(amount - witness.amount) <= witness.half

    def _read_last_year(self) -> Iterator[Witness]:
        last = self.context.last_year
        for place, figure in find_last_year_figures(self.document, last).items():
            if figure.amount is not None:
                yield self._make(place, figure.amount, "上年报告")
        for check in select_asked(self.document.outline) if last else ():
            if last and check.rule == OPENING and (before := last.figure(check.settings["closing"]).amount) is not None:
                yield self._make(check.settings["opening"], before, "上年报告的年末数")

    def _make(self, place: str, amount: Decimal, source: str) -> Witness:
        unit = short_names.find_unit(self.document, place)
        return Witness(place, amount, compute_half_unit(self.document, place), f"{source}为 {numbers.show_amount(amount)} {unit}".rstrip())

    def _read_prose(self) -> Iterator[Witness]:
        """Amounts of the name and the unit of a cell. What speaks of several cells of one name is said of each."""
        named = self._names
        for text in collect_narratives(self.document) if named else ():
            for one in amounts.read_amounts(text.text, self.document.year):
                if one.is_rough or one.is_elsewhen:
                    continue
                for place in _find_places(one.subject, named):
                    if short_names.find_unit(self.document, place) == one.unit:
                        yield Witness(
                            place, one.value, one.half + compute_half_unit(self.document, place), f"文中写“{text.passage(one.at)}”"
                        )

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Cells of lists and grids by the words that prose may use for them, where the outline compares prose at all."""
        check = next((check for check in select_asked(self.document.outline) if check.rule == PROSE), None)
        found: dict[str, list[str]] = {}
        for name, place in _iter_names(self.document) if check else ():
            found.setdefault(normalise_name(name, check.ignore if check else ()), []).append(place)
        return {name: places for name, places in found.items() if len(name) >= SHORTEST}


def _iter_names(document: Document) -> Iterator[tuple[str, str]]:
    for grid in document.outline.grid:
        for row, column in grid.typed_cells():
            yield document.fill(grid.row_by_key[row].label), f"{grid.key}.{row}.{column}"
    for listing in document.outline.listing:
        figures = [field.key for field in listing.fields if field.is_figure]
        yield from ((row.text("name"), f"{listing.key}.{row.key}.{field}") for row in document.rows(listing.key) for field in figures)


def _find_places(subject: str, named: dict[str, list[str]]) -> list[str]:
    """Of the longest name that the subject ends with."""
    form = normalise_name(subject, ("支出", "经费"))
    return next((named[form[at:]] for at in range(len(form) - SHORTEST + 1) if form[at:] in named), [])
