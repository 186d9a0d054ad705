"""hunan-standard: three tables with all that counties ask for, nothing typed twice, nothing unwatched."""

from decimal import Decimal

from reports.domain.checks import coverage
from reports.domain.outlines import list_entries, outline_loader
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Table
from tests.reports.domain.scoring.papers import paper

OUTLINE = outline_loader.load_outline("hunan-standard")
PAGE = {section.key: section for section in pages.build_report_page(paper()).sections}


def tables(section: str) -> list[Table]:
    return [block for block in PAGE[section].blocks if isinstance(block, Table)]


def labels(section: str) -> list[str]:
    return [row[0].text for table in tables(section) for row in table.body]


def line(section: str, label: str) -> list[str]:
    return next([cell.text for cell in row[1:]] for table in tables(section) for row in table.body if row[0].text == label)


def test_no_fact_is_typed_in_two_places():
    found = [
        (entry.shape, entry.key, member) for known in list_entries(OUTLINE).values() for entry in known for member in entry.members or ("",)
    ]
    assert len(found) == len(set(found))


def test_the_number_of_staff_is_typed_once_and_printed_in_the_base_data():
    assert [key for key, known in list_entries(OUTLINE).items() for entry in known if entry.key == "staff"] == ["staff"]
    assert line("base_data", "合计") == ["38", "36", "94.74%"]


def test_the_base_data_has_every_row():
    assert labels("base_data") == [
        "合计",
        *("“三公”经费", "1、公务用车购置和运行维护经费", "其中：公车购置", "公车运行维护", "2、因公出国（境）经费", "3、公务接待经费"),
        *("项目支出", "1、业务工作专项", "2、运行维护专项", "3、本级专项资金", "各项目（一个项目一行）"),
        *("安全生产监管执法", "应急救援队伍建设", "森林防火", "应急指挥平台运行维护", "避难场所标识改造"),
        *("公用经费", "办公费", "水费、电费、差旅费", "会议费、培训费", "政府采购金额"),
        *("支出合计", "2024年完工项目"),
    ]


def test_the_base_data_sets_last_year_beside_this_year():
    assert [cell.text for cell in tables("base_data")[1].head[0]] == [
        "经费控制情况（万元）",
        "2023年决算数",
        "2024年预算数",
        "2024年决算数",
    ]


def test_last_years_budget_is_asked_for_and_not_printed():
    assert "three_public.total.last_budget" in paper().figures
    assert "18.60" not in line("base_data", "“三公”经费")


def test_the_self_assessment_scores_the_rate_of_execution():
    assert line("self_rating", "支出合计") == ["839.66", "839.66", "835.52", "10", "99.51%", "9.95"]


def test_the_self_assessment_gives_points_to_the_whole_only():
    assert line("self_rating", "基本支出") == ["556.86", "556.86", "556.12", "–", "99.87%", "–"]


def test_the_self_assessment_shows_money_by_nature_and_by_source():
    funds = tables("self_rating")[0]
    assert [row[0].text for row in funds.body] == [
        *("支出合计", "基本支出", "项目支出", "按资金来源分"),
        *("一般公共预算拨款", "政府性基金拨款", "国有资本经营预算拨款", "纳入专户管理的非税收入拨款", "其他资金"),
    ]


def test_spending_beyond_the_budget_earns_no_more_than_the_weight():
    report = paper(figures={"expenditure.total.final": "900"})
    assert report.cell("expenditure", "total", "score").amount == 10


def test_every_indicator_has_weight_explanation_and_standard():
    rows = paper().rows("scoring")
    assert all(row.text(name) for row in rows for name in ("level1", "level2", "level3", "definition", "standard"))
    assert sum((row.figure("weight").amount or Decimal(0)) for row in rows) == 100


def test_the_indicator_table_lies_across_the_page():
    assert (PAGE["rating"].landscape, PAGE["self_rating"].landscape) == (True, False)


def test_equal_levels_are_one_cell():
    first = tables("rating")[0].body[0]
    assert [(cell.text, cell.rowspan) for cell in first[:3]] == [("投入", 4), ("预算配置", 2), ("在职人员控制率", 1)]


def test_the_indicator_table_ends_with_its_total():
    last = tables("rating")[0].body[-1]
    assert [cell.text for cell in last] == ["合计", "100", "", "", "", "96.18", ""]


def test_nothing_goes_unwatched():
    assert coverage.list_unwatched(OUTLINE) == []


def test_no_place_is_the_id_of_two_elements():
    places = [
        cell.place
        for section in PAGE.values()
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.body
        for cell in row
    ]
    places += [block.place for section in PAGE.values() for block in section.blocks if isinstance(block, Table)]
    known = [place for place in places if place]
    assert len(known) == len(set(known))
