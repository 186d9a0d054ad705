"""The balances of an outline over one document: each check unfolded into its equations."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports import formulas
from reports.checks.linear import Linear, linear
from reports.document import Document
from reports.outlines import Check
from reports.outlines.check_references import unfolded
from reports.shapes import Grid


@dataclass(frozen=True)
class Equation:
    """left = right, or left <= right; sides are sums of cells."""

    check: Check
    left: Linear
    right: Linear
    sign: str = "="

    @property
    def places(self) -> tuple[str, ...]:
        return (*self.left.terms, *self.right.terms)

    @property
    def difference(self) -> Linear:
        return self.left.plus(self.right, Decimal(-1))


def equations(document: Document) -> Iterator[Equation]:
    for check in document.outline.check:
        if check.grid:
            yield from _of_grid(document.outline.grids[check.grid], check)
        if check.balance:
            yield from _of_balance(document, check)


def _of_grid(grid: Grid, check: Check) -> Iterator[Equation]:
    """Every typed total of the grid, in every crossing line."""
    for row, column in itertools.product(grid.rows, grid.columns):
        if not grid.is_typed(row.key, column.key):
            continue
        across = [f"{grid.key}.{part}.{column.key}" for part in row.parts if grid.has(part, column.key)]
        down = [f"{grid.key}.{row.key}.{part}" for part in column.parts if grid.has(row.key, part)]
        for parts in (across, down):
            if parts:
                yield Equation(check, Linear.sum(parts), Linear.sum([f"{grid.key}.{row.key}.{column.key}"]))


def _of_balance(document: Document, check: Check) -> Iterator[Equation]:
    for text in unfolded(check):
        node = formulas.parse(text)
        left, right = (linear(side, lambda name: cells(document, name)) for side in (node.left, node.right))
        yield Equation(check, left, right, node.sign)


def cells(document: Document, name: str) -> list[str]:
    """A cell by its fact id; for list.field the number in every row."""
    table, _, column = name.partition(".")
    if table in document.outline.lists:
        return [f"{table}.{row.key}.{column}" for row in document.rows(table)]
    return [name]
