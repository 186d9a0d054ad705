"""The balances of an outline over one document: each check written out as its equations."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reports.domain import formulas
from reports.domain.checks.linear import Linear, parse_linear
from reports.domain.document import Document
from reports.domain.outlines import Check
from reports.domain.shapes import Grid


@dataclass(frozen=True)
class Equation:
    """left = right, or left <= right; sides are sums of cells."""

    check: Check
    left: Linear
    right: Linear
    sign: str = "="
    subject: str = ""  # the balance as declared, or the total and its direction

    @cached_property
    def places(self) -> tuple[str, ...]:
        return (*self.left.terms, *self.right.terms)

    @cached_property
    def difference(self) -> Linear:
        return self.left.plus(self.right, Decimal(-1))


def build_equations(document: Document, checks: Iterable[Check]) -> Iterator[Equation]:
    for check in checks:
        if check.grid:
            yield from _from_grid(document.outline.grids[check.grid], check)
        if check.balance:
            yield from (_from_balance(document, one) for one in check.repeated() if not _is_unused(document, one))


def _from_grid(grid: Grid, check: Check) -> Iterator[Equation]:
    """Every typed total of the grid, in every crossing line."""
    for row, column in itertools.product(grid.rows, grid.columns):
        if not grid.is_typed(row.key, column.key):
            continue
        place = f"{grid.key}.{row.key}.{column.key}"
        across = [f"{grid.key}.{part}.{column.key}" for part in row.parts if grid.has(part, column.key)]
        down = [f"{grid.key}.{row.key}.{part}" for part in column.parts if grid.has(row.key, part)]
        for direction, parts in (("rows", across), ("columns", down)):
            if parts:
                yield Equation(check, Linear.sum(parts), Linear.sum([place]), subject=f"{place} {direction}")


def _from_balance(document: Document, check: Check) -> Equation:
    node = formulas.parse_formula(check.balance)
    sides = (
        parse_linear(side, lambda name: list_cells(document, name), lambda key: len(document.rows(key))) for side in (node.left, node.right)
    )
    left, right = sides
    return Equation(check, left, right, node.sign, check.balance)


def _is_unused(document: Document, check: Check) -> bool:
    """Whether the balance is over a list that may stay empty and does."""
    lists = document.outline.lists
    named = {name.partition(".")[0] for name in formulas.list_formula_names(check.balance)}
    return any(key in lists and not lists[key].required and not document.rows(key) for key in named)


def list_cells(document: Document, name: str) -> list[str]:
    """A cell by its fact id, a field by its key; for list.field the number in every row."""
    table, _, column = name.partition(".")
    if table in document.outline.lists:
        return [f"{table}.{row.key}.{column}" for row in document.rows(table)]
    return [name]
