"""Each kind of block as Word writes it: one row a kind. A kind without a row raises KeyError, so nothing vanishes from the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.domain.rendering.page_blocks import Block, FormTable, Note, Paragraph, Signature, Table
from reports.domain.rendering.word.markup import Element, make_paragraph, make_run
from reports.domain.rendering.word.word_tables import build_form, build_table

AFTER_TABLE = "AfterTable"  # a narrow line: two tables that touch would be one
GAP = "　　"


@dataclass(frozen=True)
class Setting:
    """Where a block stands: level of its section, width of the page in millimetres; `keeps`: with what follows, on one page."""

    level: int
    width: float
    keeps: bool = False


Writer = Callable[[Any, Setting], Element]


def _write_paragraph(block: Paragraph, setting: Setting) -> Element:
    lead = [make_run(block.lead, f"RunIn{setting.level}")] if block.lead else []
    return make_paragraph("BodyText", *lead, make_run(block.text), keeps=setting.keeps)


def _write_note(block: Note, setting: Setting) -> Element:
    return make_paragraph("Note", make_run(block.text), keeps=True)


def _write_signature(block: Signature, setting: Setting) -> Element:
    return make_paragraph("SignatureLine", make_run(GAP.join(block.items)), keeps=setting.keeps)


def _write_table(block: Table, setting: Setting) -> Element:
    return build_table(block, setting.width, keeps=setting.keeps)


def _write_form(block: FormTable, setting: Setting) -> Element:
    return build_form(block, setting.width, keeps=setting.keeps)


WRITERS: Mapping[type[Block], Writer] = {
    Paragraph: _write_paragraph,
    Note: _write_note,
    Signature: _write_signature,
    Table: _write_table,
    FormTable: _write_form,
}


def build_blocks(blocks: Sequence[Block], level: int, width: float) -> Iterator[Element]:
    """What stands below a heading, in its order."""
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        keeps = following is not None and not isinstance(following, Table) and following.closing
        yield from _build_caption(block)
        yield WRITERS[type(block)](block, Setting(level, width, keeps))
        if isinstance(block, Table | FormTable) and not (isinstance(following, Table) and following.joined):
            yield make_paragraph(AFTER_TABLE, keeps=keeps)


def _build_caption(block: Block) -> Iterator[Element]:
    if isinstance(block, Table):
        named = (("TableTitle", block.caption), ("TableUnit", block.unit))
        yield from (make_paragraph(style, make_run(text), keeps=True) for style, text in named if text)
