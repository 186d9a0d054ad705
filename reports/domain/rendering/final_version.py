"""定稿: the bureau's points beside the department's, where the outline wants them on the approved paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.domain.outlines import Assessment, Outline
from reports.domain.patterns import GAP
from reports.domain.rendering.page_blocks import Block, Cell, Paragraph, ReportPage, SectionPage, Signature, Table
from reports.domain.scoring.records import SheetRecord
from reports.domain.scoring.working_text import format_number

SCORE = "score"
HEAD = "财政评分"


def build_final_page(printed: ReportPage, outline: Outline, review: Sequence[SheetRecord]) -> ReportPage:
    """The report as printed, with what was frozen at approval. Without scores it stays as it is."""
    sheets = {sheet.key: sheet for sheet in review}
    found = {one.listing: (one, sheets[one.key]) for one in outline.assessment if one.key in sheets}
    return (
        replace(printed, sections=tuple(_add_scores_to_section(section, outline, found) for section in printed.sections))
        if found
        else printed
    )


def _add_scores_to_section(section: SectionPage, outline: Outline, found: Mapping[str, tuple[Assessment, SheetRecord]]) -> SectionPage:
    tables = [block.place.removeprefix("table.") for block in section.blocks if isinstance(block, Table)]
    blocks = section.blocks
    for listing in (name for name in tables if name in found):
        assessment, sheet = found[listing]
        if assessment.review_column:
            blocks = tuple(_add_score_column(block, outline, listing, sheet) for block in blocks)
        if assessment.review_line:
            blocks = _add_score_sentence(blocks, assessment.review_line, sheet)
    return replace(section, blocks=blocks)


def _add_score_column(block: Block, outline: Outline, listing: str, sheet: SheetRecord) -> Block:
    """The bureau's points follow the column of the department's, as wide as that one."""
    field = outline.lists[listing].field(SCORE)
    if not isinstance(block, Table) or block.place != f"table.{listing}" or field is None or not block.head:
        return block
    head = block.head[0]
    column = next((at for at, cell in enumerate(head) if cell.text == field.label), None)
    if column is None:
        return block
    after = len(head) - column - 1  # columns to the right: rows that go on from above are shorter on the left
    points = {row.place: row.points for row in sheet.rows}  # of rows of money too, where they count
    return replace(
        block,
        head=(_insert_cell(head, after, Cell(HEAD, "center", head=True)),),
        body=tuple(_insert_cell(row, after, _make_score_cell(row[len(row) - after - 1], points)) for row in block.body),
        widths=_extend_widths(block.widths, column),
    )


def _insert_cell(row: tuple[Cell, ...], after: int, cell: Cell) -> tuple[Cell, ...]:
    at = len(row) - after
    return (*row[:at], cell, *row[at:])


def _make_score_cell(beside: Cell, points: Mapping[str, Decimal | None]) -> Cell:
    """Beside the points of a line those of the bureau; in the last row, which has no place, their sum."""
    if beside.place:
        amount = points.get(beside.place.removesuffix(f".{SCORE}"))
    else:
        given = [one for one in points.values() if one is not None]
        amount = sum(given, Decimal(0)) if len(given) == len(points) else None
    return Cell("" if amount is None else format_number(amount), "center")


def _extend_widths(widths: tuple[float, ...], column: int) -> tuple[float, ...]:
    """The shares with one more, as wide as the column's, together again what they were."""
    if not widths:
        return ()
    more = (*widths[: column + 1], widths[column], *widths[column + 1 :])
    return tuple(share / sum(more) for share in more)


def _add_score_sentence(blocks: tuple[Block, ...], pattern: str, sheet: SheetRecord) -> tuple[Block, ...]:
    """The sentence stands last, before what is signed."""
    at = next((at for at, block in enumerate(blocks) if isinstance(block, Signature)), len(blocks))
    said = sheet.said
    words = {"own": said.own, "points": said.points, "gap": said.gap, "grade": sheet.grade or GAP}
    return (*blocks[:at], Paragraph(pattern.format_map(words)), *blocks[at:])
