"""Document → page: every sentence generated, every number printed, every place named."""

from typing import Any

import pytest

from reports.domain.document import Document
from reports.domain.figures import Figure
from reports.domain.outlines import count_section_numbers
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Cell, Note, Paragraph, Table
from tests import builders
from tests.papers import PAPERS, Raw

TIANXIN = builders.document()
DAXIANG = builders.document("daxiang-2021")


def changed(outline_id: str = "tianxin-2018", **figures: str) -> Document:
    """The complete report with some figures changed: expenditure__total__final="1"."""
    raw = builders.paper(outline_id)
    raw["figures"] |= {place.replace("__", "."): amount for place, amount in figures.items()}
    return builders.document(outline_id, figures=raw["figures"])


def texts(document: Document, section: str) -> list[str]:
    return [block.lead + block.text for block in pages.build_section_page(document, section).blocks if isinstance(block, Paragraph)]


def table(document: Document, section: str) -> Table:
    (found,) = (block for block in pages.build_section_page(document, section).blocks if isinstance(block, Table))
    return found


def words(rows: Any) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


@pytest.mark.parametrize("outline_id", PAPERS)
def test_every_section_is_on_the_page_in_order(outline_id: str) -> None:
    document = builders.document(outline_id)
    assert [section.key for section in pages.build_report_page(document).sections] == list(document.outline.sections)


@pytest.mark.parametrize("outline_id", PAPERS)
def test_no_gap_is_left_in_a_complete_report(outline_id: str) -> None:
    assert "＿＿" not in repr(pages.build_report_page(builders.document(outline_id)))


def test_the_headings_of_tianxin_are_numbered_as_published() -> None:
    assert [section.title for section in pages.build_report_page(TIANXIN).sections] == [
        "一、部门概况",
        "1、部门基本情况",
        "2、整体支出情况",
        "3、绩效目标情况",
        "二、部门整体支出管理及使用情况",
        "（一）2018年度整体支出情况",
        "（二）2018年“三公”经费支出情况",
        "（三）项目支出年初预算、调整预算及决算数差异成因分析",
        "（四）项目资金使用管理情况分析",
        "1、项目资金管理情况",
        "2、项目组织实施情况",
        "三、部门整体支出绩效情况",
        "（一）、整体绩效目标合理性分析",
        "（二）、整体绩效产出情况分析",
        "四、存在的主要问题及改进措施或有关建议",
    ]


def test_a_heading_may_run_in_with_its_text() -> None:
    assert texts(DAXIANG, "offices") == ["（一）内设机构设置。云水区图书馆单位内设机构包括：办公室、采编部、读者服务部。"]
    assert pages.build_section_page(DAXIANG, "offices").title == ""


def test_a_section_without_heading_is_a_numbered_paragraph() -> None:
    assert texts(DAXIANG, "discipline") == [
        count_section_numbers(DAXIANG.outline)["discipline"] + "本馆严格执行财经纪律，年内未发现违规问题。"
    ]


def test_sentences_are_made_from_facts() -> None:
    assert texts(TIANXIN, "basics")[0] == (
        "云水区档案馆为云水区人民政府直属事业单位，核定全额拨款事业编制24名，参照公务员法管理。2018年实有在职干部22人，"
        "其中馆长1人，副馆长2人。内设三个科室，分别是办公室、接收征集股、保管利用股。"
    )


def test_list_items_are_numbered_and_closed() -> None:
    assert texts(TIANXIN, "basics")[3:] == ["一是完成老旧库房消防改造。", "二是推进档案数字化二期。", "三是办好档案开放日。"]


def test_shares_are_computed_in_sentences() -> None:
    assert "财政拨款收入280万元，占93.33%；上级补助收入10万元，占3.33%" in texts(DAXIANG, "income")[0]


@pytest.mark.parametrize(("final", "ending"), [("125", "预决算数没有差异。"), ("168.5", "年中追加库房改造经费，决算数高于年初预算数。")])
def test_a_sentence_takes_the_branch_that_the_figures_say(final: str, ending: str) -> None:
    assert texts(changed(expenditure__project__final=final), "differences")[0].endswith(ending)


def test_no_branch_is_taken_while_a_figure_is_blank() -> None:
    document = builders.document(figures={"expenditure.project.budget": "1"})
    assert texts(document, "differences") == ["2018年度我单位项目支出年初预算数为1万元，调整预算数为＿＿万元，决算数为＿＿万元，＿＿。"]


def test_a_table_turned_has_columns_as_rows() -> None:
    found = table(TIANXIN, "expenditure")
    assert words(found.head) == [["项目", "支出合计", "基本支出", "项目支出", "政府专项"]]
    assert words(found.body) == [
        ["年初部门预算", "530", "405", "125", "0"],
        ["调整预算数", "573.5", "405", "168.5", "0"],
        ["部门决算数", "573.5", "405", "168.5", "0"],
        ["其中：资产购置支出", "12.6", "2.6", "10", "0"],
    ]


def test_a_cell_names_its_place_and_stands_to_the_right() -> None:
    cell = table(TIANXIN, "expenditure").body[0][1]
    assert cell == Cell("530", "right", place="expenditure.total.budget")


def test_a_part_of_a_column_is_indented() -> None:
    assert table(TIANXIN, "expenditure").body[3][0].indent


@pytest.mark.parametrize(("value", "text"), [({"state": "not_applicable"}, "不适用"), ({"state": "classified"}, "涉密")])
def test_a_reason_stands_in_the_cell(value: Raw, text: str) -> None:
    document = builders.document(figures={"expenditure.total.budget": value})
    assert table(document, "expenditure").body[0][1] == Cell(text, "center", place="expenditure.total.budget")


def test_a_blank_cell_is_empty() -> None:
    assert table(builders.document(figures={}), "expenditure").body[0][1].text == ""


def test_the_unit_is_noted_where_the_outline_says() -> None:
    assert pages.build_section_page(TIANXIN, "use").blocks == (Note("单位：万元"),)
    assert table(TIANXIN, "expenditure").unit == ""


def test_prose_is_printed_paragraph_by_paragraph_and_named_once() -> None:
    assert pages.build_section_page(TIANXIN, "management").blocks == (
        Paragraph("项目资金来自区级财政拨款。", "narrative.management"),
        Paragraph("支付须经办人、股室和馆长三级审批。"),
    )


def test_an_empty_report_prints_without_a_mistake() -> None:
    page = pages.build_report_page(builders.document(fields={}, texts={}, lists={}, figures={}))
    assert len(page.sections) == len(TIANXIN.outline.section)


def test_the_page_knows_title_and_keywords() -> None:
    page = pages.build_report_page(TIANXIN)
    assert (page.title, page.department, page.year) == (TIANXIN.title, "云水区档案馆", 2018)
    assert page.keywords == ("部门整体支出", "绩效自评", "2018", "云水区档案馆")


def test_text_is_never_read_as_a_pattern() -> None:
    document = builders.document(texts={"management": "资金{year}[甲]"}, fields={"unit.name": "{unit.name}"})
    assert texts(document, "management") == ["资金{year}[甲]"]
    assert texts(document, "basics")[0].startswith("{unit.name}为")


def test_a_figure_keeps_every_typed_place() -> None:
    document = changed(expenditure__total__final="573.123456")
    assert document.figure("expenditure.total.final") == Figure.of("573.123456")
    assert table(document, "expenditure").body[2][1].text == "573.123456"
