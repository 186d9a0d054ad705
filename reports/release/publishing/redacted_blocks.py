"""What the public sees of a part of the report: what does not depend on anything hidden, and 不予公开 in place of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.domain import Cell, FormTable, Note, Paragraph, Signature, Table
from reports.domain.rendering.page_blocks import Block

CELL = "不予公开"
PARAGRAPH = "（本段使用了不予公开的内容，不予公开。）"
Blocks = Sequence[Block]


def merge_blocks(bare: Blocks, false: Blocks, true: Blocks) -> tuple[list[Block], bool]:
    """One part of the outline as printed without the hidden facts, with invented ones, and as it is; and whether it may be read
    as a whole. Where the first two agree nothing hidden was used; the third guards against a sentence that the blanks made untrue."""
    if list(bare) == list(false) == list(true):
        return list(bare), True
    first = next(iter((*bare, *false)))
    if isinstance(first, Table | FormTable | Signature) and len(bare) == len(false) == len(true) == 1:
        return [_merge_alike_blocks(bare[0], false[0], true[0])], isinstance(first, Table | FormTable)
    if isinstance(first, Note):
        return [Note(PARAGRAPH)], False
    return [Paragraph(PARAGRAPH)], False


def _merge_alike_blocks(bare: Block, false: Block, true: Block) -> Block:
    match bare, false, true:
        case Table(), Table(), Table():
            return _merge_tables(bare, false, true)
        case FormTable(), FormTable(), FormTable():
            rows = zip(bare.rows, false.rows, true.rows, strict=True)
            return FormTable(tuple((one[0], _merge_cell(one[1], two[1], three[1])) for one, two, three in rows))
        case Signature(), Signature(), Signature():
            items = zip(bare.items, false.items, true.items, strict=True)
            return Signature(tuple(one if one == two == three else CELL for one, two, three in items))
        case _:
            return Paragraph(PARAGRAPH)


def _merge_tables(bare: Table, false: Table, true: Table) -> Table:
    """Cell by cell; a list whose very rows are hidden is one line."""
    if [len(row) for row in bare.body] != [len(row) for row in false.body]:
        return replace(
            bare, body=((Cell(CELL, "center", colspan=_count_table_columns(bare)),),), caption=_keep_equal_text(bare.caption, false.caption)
        )
    said = {cell.place: cell.text for row in true.body for cell in row if cell.place}
    pairs = zip(bare.body, false.body, strict=True)
    body = tuple(tuple(_merge_row_cell(one, two, said) for one, two in zip(*pair, strict=True)) for pair in pairs)
    return replace(bare, body=body, caption=_keep_equal_text(bare.caption, false.caption), unit=_keep_equal_text(bare.unit, false.unit))


def _merge_row_cell(bare: Cell, false: Cell, said: dict[str, str]) -> Cell:
    return bare if bare.text == false.text == said.get(bare.place, bare.text) else _hide_cell(bare)


def _count_table_columns(table: Table) -> int:
    """Columns of the table, by its head or its widths."""
    row = table.head[-1] if table.head else ()
    return max(sum(cell.colspan for cell in row), len(table.widths), 1)


def _merge_cell(bare: Cell, false: Cell, true: Cell) -> Cell:
    return bare if bare.text == false.text == true.text else _hide_cell(bare)


def _hide_cell(cell: Cell) -> Cell:
    return replace(cell, text=CELL, align="center")


def _keep_equal_text(bare: str, false: str) -> str:
    return bare if bare == false else ""
