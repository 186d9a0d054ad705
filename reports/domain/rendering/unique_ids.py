"""A place is the HTML id of one element: a cell that several tables of a report show keeps it in the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.domain.rendering.page_blocks import Block, Cell, SectionPage, Table


def keep_places_unique(sections: Iterable[SectionPage]) -> Iterator[SectionPage]:
    seen: set[str] = set()
    for section in sections:
        yield replace(section, blocks=tuple(_make_block_unique(block, seen) for block in section.blocks))


def _make_block_unique(block: Block, seen: set[str]) -> Block:
    if not isinstance(block, Table):
        return block
    place = _take_place_once(block.place, seen)
    return replace(block, place=place, body=tuple(tuple(_make_cell_unique(cell, seen) for cell in row) for row in block.body))


def _make_cell_unique(cell: Cell, seen: set[str]) -> Cell:
    place = _take_place_once(cell.place, seen)
    return cell if place == cell.place else replace(cell, place=place)


def _take_place_once(place: str, seen: set[str]) -> str:
    if place in seen:
        return ""
    seen.add(place)
    return place
