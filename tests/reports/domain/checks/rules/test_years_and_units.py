"""C61 to C65: other years, copies, untouched tables, mobile numbers and other units; where they speak and where they are silent."""

from dataclasses import replace

import pytest

from reports.domain.checks import Context
from reports.domain.document import Document
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper, change_row
from tests.reports.domain.checks.papers import paper, row


def first(found):
    (one,) = found
    return one


@pytest.mark.parametrize(
    "text",
    [
        "一、2023年度整体支出情况\n本单位支出平稳。",
        "（一）2023年产出情况\n查出的隐患建立台账。",
        "截至2023年12月31日，项目全部验收。",
        "截止2023年年底，装备全部到位。",
        "2023年度部门整体支出绩效较好。",
        "2023年我局部门决算已批复。",
        "2022年度预算执行平稳。",
        "验收时间为2024年2月30日。",
        "2024年13月完成验收。",
        "会议于11月31日召开。",
        "2. 2023年绩效目标完成情况\n全部实现。",
    ],
)
def test_c61_another_year_is_a_hint(text):
    found = first(said.alone(bureau_paper(texts={"output": text}), "C61"))
    assert (found.outcome.value, found.places) == ("W", ("narrative.output",))


@pytest.mark.parametrize(
    "text",
    [
        "一、2024年度整体支出情况\n本单位支出平稳。",
        "支出比2023年增加12万元。",
        "2023年结转资金8.36万元。",
        "根据2023年部门预算批复，安排资金。",
        "项目于2023年11月开工，2024年6月完工。",
        "截至2024年12月31日，项目全部验收。",
        "与2023年度部门决算相比，支出平稳。",
        "工期18个月，2月29日验收。",
        "2025年一季度投入使用。",
        "自2022年以来持续推进。",
        "延续2023年度部门预算安排的项目。",
    ],
)
def test_c61_a_year_that_may_be_another_says_nothing(text):
    assert said.alone(bureau_paper(texts={"output": text}), "C61") == []


LONG = (
    "执法检查覆盖重点行业企业，查出的隐患建立台账并逐条销号。应急救援队伍补充了水域救援和地震搜救装备，完好率高于目标。"
    "森林防火期实行网格巡护，重点林区卡口全天值守，指挥平台接入乡镇视频点位。险情信息按时上报，群众安全感进一步增强，各乡镇演练有序开展。"
)
DISGUISED = [
    LONG.replace("覆盖", "涉及").replace("补充", "添置").replace("接入", "连接").replace("有序", "按序"),
    LONG.replace("并逐条", "后逐项").replace("高于", "超过").replace("全天", "全时").replace("进一步", "明显"),
    LONG.replace("。", "；").replace("重点行业", "各行业"),
    LONG.replace("隐患", "问题隐患").replace("装备", "器材装备").replace("信息", "情况信息").replace("网格", "分片"),
    "今年，" + LONG.replace("企业", "单位").replace("队伍", "大队").replace("卡口", "路口").replace("各乡镇", "乡镇"),
]


@pytest.mark.parametrize("text", DISGUISED)
def test_c62_last_years_text_in_disguise_is_a_hint(text):
    last = bureau_paper(texts={"output": LONG})
    found = said.alone(bureau_paper(texts={"output": text}), "C62", Context(last_year=last))
    assert [(one.outcome.value, one.places[0]) for one in found if one.places[0].startswith("narrative.output")] == [
        ("W", "narrative.output")
    ]


def test_c62_tasks_of_last_year_word_for_word_are_a_hint():
    document = build_consistent()
    found = said.alone(document, "C62", Context(last_year=document))
    assert [one.places for one in found] == [("table.key_tasks",)]  # the texts are C29's


@pytest.mark.parametrize(
    "text",
    [
        "全年检查企业628家次，整改隐患312处，演练23场。",
        "本年新建乡镇应急站6个，配备专职人员18名，开展培训12期，参训460人次，演练23场，检查企业628家次，隐患整改率98.7%，装备完好率96.2%，信息报送及时。",
        "",
    ],
)
def test_c62_a_text_of_this_year_says_nothing(text):
    last = bureau_paper(texts={"output": LONG}, lists={"key_tasks": (row("k", text="完成避难场所标识改造"),)})
    document = bureau_paper(texts={"output": text}, lists={"key_tasks": (row("k", text="完成指挥平台升级改造"),)})
    found = said.alone(document, "C62", Context(last_year=last))
    assert [one for one in found if one.places[0] in ("narrative.output", "table.key_tasks")] == []


def with_blank_zero(document: Document, *blank: str) -> Document:
    grids = tuple(grid.model_copy(update={"blank": "zero"}) if grid.key in blank else grid for grid in document.outline.grid)
    outline = document.outline.model_copy(update={"grid": grids})
    outline.__dict__.pop("grids", None)
    figures = {place: figure for place, figure in document.figures.items() if place.partition(".")[0] not in blank}
    return replace(document, outline=outline, figures=figures)


def test_c63_full_marks_from_a_table_that_nobody_touched_must_be_explained():
    found = said.alone(with_blank_zero(build_consistent(), "buildings"), "C63")
    assert [one.places for one in found] == [("scoring.area_rate.score", "table.buildings"), ("scoring.cost_rate.score", "table.buildings")]
    assert {one.outcome.value for one in found} == {"R"}


def test_c63_a_table_that_was_filled_in_or_earns_nothing_says_nothing():
    assert said.alone(build_consistent(), "C63") == []
    lost = change_row("scoring", "area_rate", score="0")
    document = with_blank_zero(bureau_paper(lists=lost), "buildings")
    assert [one.places[0] for one in said.alone(document, "C63")] == ["scoring.cost_rate.score"]


@pytest.mark.parametrize(
    "text",
    [
        "联系电话13800001111",
        "联系人手机：139 0000 1111。",
        "请拨打186-0000-1111",
        "电话15900001111（微信同号）",
        "咨询17700001111",
        "联系人：13100001111",
        "负责人19900001111。",
        "值班手机15500001111",
        "（13700001111）",
        "手机号为18800001111",
    ],
)
def test_c64_a_mobile_number_in_the_text_is_a_hint_and_is_not_printed_whole(text):
    found = first(said.alone(bureau_paper(texts={"publication": text}), "C64"))
    assert (found.outcome.value, found.places) == ("W", ("narrative.publication",))
    assert "****1111" in found.message


def test_c64_the_telephone_of_the_person_who_fills_in_is_looked_at():
    document = build_consistent()
    found = first(said.alone(replace(document, fields={**document.fields, "contact.phone": "13800001111"}), "C64"))
    assert found.places == ("contact.phone",)


@pytest.mark.parametrize(
    "text",
    [
        "电话0731-88001111",
        "热线12345",
        "编号138000011112",
        "支出13800001111.50元",
        "文号〔2024〕138号",
        "账号62138000011110000",
        "电话8800321",
        "工单15842件",
        "12800001111",
        "身份证430100190001011111",
    ],
)
def test_c64_other_numbers_say_nothing(text):
    assert said.alone(bureau_paper(texts={"publication": text}), "C64") == []


def test_a_paper_in_another_outline_is_asked_without_its_lists():
    assert [one for one in ("C59", "C60", "C61", "C62", "C63", "C64") if said.alone(paper(), one)] == []


@pytest.mark.parametrize(
    "text",
    [
        "青禾区市场服务中心的主要职责是管理市场。",
        "青禾区档案馆2024年度整体支出平稳。",
        "青禾区司法局内设五个股室。",
        "青禾区图书馆严格执行预算。",
        "青禾区水利局全年各项任务完成。",
        "青禾区教育局部门整体支出绩效较好。",
        "支出平稳。青禾区城市管理局的项目资金由区级财政安排。",
        "青禾区残疾人联合会核定编制10名。",
        "青禾区文化旅游局2024年紧紧围绕中心工作。",
        "青禾区园林服务中心部门决算已公开。",
    ],
)
def test_c65_another_unit_as_the_subject_is_a_hint(text):
    found = first(said.alone(bureau_paper(texts={"output": text}), "C65"))
    assert (found.outcome.value, found.places) == ("W", ("narrative.output",))


@pytest.mark.parametrize(
    "text",
    [
        "青禾区应急管理局的主要职责是安全监管。",
        "会同青禾区水利局内设机构开展检查。",
        "青禾区财政局批复了部门预算。",
        "青禾区水利局配合开展防汛演练。",
        "青禾区应急管理局机关2024年度整体支出平稳。",
        "青禾区应急治理局2024年度整体支出平稳。",
        "青禾区2024年度整体支出平稳。",
        "经青禾区档案馆严格按照标准验收。",
        "云水区档案馆2024年度整体支出平稳。",
        "本局2024年度整体支出平稳。",
    ],
)
def test_c65_the_own_unit_and_neighbours_that_take_part_say_nothing(text):
    assert said.alone(bureau_paper(texts={"output": text}), "C65") == []


def test_c65_a_registered_name_of_the_own_unit_says_nothing():
    paper = bureau_paper(texts={"output": "青禾区地震局的主要职责是防震减灾。"})
    assert said.alone(paper, "C65") != []
    assert said.alone(paper, "C65", Context(aliases=("青禾区地震局",))) == []
