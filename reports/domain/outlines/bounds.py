"""Bounds of an outline file (界限): its size, its sections, units that are known. They hold for what is checked and published now;
a stored version always loads, and what it would be refused for today is a remark (`outline_loader.list_remarks`)."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.measures.unit_families import FAMILIES, find_unit
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.errors import propose_nearest_name
from reports.domain.outlines.positions import Location

Problem = tuple[Location, str]
MOST_BYTES = 1_000_000  # ten times the largest outline that a county wrote
MOST_SECTIONS = 500
USUAL_UNITS = ("万元", "亿元", "千元", *(unit for units in FAMILIES.values() for unit in units))


def describe_size(text: str) -> str:
    """Why the file is too large to be read at all; "" where it is not."""
    size = len(text.encode())
    if size <= MOST_BYTES:
        return ""
    return f"文件有 {size:,} 字节，提纲最大 {MOST_BYTES:,} 字节（1 MB），请删减，或分成几个提纲"


def find_bound_problems(outline: Outline) -> Iterator[Problem]:
    if len(outline.section) > MOST_SECTIONS:
        yield ("section", MOST_SECTIONS), f"提纲有 {len(outline.section)} 个章节，最多 {MOST_SECTIONS} 个，请合并"
    for location, unit in _iter_units(outline):
        if unit and not find_unit(unit).is_known:
            yield (
                location,
                f"不认识计量单位“{unit}”{propose_nearest_name(unit, USUAL_UNITS)}；可写元、万元、%、人、个、项、平方米、天等",
            )


def _iter_units(outline: Outline) -> Iterator[tuple[Location, str]]:
    yield ("unit",), outline.unit
    for at, field in enumerate(outline.field):
        yield ("field", at, "unit"), field.unit
    for at, listing in enumerate(outline.listing):
        yield from ((("list", at, "fields", index, "unit"), column.unit) for index, column in enumerate(listing.fields))
    for at, grid in enumerate(outline.grid):
        yield ("grid", at, "unit"), grid.unit
        for name in ("rows", "columns"):
            yield from ((("grid", at, name, index, "unit"), line.unit) for index, line in enumerate(getattr(grid, name)))
    for at, rule in enumerate(outline.rule):
        yield ("rule", at, "unit"), rule.unit
