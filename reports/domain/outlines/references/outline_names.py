"""Every name in an outline that points to something must find it; every pattern and formula must parse."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from reports.domain import numbering, patterns
from reports.domain.outlines import circularity, key_rules
from reports.domain.outlines.definitions import Block, Outline, Part, Section
from reports.domain.outlines.errors import propose_nearest_name
from reports.domain.outlines.positions import Location
from reports.domain.outlines.references import check_names, field_names, scoring_names
from reports.domain.outlines.references.number_names import check_formula, find_formula_problems, list_cells
from reports.domain.shapes import Grid, GridLine, Listing

Problem = tuple[Location, str]


def find_reference_problems(outline: Outline) -> Iterator[Problem]:
    yield from key_rules.find_key_problems(outline)
    yield from circularity.find_circular_names(outline)
    yield from _check_pattern(outline, ("title",), outline.title, set())
    for index, style in enumerate(outline.numbering):
        yield from _check_number_style(("numbering", index), style)
    for at, field in enumerate(outline.field):
        yield from _check_pattern(outline, ("field", at, "default"), field.default, set())
    for at, listing in enumerate(outline.listing):
        if listing.answers and listing.answers not in outline.lists:
            yield ("list", at, "answers"), f"没有列表“{listing.answers}”{propose_nearest_name(listing.answers, outline.lists)}"
        yield from _check_list_fields(("list", at, "fields"), listing)
    for at, grid in enumerate(outline.grid):
        yield from _check_grid(outline, ("grid", at), grid)
    for at, section in enumerate(outline.section):
        yield from _check_section(outline, ("section", at), section, outline.section[at - 1].level if at else 0)
    yield from field_names.find_field_problems(outline)
    yield from check_names.find_check_problems(outline)
    yield from scoring_names.find_rule_problems(outline)


def _check_number_style(location: Location, style: str) -> Iterator[Problem]:
    if style and numbering.find_style_counter(style) is None:
        yield location, f"编号样式“{style}”中没有 一、1 或 ①"


def _check_grid(outline: Outline, location: Location, grid: Grid) -> Iterator[Problem]:
    for name, lines, crossing in (("rows", grid.row_by_key, grid.column_by_key), ("columns", grid.column_by_key, grid.row_by_key)):
        for at, line in enumerate(getattr(grid, name)):
            yield from _check_grid_line((*location, name, at), line, lines, crossing)
            yield from _check_pattern(outline, (*location, name, at, "label"), line.label, set())
    if grid.total and grid.total not in grid.row_by_key:
        yield (*location, "total"), f"没有行“{grid.total}”{propose_nearest_name(grid.total, grid.row_by_key)}"
    if not grid.total and any(line.share for line in grid.columns):
        yield location, "有占比列，须用 total 指明合计行"


def _check_grid_line(location: Location, line: GridLine, siblings: dict[str, GridLine], crossing: dict[str, GridLine]) -> Iterator[Problem]:
    wanted = [*(("parts", key) for key in line.parts), *(("share", line.share),) * bool(line.share), *(("of", line.of),) * bool(line.of)]
    for setting, key in wanted:
        if key not in siblings or key == line.key:
            yield (*location, setting), f"“{line.label}”的 {setting} 指向不存在的“{key}”{propose_nearest_name(key, siblings)}"
    for key in line.only:
        if key not in crossing:
            yield (*location, "only"), f"“{line.label}”的 only 指向不存在的“{key}”{propose_nearest_name(key, crossing)}"
    yield from check_formula((*location, "formula"), line.formula, set(siblings) - {line.key})


def _check_list_fields(location: Location, listing: Listing) -> Iterator[Problem]:
    """A formula of a column is over the numbers of its row, and no one types beside it."""
    numbers = [field.key for field in listing.fields if field.is_figure and not field.computed]
    for at, field in enumerate(listing.fields):
        yield from check_formula((*location, at, "formula"), field.formula, numbers)
        if field.formula and not (field.computed and field.is_figure):
            yield (*location, at, "formula"), f'“{field.label}”有公式，须写 kind = "number" 和 computed = true'


def _check_section(outline: Outline, location: Location, section: Section, before: int) -> Iterator[Problem]:
    if before == 0 and section.level != 1:
        yield (*location, "level"), "第一个章节须是第 1 级"
    if section.number not in ("", "-"):
        yield from _check_number_style((*location, "number"), section.number)
    yield from _check_pattern(outline, (*location, "heading"), section.heading, set())
    for at, words in enumerate(section.also):
        yield from _check_pattern(outline, (*location, "also", at), words, set())
    if section.also and not section.heading:
        yield (*location, "also"), "没有标题（heading）的章节不能有别的标题（also）"
    for at, block in enumerate(section.show):
        yield from _check_block(outline, (*location, "show", at), block)


def _check_block(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    if len(block.kinds) != 1:
        yield location, f"一个块只能是 text、sentence、list、table、form、row、note、signature、reasons 之一，现有 {len(block.kinds)} 个"
        return
    for text in block.signature:
        yield from _check_pattern(outline, (*location, "signature"), text, set())
    yield from _check_number_style((*location, "number"), block.number)
    yield from _check_block_target(outline, location, block)
    for setting in ("caption", "note"):
        yield from _check_pattern(outline, (*location, setting), getattr(block, setting), set())
    yield from _check_sheet(outline, location, block)
    if block.editable and not block.sentence:
        yield (*location, "editable"), "只有 sentence 可以由单位改写（editable）"
    yield from _check_wordings(outline, location, block)
    yield from _check_item_lines(outline, location, block)
    for key, part in block.parts.items():
        yield from _check_part(outline, (*location, "parts", key), part)


def _check_sheet(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    """Facts of a form or a row, and what stands at the side or beside the rows of a table."""
    for setting, facts in (("form", block.form), ("row", block.row), ("beside", tuple(block.beside.values()))):
        for fact in facts:
            if not is_fact_name(outline, fact):
                yield (*location, setting), f"没有数据项“{fact}”{propose_nearest_name(fact, list_fact_names(outline))}"
    if block.side and block.kind not in ("table", "form", "row"):
        yield (*location, "side"), "side（旁边的标签）只能用于 table、form、row"
    if bool(block.beside) != bool(block.beside_label):
        yield (*location, "beside_label"), "beside 和 beside_label（这一栏的标题）须一起写"
    if block.beside:
        yield from _check_words_beside(outline, (*location, "beside"), block)


def _check_words_beside(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    """Texts and fields beside rows of a grid that is not turned."""
    grid = outline.grids.get(block.table)
    if grid is None or block.turn:
        yield location, "beside（行旁边的文字）只能用于不转置的表格（grid）"
        return
    for row, fact in block.beside.items():
        if row not in grid.row_by_key:
            yield location, f"“{grid.key}”没有行“{row}”{propose_nearest_name(row, grid.row_by_key)}"
        if fact not in outline.texts and fact not in outline.fields:
            yield location, f"行旁边只能是文字（text）或栏目（field），“{fact}”不是"


def _check_item_lines(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    """Lines of an item are patterns over the columns of its list."""
    if block.lines and not block.listing:
        yield (*location, "lines"), "lines（一项的各行）只能用于 list"
    elif block.lines and block.listing in outline.lists:
        columns = {field.key for field in outline.lists[block.listing].fields}
        for line in block.lines:
            yield from _check_part_item(location, line, columns, setting="lines")
        if block.end:
            yield (*location, "end"), "写了 lines 的 list，句末标点写在 lines 里，不用 end"


def _check_wordings(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    yield from _check_pattern(outline, (*location, "sentence"), block.sentence, set(block.parts))
    if block.wordings and block.sentence != block.wordings[0]:
        yield (*location, "wordings"), "sentence 和 wordings 只能写一个（wordings 的第一句就是打印的句子）"
    for at, words in enumerate(block.wordings[1:], 1):
        yield from _check_pattern(outline, (*location, "wordings", at), words, set(block.parts))


def _check_block_target(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    """The text, list or table that the block shows must be one of the outline's."""
    targets: dict[str, Collection[str]] = {"text": outline.texts, "listing": outline.lists, "table": [*outline.grids, *outline.lists]}
    known = targets.get(block.kind)
    name = getattr(block, block.kind)
    if known is not None and name not in known:
        yield (*location, block.kind.replace("listing", "list")), f"没有“{name}”{propose_nearest_name(name, known)}"
    elif block.kind == "table":
        yield from _check_block_columns(outline, location, block)


def _check_block_columns(outline: Outline, location: Location, block: Block) -> Iterator[Problem]:
    grid = outline.grids.get(block.table)
    known = grid.column_by_key if grid else {field.key: field for field in outline.lists[block.table].fields}
    shown = len(block.columns or known) + bool(grid) + bool(block.beside)
    if block.widths and not block.turn and len(block.widths) != shown:
        yield (*location, "widths"), f"列宽（widths）有 {len(block.widths)} 个，表格有 {shown} 列"
    for name in (*block.group, *block.total):
        if name not in known or grid:
            yield (
                (*location, "group" if name in block.group else "total"),
                f"“{block.table}”没有列表的列“{name}”{propose_nearest_name(name, known)}",
            )
    rows = grid.row_by_key if grid else {}
    for row in block.rows:
        if row not in rows:
            yield (*location, "rows"), f"“{block.table}”没有行“{row}”{propose_nearest_name(row, rows)}"
    for column in block.columns:
        if column not in known:
            yield (*location, "columns"), f"“{block.table}”没有列“{column}”{propose_nearest_name(column, known)}"


def _check_part(outline: Outline, location: Location, part: Part) -> Iterator[Problem]:
    if bool(part.each) == bool(part.when):
        yield location, "须有 each 或 when 之一"
    if part.when:
        yield from find_formula_problems(outline, (*location, "when"), part.when, is_condition=True)
        yield from _check_pattern(outline, (*location, "then"), part.then, set())
        yield from _check_pattern(outline, (*location, "else"), part.otherwise, set())
    if part.number:
        yield from _check_number_style((*location, "number"), part.number)
    if part.each in outline.grids:
        grid = outline.grids[part.each]
        unknown = [row for row in part.rows if row not in grid.row_by_key]
        yield from (((*location, "rows"), f"没有行“{row}”{propose_nearest_name(row, grid.row_by_key)}") for row in unknown)
        yield from _check_part_item(location, part.item, {"label", *grid.column_by_key}, grid)
    elif part.each in outline.lists:
        yield from _check_part_item(location, part.item, {field.key for field in outline.lists[part.each].fields})
    elif part.each:
        yield (*location, "each"), f"没有表格或列表“{part.each}”{propose_nearest_name(part.each, [*outline.grids, *outline.lists])}"


def _check_part_item(location: Location, text: str, known: set[str], grid: Grid | None = None, setting: str = "item") -> Iterator[Problem]:
    try:
        slots = patterns.list_slots(patterns.parse_pattern(text))
    except patterns.PatternError as error:
        yield (*location, setting), str(error)
        return
    used = {slot.name for slot in slots}
    if any("share" in slot.formats for slot in slots) and (grid is None or not grid.total):
        yield (*location, setting), f"“{text}”中的占比（share）只能用于有合计行（total）的表格"
    yield from (((*location, setting), f"“{text}”中的“{name}”不存在{propose_nearest_name(name, known)}") for name in sorted(used - known))


def _check_pattern(outline: Outline, location: Location, text: str, parts: set[str]) -> Iterator[Problem]:
    try:
        used = patterns.list_slots(patterns.parse_pattern(text))
    except patterns.PatternError as error:
        yield location, str(error)
        return
    for slot in used:
        if slot.name not in parts and not is_fact_name(outline, slot.name):
            yield location, f"“{text}”中的数据项“{slot.name}”不存在{propose_nearest_name(slot.name, [*parts, *list_fact_names(outline)])}"
        elif "share" in slot.formats and not _has_total(outline, slot.name):
            yield location, f"“{text}”中“{slot.name}”的占比（share）只能用于有合计行（total）的表格"


def _has_total(outline: Outline, name: str) -> bool:
    """Whether the name is a cell of a grid that has a total row."""
    grid = outline.grids.get(name.partition(".")[0])
    return name.count(".") == 2 and grid is not None and bool(grid.total)


@lru_cache(maxsize=256)
def list_fact_names(outline: Outline) -> tuple[str, ...]:
    """Every name that a pattern may use."""
    totals = (f"{assessment.key}.{name}" for assessment in outline.assessment for name in ("score", "grade"))
    return (*outline.fields, *outline.texts, *outline.lists, *list_cells(outline), *totals, "last_year")


def is_fact_name(outline: Outline, name: str) -> bool:
    return name in list_fact_names(outline)
