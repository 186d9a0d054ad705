"""An outline drawn in lines of text: the tree of its sections with what is filled in where, its tables, its weights."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.outlines.definitions import Block, Outline, Section
from reports.domain.outlines.entry_points import Entry, list_entries
from reports.domain.outlines.rules import Assessment
from reports.domain.outlines.section_numbers import count_section_numbers
from reports.domain.shapes import Grid, GridLine, Listing

STEP = "　　"
SHOWS = {
    "text": "文字",
    "sentence": "句子",
    "listing": "列表",
    "table": "表格",
    "form": "栏目表",
    "note": "附注",
    "signature": "签字栏",
    "reasons": "核对说明",
}
KINDS = {
    "per_point": "按点扣分",
    "per_step": "按档扣分",
    "bands": "分段给分",
    "checklist": "逐项给分",
    "per_occurrence": "按次扣分",
    "ratio": "按比例给分",
    "reverse": "反向给分",
    "qualitative": "定性分级",
    "manual": "人工判定",
}
NO_HEADING = "（没有标题）"


def draw_outline(outline: Outline) -> list[str]:
    """The three drawings, each below its name."""
    tree, tables, weights = list(_draw_tree(outline)), list(_draw_tables(outline)), list(_draw_weights(outline))
    return ["章节", *tree, *(["表格和列表", *tables] if tables else []), *(["分值", *weights] if weights else [])]


def _draw_tree(outline: Outline) -> Iterator[str]:
    numbers, filled = count_section_numbers(outline), list_entries(outline)
    for section in outline.section:
        step = STEP * section.level
        marks = "".join(f"（{mark}）" for mark in _list_marks(section))
        yield f"{step}{numbers[section.key]}{section.heading or NO_HEADING}{marks}"
        if section.show:
            yield f"{step}{STEP}打印：{'、'.join(_name_block(outline, block) for block in section.show)}"
        if filled[section.key]:
            yield f"{step}{STEP}填写：{'、'.join(_name_entry(outline, entry) for entry in filled[section.key])}"


def _list_marks(section: Section) -> list[str]:
    marks = {
        "横排": section.landscape,
        "另起一页": section.new_page,
        "可不填": not section.required,
        "标题与正文同段": bool(section.run_in),
    }
    return [mark for mark, holds in marks.items() if holds]


def _name_block(outline: Outline, block: Block) -> str:
    name = SHOWS.get(block.kind, block.kind)
    if block.kind == "table":
        table = outline.grids.get(block.table) or outline.lists[block.table]
        return f"{name}“{table.label}”"
    if block.kind == "listing":
        return f"{name}“{outline.lists[block.listing].label}”"
    return f"{name}“{outline.texts[block.text].label}”" if block.kind == "text" else name


def _name_entry(outline: Outline, entry: Entry) -> str:
    if entry.shape == "fields":
        return "、".join(outline.fields[key].label for key in entry.members)
    if entry.shape == "narrative":
        return outline.texts[entry.key].label
    if entry.shape == "listing":
        return f"列表“{outline.lists[entry.key].label}”"
    if entry.shape == "grid":
        grid = outline.grids[entry.key]
        typed = [grid.column_by_key[key] for key in entry.members if any(True for _ in grid.typed_cells((key,)))]
        return f"“{grid.label}”的{'、'.join(_name_year(column.label) for column in typed)}"
    return "句子的表述" if entry.shape == "wording" else entry.key


def _draw_tables(outline: Outline) -> Iterator[str]:
    for grid in outline.grid:
        yield f"{STEP}表格“{grid.label}”（{grid.key}，单位：{grid.unit or '无'}）"
        yield from _draw_grid(grid)
    for listing in outline.listing:
        yield f"{STEP}列表“{listing.label}”（{listing.key}{f'，{len(listing.preset)} 行由提纲规定' if listing.preset else ''}）"
        yield f"{STEP * 2}列：{'、'.join(_name_columns(listing))}"


def _draw_grid(grid: Grid) -> Iterator[str]:
    for name, lines in (("行", grid.rows), ("列", grid.columns)):
        yield f"{STEP * 2}{name}：{'、'.join(_name_line(line, lines) for line in lines)}"


def _name_line(line: GridLine, lines: tuple[GridLine, ...]) -> str:
    """With how it comes about: typed, added up, computed."""
    labels = {other.key: other.label for other in lines}
    said = "＝" + "＋".join(labels.get(part, part) for part in line.parts) if line.parts else ""
    said = said or ("自动计算" if line.is_computed else "小标题" if line.heading else "")
    label = _name_year(line.label)
    return f"{label}（{said}）" if said else label


def _name_year(label: str) -> str:
    """The label of any year."""
    return label.replace("{last_year}年", "上年").replace("{year}年", "本年")


def _name_columns(listing: Listing) -> Iterator[str]:
    for field in listing.fields:
        marks = (
            [field.unit] * bool(field.unit)
            + ["提纲规定"] * field.locked
            + ["自动计算"] * field.computed
            + ["可不填"] * (not field.required)
        )
        yield f"{field.label}（{'，'.join(marks)}）" if marks else field.label


def _draw_weights(outline: Outline) -> Iterator[str]:
    for assessment in outline.assessment:
        grades = "，".join(f"{grade.name} {grade.least} 分起" for grade in assessment.grades)
        yield f"{STEP}{assessment.label}（满分 {assessment.of}）" + (f"：{grades}" if grades else "")
        yield from _draw_rows(outline, assessment)


def _draw_rows(outline: Outline, assessment: Assessment) -> Iterator[str]:
    listing = outline.lists[assessment.listing]
    for row in listing.preset:
        rule = outline.rules.get(row.rule)
        how = KINDS.get(rule.kind, rule.kind) if rule else "没有评分规则"
        yield f"{STEP * 2}{row.values.get('weight', '？')} 分　{listing.get_preset_name(row.key) or row.key}（{how}）"
    if not listing.preset:
        yield f"{STEP * 2}各行由单位填写"
    yield from (f"{STEP * 2}另加表格的行 {place}" for place in assessment.plus)
