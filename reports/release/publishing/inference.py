"""What would give a hidden figure away: nobody may work it out from the figures that stay.

A total of which one part is hidden is hidden with it, and where a total is hidden one of its parts goes too (the statistician's
complementary suppression). Looked at are the formulas of the grids, the balances of the outline and its scoring rules, one relation after
another; several relations solved together are not looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from reports.domain import Document, Grid, GridLine, formulas
from reports.domain.checks.equations import build_equations, list_cells

Relation = tuple[str, ...]  # places of which each follows from all the others; what is hidden first stands first


def hide_given_away(document: Document, hidden: frozenset[str], unshown: frozenset[str] = frozenset()) -> frozenset[str]:
    """The hidden places, and those that have to be hidden with them. What is `unshown` nobody knows, but it need not be guarded."""
    related = [*_iter_computed_cells(document), *_iter_balances(document)]
    everything = hidden | frozenset(_iter_scored_places(document, add_computed_cells(document, hidden)))
    while more := _find_given_away(document, related, everything, unshown):
        everything |= {more}
    return everything


def is_hidden(place: str, hidden: frozenset[str]) -> bool:
    return place in hidden or f"table.{place.partition('.')[0]}" in hidden


def _find_given_away(document: Document, related: list[Relation], hidden: frozenset[str], unshown: frozenset[str]) -> str:
    """A place that gives a hidden one away, to be hidden next; "" when there is none."""
    dark = add_computed_cells(document, hidden | unshown)
    unknown = {place for one in related for place in one if place in dark or is_hidden(place, hidden | unshown)}
    waiting = list(related)
    while found := next((one for one in waiting if len(unknown.intersection(one)) == 1), None):
        waiting.remove(found)
        learned = unknown.intersection(found).pop()
        unknown.discard(learned)
        open_ = [place for place in found if not is_hidden(place, hidden | unshown) and place != learned and _is_typed(document, place)]
        if is_hidden(learned, hidden) and _is_typed(document, learned) and open_:
            return open_[0]
    return ""


def add_computed_cells(document: Document, hidden: frozenset[str]) -> frozenset[str]:
    """With the computed cells that cannot be worked out any more."""
    found = {place for place in hidden if _is_typed(document, place)}
    related = list(_iter_computed_cells(document))
    while more := {one[0] for one in related if one[0] not in found and not found.isdisjoint(one[1:])}:
        found |= more
    return frozenset(found)


def _is_typed(document: Document, place: str) -> bool:
    if field := document.outline.fields.get(place):
        return field.is_typed
    table, _, cell = place.partition(".")
    grid = document.outline.grids.get(table)
    return grid is None or grid.is_typed(*cell.split("."))


def _iter_balances(document: Document) -> Iterator[Relation]:
    """Equalities that the checks watch; a tolerated deviation gives nothing away."""
    for one in build_equations(document, [check for check in document.outline.check if not check.within]):
        if one.sign == "=":
            yield tuple(dict.fromkeys((*one.right.terms, *one.left.terms)))


def _iter_computed_cells(document: Document) -> Iterator[Relation]:
    """Each computed cell with its operands."""
    for grid in document.outline.grids.values():
        for row, column in itertools.product(grid.rows, grid.columns):
            if operands := list(_iter_cell_operands(grid, row, column)):
                yield (f"{grid.key}.{row.key}.{column.key}", *operands)
    for field in document.outline.field:
        if field.formula:
            yield (field.key, *_iter_operand_places(document, field.formula))


def _iter_operand_places(document: Document, formula: str) -> Iterator[str]:
    """Cells, fields and numbers of rows that a formula looks at; how many rows a list has stands in the report anyway."""
    for operand in formulas.list_formula_operands(formula):
        function, name = formulas.parse_aggregate(operand)
        if function != "count":
            yield from list_cells(document, name)


def _iter_cell_operands(grid: Grid, row: GridLine, column: GridLine) -> Iterator[str]:
    if not grid.has(row.key, column.key) or grid.is_typed(row.key, column.key):
        return
    if row.formula:
        yield from (f"{grid.key}.{name}.{column.key}" for name in sorted(formulas.list_formula_names(row.formula)))
    elif column.formula:
        yield from (f"{grid.key}.{row.key}.{name}" for name in sorted(formulas.list_formula_names(column.formula)))
    else:
        yield from (f"{grid.key}.{row.key}.{column.share}", f"{grid.key}.{grid.total}.{column.share}")


def _iter_scored_places(document: Document, hidden: Iterable[str]) -> Iterator[str]:
    """What a department says to an indicator whose rule reads hidden figures: its score would tell them."""
    known = frozenset(hidden)
    for listing in document.outline.listing:
        for preset in listing.preset:
            rule = document.outline.rules.get(preset.rule)
            if rule and rule.value and any(is_hidden(place, known) for place in _iter_operand_places(document, rule.value)):
                yield from (f"{listing.key}.{preset.key}.{field.key}" for field in listing.typed)
