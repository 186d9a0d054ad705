"""What the public would read, piece by piece with the heading that it stands under: where anything hidden is looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import FormTable, ReportPage, Signature, Table
from reports.domain.rendering.page_blocks import Block

AROUND = 12  # letters of a quote before and after


@dataclass(frozen=True)
class PublicText:
    heading: str
    text: str
    is_cell: bool = False

    def quote(self, said: str) -> str:
        """The words, and in brackets a little of what stands around them: 573.5万元（全年支出573.5万元，目标完成。）"""
        at = self.text.find(said)
        if at < 0 or self.text.strip() == said:
            return said
        start, end = max(0, at - AROUND), at + len(said) + AROUND
        return f"{said}（{'…' * (start > 0)}{self.text[start:end]}{'…' * (end < len(self.text))}）"


@dataclass(frozen=True)
class Leak:
    """Something hidden that stands in public."""

    heading: str
    words: str

    @property
    def key(self) -> str:
        """By which the person says that it is kept on purpose."""
        return hashlib.sha256(f"{self.heading}|{self.words}".encode()).hexdigest()[:16]


def iter_public_texts(page: ReportPage) -> Iterator[PublicText]:
    heading = page.title
    yield PublicText(heading, page.title)
    for section in page.sections:
        heading = section.title or heading
        for block in section.blocks:
            yield from _iter_block_texts(heading, block)


def _iter_block_texts(heading: str, block: Block) -> Iterator[PublicText]:
    match block:
        case Table():
            yield PublicText(heading, block.caption)
            yield from (PublicText(heading, cell.text, is_cell=True) for row in (*block.head, *block.body) for cell in row)
        case FormTable():
            yield from (PublicText(heading, cell.text, is_cell=True) for row in block.rows for cell in row)
        case Signature():
            yield from (PublicText(heading, item) for item in block.items)
        case _:
            yield PublicText(heading, getattr(block, "lead", "") + block.text)
