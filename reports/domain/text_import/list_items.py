"""Lists that stand one item a paragraph, and where open blocks (text, list, form, table of a list) begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.domain.outlines import Block, Outline
from reports.domain.patterns import GAP, fixed_words, sentence_matching
from reports.domain.text_import import labelled_values, list_tables
from reports.domain.text_import.line_cells import HEAD_LINES, list_line_cells, skip_side_label
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.text_lines import SENTENCE_ENDS, TextLine, join_wrapped_lines

UNNUMBERED = "这一段没有编号，接在上一项的后面"


def find_block_start(outline: Outline, block: Block, lines: Sequence[TextLine], at: int, after: Block | None) -> int | None:
    """The line where an open block begins, behind an open block `after` or behind a closed one; None when nothing tells."""
    if block.kind == "text":
        return _find_text_behind(outline, after, lines, at) if after else at
    if block.kind == "listing" and not block.number:
        return None if after else at
    for here in range(at, len(lines)):
        if _is_block_start(outline, block, lines, here):
            return here
    return None


def _is_block_start(outline: Outline, block: Block, lines: Sequence[TextLine], here: int) -> bool:
    if block.kind == "listing":
        return bool(_match_item_opening(block.number).match(lines[here].text))
    if block.kind == "form":
        cells = list_line_cells(lines, here, most=2)
        at = skip_side_label(cells, block.side)
        return len(cells) > at and labelled_values.find_form_label(outline, block, cells[at].text) is not None
    if block.kind == "row":
        return labelled_values.find_row_values(outline, block, list_line_cells(lines, here, HEAD_LINES)) is not None
    return list_tables.is_list_start(outline, block, lines, here)


def _find_text_behind(outline: Outline, after: Block, lines: Sequence[TextLine], at: int) -> int | None:
    """Prose begins behind the rows of a table; behind a numbered list with the first line that has no number."""
    if after.table in outline.lists:
        return list_tables.find_list_end(outline, after, lines, at)
    if not after.number:
        return None
    opening = _match_item_opening(after.number)
    return next((here for here in range(at + 1, len(lines)) if not opening.match(lines[here].text)), None)


def _match_item_opening(style: str) -> re.Pattern[str]:
    return sentence_matching.make_regex(sentence_matching.match_any_number(style) + fixed_words.BLANKS)


def find_items_end(block: Block, lines: Sequence[TextLine]) -> int:
    """Behind the last line that is an item or ends as one: what follows is none of a numbered list."""
    if not block.number:
        return len(lines)
    opening = _match_item_opening(block.number)
    known = (at for at, line in enumerate(lines, 1) if opening.match(line.text) or (block.end and line.text.endswith(block.end)))
    return max(known, default=0)


def cut_items(block: Block, lines: Sequence[TextLine]) -> list[list[str]]:
    """The paragraphs of each item, without its number; without a numbering style each paragraph is an item."""
    opening = _match_item_opening(block.number)
    items: list[list[str]] = []
    for line in lines:
        number = opening.match(line.text) if block.number else None
        if number or not items or not block.number:
            items.append([])
        items[-1] += [line.text[number.end() :] if number else line.text] if line.text else []
    return [item for item in items if item]


def read_items(outline: Outline, block: Block, lines: Sequence[TextLine]) -> tuple[Mention, ...]:
    """One row an item, without number and closing mark; a paragraph without a number goes on with the item before."""
    paragraphs: list[list[str]] = []  # of each row; joined once, because text that grows piece by piece takes quadratic time
    doubts: dict[int, str] = {}
    opening = _match_item_opening(block.number)
    for line in lines:
        number = opening.match(line.text) if block.number else None
        text = line.text[number.end() :] if number else line.text
        if paragraphs and block.number and not number:
            if paragraphs[-1][-1].endswith(SENTENCE_ENDS):
                doubts[len(paragraphs) - 1] = UNNUMBERED
            paragraphs[-1].append(text)
        elif text:
            paragraphs.append([text])
    rows = ["\n".join(each) for each in paragraphs]
    first = outline.lists[block.listing].fields[0].key
    bare = [(text, doubts.get(at, "")) for at, row in enumerate(rows) if (text := _remove_closing_mark(row, block.end))]
    values = tuple({first: join_wrapped_lines(text)} for text, _ in bare)
    quote = "；".join(rows)[:LONGEST_QUOTE]
    row_doubts = tuple((at, doubt) for at, (_, doubt) in enumerate(bare) if doubt)
    words = tuple((text,) for text, _ in bare)
    return (Mention("rows", block.listing, values, quote, quote, home=True, row_doubts=row_doubts, words=words),) if values else ()


def _remove_closing_mark(text: str, end: str) -> str:
    bare = sentence_matching.make_regex(f"{fixed_words.match_literal(end)}{fixed_words.BLANKS}$").sub("", text) if end else text
    return bare.strip().replace(GAP, "")
