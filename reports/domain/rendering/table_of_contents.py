"""The contents page (目录): which headings it lists, and how deep each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain.rendering.page_blocks import SectionPage

DEEPEST = 2


@dataclass(frozen=True)
class ContentsEntry:
    title: str
    depth: int  # 1, 2
    anchor: str  # HTML id of the section


def list_contents_entries(sections: tuple[SectionPage, ...]) -> tuple[ContentsEntry, ...]:
    """Headings of the two upper ranks. Rank is where a section stands, not its level: an outline may put
    a 1、 heading straight under a 一、 heading, and then it is of the second rank."""
    ranked = zip(_measure_depths(sections), sections, strict=True)
    return tuple(ContentsEntry(section.title, depth, section.place) for depth, section in ranked if section.title and depth <= DEEPEST)


def _measure_depths(sections: tuple[SectionPage, ...]) -> Iterator[int]:
    above: list[int] = []
    for section in sections:
        above = [level for level in above if level < section.level]
        above.append(section.level)
        yield len(above)
