"""Every name in a check must be a cell, a grid or a list's number; every balance must be a comparison of sums."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reports import formulas
from reports.outlines.checks import Check
from reports.outlines.definitions import Outline
from reports.outlines.mistakes import nearest
from reports.outlines.positions import Location

Problem = tuple[Location, str]


def problems(outline: Outline, cells: tuple[str, ...]) -> Iterator[Problem]:
    for at, check in enumerate(outline.check):
        location: Location = ("check", at)
        if len(check.kinds) != 1:
            yield location, f"核对“{check.id}”只能是 grid、balance、same、rule 之一，现有 {len(check.kinds)} 个"
        if check.grid and check.grid not in outline.grids:
            yield (*location, "grid"), f"没有表格“{check.grid}”{nearest(check.grid, outline.grids)}"
        if check.reason and check.reason not in outline.texts:
            yield (*location, "reason"), f"没有文字“{check.reason}”{nearest(check.reason, outline.texts)}"
        for name in check.same:
            if name not in columns(outline):
                yield (*location, "same"), f"没有列表的金额列“{name}”{nearest(name, columns(outline))}"
        for text in unfolded(check):
            yield from _balance(outline, (*location, "balance"), text, cells)


def unfolded(check: Check) -> Iterator[str]:
    """The balance once for each combination of `each`."""
    for values in itertools.product(*check.each.values()) if check.balance else ():
        text = check.balance
        for name, value in zip(check.each, values, strict=True):
            text = text.replace("{" + name + "}", value)
        yield text


def columns(outline: Outline) -> list[str]:
    """Numbers of lists: list.field."""
    return [f"{listing.key}.{field.key}" for listing in outline.listing for field in listing.fields if field.is_figure]


def _balance(outline: Outline, location: Location, text: str, cells: tuple[str, ...]) -> Iterator[Problem]:
    try:
        node = formulas.parse(text)
    except formulas.FormulaError as error:
        yield location, str(error)
        return
    if node.sign not in formulas.COMPARE:
        yield location, f"“{text}”缺少比较符号"
    known = (*cells, *columns(outline))
    for name in sorted(formulas.names(text) - set(known)):
        yield location, f"“{text}”中的“{name}”不存在{nearest(name, known)}"
