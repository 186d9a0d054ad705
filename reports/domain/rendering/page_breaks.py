"""What must not stand alone on a page: a title or heading before a section that begins one, and the last lines below a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.domain.rendering.page_blocks import Block, SectionPage

TWO_LINES = 56  # letters; more is prose, which may go on by itself


def keep_headings_with_text(sections: tuple[SectionPage, ...]) -> tuple[SectionPage, ...]:
    """A heading with nothing below it begins the page, and lies across, as the section that follows it does."""
    kept: list[SectionPage] = []
    for section in reversed(sections):
        following = kept[-1] if kept else None
        if following is None or section.blocks or not (following.landscape or following.new_page):
            kept.append(section)
            continue
        begins = section.new_page or following.new_page
        kept[-1] = replace(following, new_page=False)
        kept.append(replace(section, new_page=begins, landscape=following.landscape))
    return tuple(reversed(kept))


def close_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The lines below the last table of a section, 总分, note and signature: on the page of its last rows."""
    from reports.domain.rendering.page_blocks import FormTable, Paragraph, Table

    after = next((at for at in range(len(blocks), 0, -1) if isinstance(blocks[at - 1], Table | FormTable)), len(blocks))
    if any(len(block.text) > TWO_LINES for block in blocks[after:] if isinstance(block, Paragraph)):
        return tuple(blocks)
    if after and isinstance(blocks[after - 1], FormTable) and blocks[after:]:
        after -= 1  # a form is kept whole, and is often one row: it takes rows of the table above it along
    closing = (block if isinstance(block, Table) else replace(block, closing=True) for block in blocks[after:])
    return (*blocks[:after], *closing)
