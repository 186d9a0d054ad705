"""The outline's headings are found in their order, whatever the width and style of their numbers."""

import pytest

from reports.domain.outlines import outline_loader
from reports.domain.text_import import headings, text_lines
from tests.reports.domain.text_import.papers import LIBRARY

OUTLINE = outline_loader.load_outline("daxiang-2021")


def found(text):
    return {heading.section.key: heading for heading in headings.find_headings(OUTLINE, text_lines.split_text_lines(text))}


def test_every_heading_of_a_paper_is_found_in_order():
    assert list(found(LIBRARY)) == list(OUTLINE.sections)


@pytest.mark.parametrize("heading", ["三、预算绩效情况", "三、 预算 绩效情况", "3.预算绩效情况", "（三）预算绩效情况", "预算绩效情况"])
def test_the_words_count_more_than_the_number(heading):
    assert list(found(f"一、部门简介\n{heading}\n文字")) == ["profile", "goal"]


def test_a_heading_that_runs_in_leaves_its_sentence():
    assert found("一、部门简介\n（一）内设机构设置。设办公室。")["offices"].rest == "设办公室。"


def test_a_numbered_paragraph_is_known_by_its_number_and_neighbours():
    text = "（四）这是职责\n（三）收支结余情况说明\n余额。\n（四）严守纪律。\n三、预算绩效情况"
    assert found(text)["discipline"].rest == "严守纪律。"


def test_words_out_of_order_are_no_heading():
    assert list(found("（二）存在问题\n一、部门简介\n二、财务收支情况说明")) == ["profile", "finance"]


def test_the_year_in_a_heading_is_read():
    outline = outline_loader.load_outline("tianxin-2018")
    heading = headings.find_headings(outline, text_lines.split_text_lines("（一）2023年度整体支出情况"))[0]
    assert [(one.name, one.value) for one in heading.mentions] == [("year", "2023")]
