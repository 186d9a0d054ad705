"""Formulas and defaults that lead back to themselves would never come to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from reports.domain import formulas, patterns
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.positions import Location
from reports.domain.shapes import GridLine

Problem = tuple[Location, str]
Links = Mapping[str, Collection[str]]


def find_circular_names(outline: Outline) -> Iterator[Problem]:
    defaults = {field.key: _list_pattern_slots(field.default) for field in outline.field}
    for at, field in enumerate(outline.field):
        if _is_circular(defaults, field.key):
            yield ("field", at, "default"), f"“{field.label}”的 default 绕回了自己"
    for at, grid in enumerate(outline.grid):
        for name in ("rows", "columns"):
            lines: tuple[GridLine, ...] = getattr(grid, name)
            links = {line.key: _list_line_operands(line) for line in lines}
            looped = [index for index, line in enumerate(lines) if _is_circular(links, line.key)]
            yield from ((("grid", at, name, index, "formula"), f"“{lines[index].label}”的公式绕回了自己") for index in looped)


def _list_pattern_slots(pattern: str) -> list[str]:
    try:
        return [slot.name for slot in patterns.list_slots(patterns.parse_pattern(pattern))]
    except patterns.PatternError:
        return []


def _list_line_operands(line: GridLine) -> set[str]:
    try:
        used = formulas.list_formula_names(line.formula) if line.formula else set()
    except formulas.FormulaError:
        used = set()
    return used | ({line.share} if line.share else set())


def _is_circular(links: Links, start: str) -> bool:
    """Whether a way leads from the start back to it."""
    seen: set[str] = set()
    waiting = list(links[start])
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting += links.get(name, ())
    return False
