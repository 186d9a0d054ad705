"""Which places have an HTML id in a printed report, so that a link may lead there."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.rendering.page_blocks import Block, FormTable, Paragraph, ReportPage, Table


def list_printed_places(page: ReportPage) -> frozenset[str]:
    found = (place for section in page.sections for block in section.blocks for place in _iter_block_places(block))
    return frozenset(found) | {section.place for section in page.sections}


def _iter_block_places(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.place
    if isinstance(block, FormTable):
        yield from (cell.place for pair in block.rows for cell in pair)
    if isinstance(block, Table):
        yield block.place
        yield from (cell.place for row in (*block.head, *block.body) for cell in row)
