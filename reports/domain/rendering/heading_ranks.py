"""Headings that go down one level at a time, as readers of tagged pages and PDF/UA ask, whatever levels an outline skips.

The look of a heading goes with its level (一、 is 黑体); its rank is how many printed headings it stands under.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.domain.rendering.page_blocks import SectionPage


def rank_headings(sections: tuple[SectionPage, ...]) -> tuple[SectionPage, ...]:
    """The sections with their ranks, 1 the highest; one without a heading stands in nobody's way."""
    above: list[int] = []
    ranked = []
    for section in sections:
        above = [level for level in above if level < section.level]
        if section.title:
            above.append(section.level)
        ranked.append(replace(section, rank=max(len(above), 1)))
    return tuple(ranked)
