"""Tables of lists read back: one row a line or one cell a line, with levels that span rows, rows of the outline, a last row of totals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.domain.figures import NotANumber
from reports.domain.outlines import Block, Outline
from reports.domain.shapes import ListField, Listing, Preset
from reports.domain.text_import import calculations, matches, repeated_parts
from reports.domain.text_import.line_cells import ABSENT, HEAD_LINES, LineCell, find_table_body, list_line_cells
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention, Values
from reports.domain.text_import.text_lines import TextLine, fold_text

Read = tuple[tuple[Mention, ...], tuple[str, ...]]  # mentions, unplaced
PARTIAL = "这一行只有一栏有字，可能是页码、页眉，或者上一行的一部分"
MISFIT = "这一行的内容与各栏对不上，可能错了位"
LEAST_WIDTH = 2  # columns of a table in which a row of one cell is a whole row
TOTALS = ("合计", "总分")  # as we print them, and others do
Texts = list[str]


@dataclass(frozen=True)
class ListTable:
    """What the block shows of the list."""

    outline: Outline
    listing: Listing
    fields: tuple[ListField, ...]
    levels: int  # leading columns in which equal neighbours are one cell

    @property
    def width(self) -> int:
        return len(self.fields)

    def preset(self, row: Texts) -> Preset | None:
        """The outline's row whose locked words these are."""
        return next((preset for preset in self.listing.preset if all(self._is_of(preset, at, text) for at, text in enumerate(row))), None)

    def _is_of(self, preset: Preset, at: int, text: str) -> bool:
        field = self.fields[at]
        return not field.locked or fold_text(preset.values.get(field.key, "")) == fold_text(text)

    def fits(self, row: Texts) -> bool:
        """Whether every cell may stand in its column."""
        return (
            len(row) == self.width
            and all(map(_is_possible_value, self.fields, row))
            and (not self.listing.preset or self.preset(row) is not None)
        )


def describe_list_table(outline: Outline, block: Block) -> ListTable:
    listing = outline.lists[block.table]
    fields = tuple(field for key in block.columns if (field := listing.field(key))) or listing.fields
    levels = next((at for at, field in enumerate(fields) if field.key not in block.group), len(fields))
    return ListTable(outline, listing, fields, levels)


def is_list_start(outline: Outline, block: Block, lines: Sequence[TextLine], at: int) -> bool:
    return block.headless or _find_list_body(describe_list_table(outline, block), block, list_line_cells(lines, at, HEAD_LINES)) is not None


def find_list_end(outline: Outline, block: Block, lines: Sequence[TextLine], at: int) -> int | None:
    """The line behind the last row of a table that begins at `at`, for the prose that follows it; None where nothing does."""
    what, cells = describe_list_table(outline, block), list_line_cells(lines, at)
    start = 0 if block.headless else _find_list_body(what, block, cells)
    rows = _iter_list_rows(what, cells[start:]) if start is not None else ()
    behind = max((line + 1 for row, line in rows if sum(map(bool, row)) > 1 and what.fits(row)), default=len(lines))
    return behind if behind < len(lines) else None


def read_list(outline: Outline, block: Block, lines: Sequence[TextLine]) -> Read:
    what, cells = describe_list_table(outline, block), list_line_cells(lines)
    start = 0 if block.headless else _find_list_body(what, block, cells)
    if start is None:
        return (), tuple(line.text for line in lines if line.text)
    found: list[Values] = []
    words: list[tuple[str, ...]] = []
    unplaced: list[str] = []
    last, shifted = 0, False
    doubts: list[tuple[int, str]] = []
    is_by_line = any(len(line.cells) > 1 for line in lines)
    for row, line in _iter_list_rows(what, cells[start:]):
        good, bad = _convert_row_values(what, row[: what.width])
        found += [good] if good else []
        words += [_list_typed_words(what, row)] if good else []
        last = line
        is_misfit = _holds_sentence(what, row) or not what.fits([*row, *("" for _ in range(what.width - len(row)))])
        shifted = is_misfit or (shifted and not is_by_line)
        doubts += [(len(found) - 1, PARTIAL)] if good and is_by_line and _is_partial(what, row) else []
        doubts += [(at, MISFIT) for at in (len(found) - 2, len(found) - 1) if shifted and good and at >= 0]
        unplaced += [*bad, *filter(None, row[what.width :])]
    quote = " ".join(cell.text for cell in cells)[:LONGEST_QUOTE]
    behind = [cell.text for cell in cells if cell.line > last and cell.text] if found else []
    unplaced += _skip_totals(what, behind)
    said = Mention("rows", what.listing.key, tuple(found), quote, quote, home=True)
    return (replace(said, row_doubts=tuple(dict.fromkeys(doubts)), words=tuple(words)),), tuple(unplaced)


def _holds_sentence(what: ListTable, row: Texts) -> bool:
    """Whether a cell for a few words holds a whole sentence."""
    cells = zip(what.fields, row, strict=False)
    return any(field.is_typed and not (field.long or field.is_figure) and text.endswith(("。", "；")) for field, text in cells)


def _is_partial(what: ListTable, row: Texts) -> bool:
    """Whether a row of several columns holds one cell alone, or nothing but its levels."""
    is_alone = sum(map(bool, row)) == 1 or not any(row[what.levels :])
    return is_alone and what.width > LEAST_WIDTH and what.preset(row) is None


def _list_typed_words(what: ListTable, row: Texts) -> tuple[str, ...]:
    """What the department wrote into a row; a level may stand in a row above."""
    typed = [text for at, (field, text) in enumerate(zip(what.fields, row, strict=False)) if text and field.is_typed and at >= what.levels]
    return tuple(typed or filter(None, row[: what.width]))


def _skip_totals(what: ListTable, behind: Sequence[str]) -> Sequence[str]:
    """What stands behind the row of totals; its words and numbers are worked out again."""
    if not behind or not _is_total(what, behind[0]):
        return behind
    return list(itertools.dropwhile(lambda text: _is_number(text) or fold_text(text) in (*ABSENT, *TOTALS), behind))


def _find_list_body(what: ListTable, block: Block, cells: Sequence[LineCell]) -> int | None:
    """Where the rows begin behind the head."""
    units = sorted({f"单位：{field.unit}" for field in what.listing.fields if field.unit})
    return find_table_body(what.outline, cells, [field.label for field in what.fields], (block.caption, *units, block.side))


def _iter_list_rows(what: ListTable, cells: Sequence[LineCell]) -> Iterator[tuple[Texts, int]]:
    """Rows, each with its last line. A line with tabs is a row; where each cell has its own line, as many cells as make one."""
    by_line: dict[int, Texts] = {}
    for cell in cells:
        by_line.setdefault(cell.line, []).append(cell.text)
    is_by_line = any(len(row) > 1 for row in by_line.values())
    yield from _fill_merged_levels(what, by_line) if is_by_line else _cut_cells_into_rows(what, cells)


def _fill_merged_levels(what: ListTable, rows: Mapping[int, Texts]) -> Iterator[tuple[Texts, int]]:
    above: Texts = []
    for line, row in rows.items():
        if _is_total(what, row[0]):
            return
        above = next((full for full in _iter_row_variants(what, above, row) if what.fits(full)), row)
        yield above, line


def _iter_row_variants(what: ListTable, above: Texts, row: Texts) -> Iterator[Texts]:
    """The row with the levels from above that it leaves out or blank, with blanks at its end."""
    for left_out in range(min(what.levels, len(above)) + 1):
        full = [*above[:left_out], *row]
        levels = itertools.takewhile(lambda pair: pair[1] in ("", pair[0]), zip(above[: what.levels], full, strict=False))
        same = [before for before, _ in levels]
        yield [*same, *full[len(same) :], *("" for _ in range(what.width - len(full)))]


def _cut_cells_into_rows(what: ListTable, cells: Sequence[LineCell]) -> Iterator[tuple[Texts, int]]:
    texts = [cell.text for cell in cells]
    above: Texts = []
    at = 0
    while at < len(cells) and not _is_total(what, texts[at]):
        left_out = next((out for out in range(what.levels + 1) if what.fits([*above[:out], *texts[at : at + what.width - out]])), 0)
        above = [*above[:left_out], *texts[at : at + what.width - left_out]]
        at += what.width - left_out
        yield above, cells[min(at, len(cells)) - 1].line


def _is_total(what: ListTable, first: str) -> bool:
    """The row of totals ends the table."""
    return what.levels > 0 and fold_text(first) in TOTALS


def _convert_row_values(what: ListTable, row: Texts) -> tuple[Values, tuple[str, ...]]:
    """What was typed; a row of the outline by its key, with the 完成情况 that its working tells."""
    stated = {field.key: text for field, text in zip(what.fields, row, strict=False) if fold_text(text) not in ABSENT}
    preset = what.preset(row) if what.listing.preset else None
    typed = {key: text for key, text in stated.items() if (field := what.listing.field(key)) and field.is_typed}
    if preset:
        typed |= calculations.extract_actual_value(what.outline.rules.get(preset.rule), stated.get("working", ""))
    good, bad = repeated_parts.convert_item_values(what.listing, typed)
    return ({"key": preset.key, **good} if preset else good), bad


def _is_possible_value(field: ListField, text: str) -> bool:
    if fold_text(text) in ABSENT:
        return True
    if field.choices:
        return text in field.choices
    return not field.is_figure or _is_number(text)


def _is_number(text: str) -> bool:
    try:
        return matches.parse_stated_figure(text) is not None
    except NotANumber:
        return False
