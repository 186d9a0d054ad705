"""Rows of a list in a table: groups, totals, tables that go on under the table before, and the line to sign."""

from dataclasses import replace

from reports.domain.rendering import list_rows, pages
from reports.domain.rendering.page_blocks import Cell, Signature, Table
from tests.reports.domain.scoring.papers import paper


def body(*rows: str) -> list[tuple[Cell, ...]]:
    return [tuple(map(Cell, row.split())) for row in rows]


def spans(rows: list[tuple[Cell, ...]]) -> list[list[tuple[str, int]]]:
    return [[(cell.text, cell.rowspan) for cell in row] for row in rows]


def test_equal_neighbours_become_one_cell():
    found = list_rows.group_equal_cells(body("产出 数量 甲", "产出 数量 乙", "产出 质量 丙"), [True, True, False])
    assert spans(found) == [[("产出", 3), ("数量", 2), ("甲", 1)], [("乙", 1)], [("质量", 1), ("丙", 1)]]


def test_a_lower_level_does_not_reach_over_the_end_of_a_higher_one():
    found = list_rows.group_equal_cells(body("产出 其他 甲", "效益 其他 乙"), [True, True, False])
    assert spans(found) == [[("产出", 1), ("其他", 1), ("甲", 1)], [("效益", 1), ("其他", 1), ("乙", 1)]]


def test_equal_cells_outside_the_groups_stay_apart():
    assert spans(list_rows.group_equal_cells(body("产出 5", "产出 5"), [True, False])) == [[("产出", 2), ("5", 1)], [("5", 1)]]


def test_a_blank_level_is_never_joined():
    blank = [(Cell(""), Cell("甲")), (Cell(""), Cell("乙"))]
    assert list_rows.group_equal_cells(blank, [True, False]) == blank


def test_a_total_is_blank_while_a_score_is_missing():
    report = paper(rows={"rules": {"score": ""}})
    [table] = [block for block in pages.build_section_page(report, "rating").blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.body[-1]] == ["合计", "100", "", "", "", "", ""]


def indicator_table(report) -> Table:
    tables = [block for block in pages.build_section_page(report, "self_rating").blocks if isinstance(block, Table)]
    return next(table for table in tables if table.caption == "绩效指标")


def test_the_money_row_is_part_of_the_total_where_the_outline_counts_it():
    report = paper()
    assert report.outline.assessment[1].plus == ("expenditure.total",)
    money = report.figure("expenditure.total.score").amount
    rows = sum(row.figure("score").amount for row in report.rows("indicators"))
    assert [cell.text for cell in indicator_table(report).body[-1]] == ["总分", "100", f"{(money + rows).normalize():f}", ""]


def test_the_money_row_is_left_out_where_the_outline_does_not_count_it():
    report = paper()
    alone = tuple(one.model_copy(update={"plus": ()}) for one in report.outline.assessment)
    report = replace(report, outline=report.outline.model_copy(update={"assessment": alone}))
    assert [cell.text for cell in indicator_table(report).body[-1]][:2] == ["合计", "90"]


def test_a_total_with_a_money_row_that_is_not_known_yet_is_blank():
    report = paper()
    figures = {place: figure for place, figure in report.figures.items() if place != "expenditure.total.final"}
    assert [cell.text for cell in indicator_table(replace(report, figures=figures)).body[-1]] == ["总分", "100", "", ""]


def test_a_headless_table_goes_on_under_the_table_before():
    shown = [block for block in pages.build_section_page(paper(), "base_data").blocks if isinstance(block, Table)]
    assert [(bool(table.head), table.joined) for table in shown[:3]] == [(True, False), (True, True), (False, True)]


def test_the_line_to_sign_fills_in_what_is_known():
    *_, last = pages.build_section_page(paper(), "rating").blocks
    assert isinstance(last, Signature)
    assert last.items[:2] == ("填表人：乔木", "联系电话：0000-8800321")
