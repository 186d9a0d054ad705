"""How large a report may be to be printed: far above any real one, low enough that the printer always comes back."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.rendering.page_blocks import Block, FormTable, Note, Paragraph, ReportPage, Signature

MOST_LETTERS = 300_000
MOST_ROWS = 2_000


class TooLarge(ValueError):
    """The report is far beyond any real one; the message is for the person who wants to print it."""


def refuse_absurd(page: ReportPage) -> None:
    """Raises TooLarge, naming the section that holds most."""
    _refuse_beyond("字", MOST_LETTERS, {section.title: sum(map(count_block_letters, section.blocks)) for section in page.sections})
    _refuse_beyond("行表格", MOST_ROWS, {section.title: sum(map(count_block_rows, section.blocks)) for section in page.sections})


def count_block_letters(block: Block) -> int:
    return sum(len(text) for text in _iter_block_texts(block))


def count_block_rows(block: Block) -> int:
    if isinstance(block, Paragraph | Note | Signature):
        return 0
    return len(block.rows) if isinstance(block, FormTable) else len(block.body)


def _iter_block_texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Note):
        yield block.text
        return
    if isinstance(block, Signature):
        yield from block.items
        return
    lines = block.rows if isinstance(block, FormTable) else block.body
    yield from (cell.text for line in lines for cell in line)


def _refuse_beyond(what: str, most: int, sizes: dict[str, int]) -> None:
    if sum(sizes.values()) <= most:
        return
    largest = max(sizes, key=sizes.__getitem__)
    raise TooLarge(f"报告共有{sum(sizes.values())}{what}，最多能打印{most}{what}；请先精简“{largest}”（{sizes[largest]}{what}）。")
