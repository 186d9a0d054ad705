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
            yield from _find_circular_parts(("grid", at, name), lines)


def _find_circular_parts(location: Location, lines: tuple[GridLine, ...]) -> Iterator[Problem]:
    """A total that is a part of its own parts, and 其中 within itself: said with the way round."""
    for setting, name in (("parts", "组成部分"), ("of", "其中")):
        links = {line.key: ([line.of] * bool(line.of) if setting == "of" else line.parts) for line in lines}
        labels = {line.key: line.label for line in lines}
        for index, line in enumerate(lines):
            if line.key not in links[line.key] and (way := _find_way_round(links, line.key)):
                yield (
                    (*location, index, setting),
                    f"“{line.label}”的 {setting}（{name}）绕回了自己：{' → '.join(labels[key] for key in way)}",
                )


def _find_way_round(links: Links, start: str) -> list[str]:
    """The keys from the start back to it; [] where no way leads back."""
    waiting = [[start]]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for name in links.get(way[-1], ()):
            if name == start:
                return [*way, start]
            if name in links and name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []


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
