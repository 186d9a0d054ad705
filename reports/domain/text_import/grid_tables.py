"""Tables of grids read back, turned or not, whole or some rows of them. A cell of a table is the home of its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.domain.figures import NotANumber
from reports.domain.outlines import Block, Outline
from reports.domain.patterns import fixed_words
from reports.domain.shapes import Grid, GridLine
from reports.domain.text_import import labelled_values, list_tables, matches
from reports.domain.text_import.line_cells import HEAD_LINES, LineCell, find_table_body, is_printed_text, list_line_cells, skip_side_label
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import TextLine

Read = tuple[tuple[Mention, ...], tuple[str, ...]]  # mentions, unplaced

MISFIT = "这一行有一格是一句话，不是数，可能错了位"
LONGEST_WORD = 10  # letters of what may stand in place of a number, such as 约五万
SHIFTED = "这一行有 {} 个数，表中是 {} 栏，可能错了位"


@dataclass
class Body:
    """What the body of a grid says so far, and where the reader stands."""

    at: int
    mentions: list[Mention] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def find_grid_end(outline: Outline, block: Block, lines: Sequence[TextLine], start: int) -> int | None:
    """The line behind the grid that begins at `start`; None when none does."""
    if _find_grid_body(outline, block, list_line_cells(lines, start, HEAD_LINES)) is None:
        return None
    cells = list_line_cells(lines, start)
    body = _find_grid_body(outline, block, cells)
    if body is None:
        return None
    behind = next((at for at in range(body.at, len(cells)) if not _is_figure(cells[at].text)), len(cells))  # too many for the last row
    return cells[behind].line if behind < len(cells) else len(lines)


def read_grid(outline: Outline, block: Block, lines: Sequence[TextLine]) -> Read:
    if block.table in outline.lists:
        return list_tables.read_list(outline, block, lines)
    cells = list_line_cells(lines)
    body = _find_grid_body(outline, block, cells)
    if body is None:
        return (), tuple(line.text for line in lines if line.text)
    left = tuple(cell.text for cell in cells[body.at :] if cell.text)
    return tuple(body.mentions), (*body.unplaced, *left)


def _find_grid_body(outline: Outline, block: Block, cells: Sequence[LineCell]) -> Body | None:
    grid = outline.grids[block.table]
    columns = [grid.column_by_key[key] for key in block.columns] if block.columns else list(grid.columns)
    rows = [grid.row_by_key[key] for key in block.rows] if block.rows else list(grid.rows)
    down, across = (columns, rows) if block.turn else (rows, columns)
    across = [line for line in across if not line.heading]
    start = _find_grid_rows(outline, block, cells, down, across)
    if start is None:
        return None
    body, left = Body(start), list(down)
    while body.at < len(cells):
        found = _find_line_by_label(outline, left, cells[body.at].text)
        if found is None and cells[body.at].text:
            break
        body.at += 1
        if found is not None:
            left.remove(found)
            _read_grid_row(outline, block, body, cells, (found, across, left))
    return body


def _find_grid_rows(outline: Outline, block: Block, cells: Sequence[LineCell], down: list[GridLine], across: list[GridLine]) -> int | None:
    """Where the rows begin; a table without a head begins with the label of its first row."""
    if block.headless:
        side = skip_side_label(cells, block.side)
        return side if len(cells) > side and is_printed_text(outline, down[0].label, cells[side].text) else None
    labels = [*(line.label for line in across), *(block.beside_label,) * bool(block.beside)]
    return find_table_body(outline, cells, labels, _list_texts_before(outline.grids[block.table], block))


def _list_texts_before(grid: Grid, block: Block) -> tuple[str, ...]:
    units = [f"单位：{unit}" for unit in (*fixed_words.UNITS, grid.unit) if unit]
    return (block.caption, *units, block.side, block.corner)


def _find_line_by_label(outline: Outline, lines: Sequence[GridLine], text: str) -> GridLine | None:
    return next((line for line in lines if is_printed_text(outline, line.label, text)), None)


def _read_grid_row(
    outline: Outline, block: Block, body: Body, cells: Sequence[LineCell], where: tuple[GridLine, list[GridLine], list[GridLine]]
) -> None:
    """The cells behind a label; one that is no number stays unplaced, and a missing one does not eat the next label."""
    line, across, left = where
    grid = outline.grids[block.table]
    label = cells[body.at - 1].line
    by_row = body.at < len(cells) and cells[body.at].line == label
    first, expected = len(body.mentions), [] if line.heading else across
    start, misfits = body.at, len(body.unplaced)
    for other in expected:
        if body.at >= len(cells) or (by_row and cells[body.at].line != label) or _find_line_by_label(outline, left, cells[body.at].text):
            break
        cell = cells[body.at]
        body.at += 1
        row, column = (other.key, line.key) if block.turn else (line.key, other.key)
        said = None if cell.is_absent else _read_grid_cell(grid, row, column, cell.text, f"{line.label} {other.label} {cell.text}")
        if said:
            body.mentions.append(said)
        elif not cell.is_absent:
            body.unplaced.append(f"{grid.label}（{line.label}，{other.label}）：{cell.text}")
    if block.beside and not line.heading:
        _read_words_beside(outline, block, body, cells, (line, left, by_row))
    strange = MISFIT * (not by_row and any(len(words.rpartition("：")[2]) >= LONGEST_WORD for words in body.unplaced[misfits:]))
    if doubt := strange or _find_shift(cells, start, body.at, len(expected), by_row):
        body.mentions[first:] = [replace(one, doubt=doubt) for one in body.mentions[first:]]


def _read_words_beside(
    outline: Outline, block: Block, body: Body, cells: Sequence[LineCell], where: tuple[GridLine, list[GridLine], bool]
) -> None:
    """The words behind the numbers of a row; a row that has none leaves its cell blank."""
    line, left, by_row = where
    if body.at >= len(cells) or (by_row and cells[body.at].line != cells[body.at - 1].line):
        return
    text = cells[body.at].text
    if _find_line_by_label(outline, left, text):
        return
    body.at += 1
    fact = block.beside.get(line.key)
    said = labelled_values.make_fact_mention(outline, fact, [text]) if fact and text else None
    if said:
        body.mentions.append(said)
    elif text:
        body.unplaced.append(f"{line.label}（{block.beside_label}）：{text}")


def _find_shift(cells: Sequence[LineCell], start: int, end: int, expected: int, by_row: bool) -> str:
    """Why the cells of a row may stand in other columns: too few of them, empty ones counted, or one too many."""
    written = end - start
    if 0 < written < expected and not (by_row and written + cells[end - 1].blank >= expected):
        return SHIFTED.format(written, expected)
    is_longer = written == expected > 0 and end < len(cells) and (not by_row or cells[end].line == cells[end - 1].line)
    return SHIFTED.format(written + 1, expected) if is_longer and _is_figure(cells[end].text) else ""


def _is_figure(text: str) -> bool:
    try:
        return not matches.parse_stated_figure(text).is_blank
    except NotANumber:
        return False


def _read_grid_cell(grid: Grid, row: str, column: str, text: str, quote: str) -> Mention | None:
    """What a cell states; None when it is no number or the crossing does not exist."""
    try:
        figure = matches.parse_stated_figure(text, grid.unit_of(row, column) if grid.has(row, column) else "")
    except NotANumber:
        return None
    if not grid.has(row, column):
        return None
    if share := grid.column_by_key[column].share:
        return Mention("share", f"{grid.key}.{row}.{share}", figure, text, quote)
    return Mention("figure", f"{grid.key}.{row}.{column}", figure, text, quote, home=True)
