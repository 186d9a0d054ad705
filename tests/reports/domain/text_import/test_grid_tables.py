"""Tables of grids and lists are read from one cell a line or one row a line."""

import pytest

from reports.domain.document import Document
from reports.domain.outlines import Block, outline_loader
from reports.domain.text_import import grid_tables, statements, text_lines

OUTLINE = outline_loader.load_outline("daxiang-2021")
PROJECTS = outline_loader.load_outline("tianxin-2018")
INCOME = Block(table="carryover", columns=("opening", "closing"))
LIST = Block(table="projects", columns=("name", "final"))
HEAD = "\t\n\t年初\n\t年末\n"


def read(text, block=INCOME, outline=OUTLINE):
    said, unplaced = grid_tables.read_grid(outline, block, text_lines.split_text_lines(text))
    document: Document = statements.settle_matches(outline, said)
    lists = {key: [[str(value) for value in row.values.values()] for row in rows] for key, rows in document.lists.items()}
    return {name: str(value) for name, value in document.figures.items()} | lists, unplaced


def test_one_cell_a_line():
    assert read(f"单位：万元\n{HEAD}\t基本支出结转\n\t1\n\t2\n") == (
        {"carryover.basic.opening": "1", "carryover.basic.closing": "2"},
        (),
    )


def test_one_row_a_line_in_any_order():
    assert read("\t年初\t年末\n项目结转\t3\t4.50\n基本支出结转\t\t2") == (
        {"carryover.project.opening": "3", "carryover.project.closing": "4.5", "carryover.basic.closing": "2"},
        (),
    )


@pytest.mark.parametrize(("row", "is_doubtful"), [("项目结转\t3", True), ("项目结转\t3\t", False), ("项目结转\t\t3", False)])
def test_a_row_with_fewer_cells_than_the_head_is_doubtful(row, is_doubtful):
    said, _ = grid_tables.read_grid(OUTLINE, INCOME, text_lines.split_text_lines(f"\t年初\t年末\n{row}\n"))
    assert [bool(one.doubt) for one in said] == [is_doubtful]


def test_a_row_of_one_cell_in_a_table_of_several_columns_is_doubtful():
    """A page number, the running title."""
    block = Block(table="projects", columns=("name", "final", "use"))
    lines = text_lines.split_text_lines("项目名称\t决算数\t主要用途\n甲\t3\t设备\n第3页 共10页\n乙\t4\t培训")
    said, _ = grid_tables.read_grid(PROJECTS, block, lines)
    assert [(at, reason[:9]) for at, reason in said[0].row_doubts] == [(1, "这一行只有一栏有字")]


def test_a_missing_cell_does_not_eat_the_next_label():
    assert read(f"{HEAD}基本支出结转\n1\n项目结转\n3\n4")[0] == {
        "carryover.basic.opening": "1",
        "carryover.project.opening": "3",
        "carryover.project.closing": "4",
    }


def test_what_is_no_number_and_what_is_no_line_stays_unplaced():
    assert read(f"{HEAD}基本支出结转\n若干\n2\n另附说明") == (
        {"carryover.basic.closing": "2"},
        ("结转结余（基本支出结转，年初）：若干", "另附说明"),
    )


def test_another_head_is_another_table():
    assert read("年初\n年中\n基本支出结转\n1\n2")[1] == ("年初", "年中", "基本支出结转", "1", "2")
    assert grid_tables.find_grid_end(OUTLINE, INCOME, text_lines.split_text_lines("年初\n年中"), 0) is None


def test_a_table_ends_where_its_lines_end():
    lines = text_lines.split_text_lines(f"{HEAD}基本支出结转\n1\n2\n表后文字\n更多")
    assert lines[grid_tables.find_grid_end(OUTLINE, INCOME, lines, 0)].text == "表后文字"


def test_a_stated_share_is_compared_and_not_kept():
    block = Block(table="income", columns=("final", "share"))
    said, _ = grid_tables.read_grid(OUTLINE, block, text_lines.split_text_lines("决算数\n占比\n收入合计\n8\n100%\n事业收入\n2\n26%"))
    document = statements.settle_matches(OUTLINE, said)
    assert set(document.figures) == {"income.total.final", "income.institution.final"}
    assert [(one.place, one.stated, one.found) for one in document.statements] == [("income.institution.final", "26%", "25%")]


@pytest.mark.parametrize("body", ["\t甲\n\t3\n\t乙\n\t\n", "甲\t3\n乙\n"])
def test_the_table_of_a_list_is_its_rows(body):
    assert read(f"项目名称\n决算数\n{body}", LIST, PROJECTS) == ({"projects": [["甲", "3"], ["乙"]]}, ())


def test_cells_of_a_list_that_do_not_fit_stay_unplaced():
    found, unplaced = read("项目名称\t决算数\n甲\t多\n乙\t3\t余", LIST, PROJECTS)
    assert (found, unplaced) == ({"projects": [["甲"], ["乙", "3"]]}, ("项目（决算数）：多", "余"))
    assert read("别的\n表头", LIST, PROJECTS)[1] == ("别的", "表头")
