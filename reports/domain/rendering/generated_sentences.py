"""Generated sentences and list items of a section, as paragraphs with the place they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import formulas, numbering, patterns, scoring
from reports.domain.document import Document, Row, Value
from reports.domain.figures import Figure
from reports.domain.outlines import Block, Part, Section
from reports.domain.patterns import Slot, printing

Paragraph = tuple[str, str]  # text, place


def build_sentence_paragraphs(document: Document, section: Section, block: Block) -> list[Paragraph]:
    """The sentence, in the department's own wording where it has one; cut where a fact holds several paragraphs."""
    wording = document.wordings.get(block.editable, "") if block.editable else ""
    place = f"wording.{block.editable}" if block.editable else f"section.{section.key}"
    text = fill_sentence(document, block, wording or block.sentence)
    return [(line.strip(), place) for line in text.splitlines() if line.strip()]


def fill_sentence(document: Document, block: Block, pattern: str) -> str:
    """A pattern filled in, its named parts included."""

    said = scoring.list_score_facts(document) if document.outline.assessment else {}

    def lookup(slot: Slot) -> printing.Value:
        if part := block.parts.get(slot.name):
            return _fill_part(document, part)
        if slot.formats == ("share",):
            return _compute_line_share(document, *slot.name.split("."))
        return said[slot.name] if slot.name in said else document.value(slot.name)

    return printing.print_pattern(patterns.parse_pattern(pattern), lookup)


def iter_item_paragraphs(document: Document, block: Block) -> Iterator[Paragraph]:
    """One paragraph per row of a list, numbered, with the block's closing mark; more where the outline gives an item several lines."""
    if block.lines:
        yield from _iter_lined_paragraphs(document, block)
        return
    first = document.outline.lists[block.listing].fields[0].key
    for index, row in enumerate(document.rows(block.listing), 1):
        number = numbering.format_label(block.number, index) if block.number else ""
        lines = row.text(first).splitlines() or [printing.GAP]
        for at, line in enumerate(lines):
            end = block.end if at == len(lines) - 1 else ""
            yield (number if at == 0 else "") + line + end, f"{block.listing}.{row.key}"


def _iter_lined_paragraphs(document: Document, block: Block) -> Iterator[Paragraph]:
    """The lines of each item, the number before the first; a text of several paragraphs goes on below."""
    for index, row in enumerate(document.rows(block.listing), 1):
        number = numbering.format_label(block.number, index) if block.number else ""
        written = (printing.print_pattern(patterns.parse_pattern(line), _make_row_lookup(row)) for line in block.lines)
        lines = [line for text in written for line in text.splitlines() if line.strip()]
        for at, line in enumerate(lines):
            yield (number if at == 0 else "") + line.strip(), f"{block.listing}.{row.key}"


def _fill_part(document: Document, part: Part) -> str:
    if part.when:
        answer = document.is_condition_met(part.when)
        return "" if answer is None else document.fill(part.then if answer else part.otherwise)
    written = _list_grid_items(document, part) if part.each in document.outline.grids else _list_items(document, part)
    return part.join.join(
        (numbering.format_label(part.number, index) if part.number else "") + text for index, text in enumerate(written, 1)
    )


def _list_items(document: Document, part: Part) -> list[str]:
    nodes = patterns.parse_pattern(part.item)
    return [printing.print_pattern(nodes, _make_row_lookup(row)) for row in document.rows(part.each)]


def _make_row_lookup(row: Row) -> printing.Lookup:
    def lookup(slot: Slot) -> Value:
        return row.values.get(slot.name, "")

    return lookup


def _list_grid_items(document: Document, part: Part) -> list[str]:
    grid = document.outline.grids[part.each]
    keys = part.rows or tuple(row.key for row in grid.rows if row.key != grid.total and not row.heading)
    nodes = patterns.parse_pattern(part.item)
    return [printing.print_pattern(nodes, _make_line_lookup(document, part.each, key)) for key in keys]


def _make_line_lookup(document: Document, grid: str, row: str) -> printing.Lookup:
    def lookup(slot: Slot) -> Value:
        if slot.name == "label":
            return document.fill(document.outline.grids[grid].row_by_key[row].label)
        if "share" in slot.formats:
            return _compute_line_share(document, grid, row, slot.name)
        return document.cell(grid, row, slot.name)

    return lookup


def _compute_line_share(document: Document, grid: str, row: str, column: str) -> Figure:
    """Per cent of the grid's total row in the same column."""
    return formulas.compute_share(document.cell(grid, row, column), document.cell(grid, document.outline.grids[grid].total, column))
