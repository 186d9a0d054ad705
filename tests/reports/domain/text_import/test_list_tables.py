"""Tables of lists in the form that papers have them: levels that span rows, blanks, a row of totals, prose behind."""

import pytest

from reports.domain.outlines import Block, outline_loader
from reports.domain.text_import import list_tables, text_lines

OUTLINE = outline_loader.load_outline("hunan-standard")
INDICATORS = Block(table="indicators", group=("level1", "level2"), total=("weight", "score"))
HEAD = "\t".join(("一级指标", "二级指标", "三级指标", "符号", "指标值", "计量单位", "完成值", "分值", "得分", "偏差原因及改进措施"))
ROWS = (
    ("产出指标", "数量指标", "检查家次", "≥", "600", "家次", "628", "10", "10", ""),
    ("", "", "演练场次", "≥", "24", "场", "23", "8", "7.5", "推迟"),
    ("", "质量指标", "整改率", "≥", "98", "%", "98.7", "10", "10", ""),
)
LEVELS = [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")]


def read(text: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    [said], unplaced = list_tables.read_list(OUTLINE, INDICATORS, text_lines.split_text_lines(text))
    assert isinstance(said.value, tuple)
    return [(str(row.get("level1")), str(row.get("level2"))) for row in said.value], unplaced


def test_levels_that_are_left_blank_are_those_above():
    assert read("\n".join([HEAD, *("\t".join(row) for row in ROWS)])) == (LEVELS, ())


def test_levels_that_are_left_out_are_those_above():
    rows = ["\t".join(text for at, text in enumerate(row) if text or at > 1) for row in ROWS]
    assert read("\n".join([HEAD, *rows])) == (LEVELS, ())


def test_one_cell_a_line_with_levels_left_out():
    cells = [f"\t{text}" for row in (HEAD.split("\t"), *ROWS) for at, text in enumerate(row) if text or at > 1]
    assert read("\n".join(cells)) == (LEVELS, ())


@pytest.mark.parametrize("last", ["合计\t28\t27.5\t", "合计\n28\n27.5\n"])
def test_the_row_of_totals_is_no_indicator(last):
    assert read("\n".join([HEAD, *("\t".join(row) for row in ROWS), last]))[0] == LEVELS


def test_prose_behind_a_table_is_none_of_its_rows():
    block = Block(table="projects")
    head = ("项目名称", "上年决算数", "年初预算数", "调整预算数", "决算数", "主要用途")
    row = ("森林防火", "1", "2", "3", "4", "巡护")
    text = "\n".join([*(f"\t{cell}" for cell in (*head, *row)), "资金专款专用。", "年末逐项核对。"])
    assert list_tables.find_list_end(OUTLINE, block, text_lines.split_text_lines(text), 0) == len(head) + len(row)
