"""C59 and C60: problems and suggestions, where they speak and where they are silent."""

from dataclasses import replace

import pytest

from reports.domain.checks import Context
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import bureau_paper, change_row
from tests.reports.domain.checks.papers import row


def first(found):
    (one,) = found
    return one


def problems(*texts: str) -> dict:
    return {"problems": tuple(row(f"q{at}", text=text) for at, text in enumerate(texts, 1))}


def suggestions(*pairs: tuple[str, str]) -> dict:
    return {"suggestions": tuple(replace(row(f"s{at}", text=text), answers=answers) for at, (text, answers) in enumerate(pairs, 1))}


LOW = {"expenditure.total.final": "600"}
UNSCORED: dict = {"scoring": ()}  # the indicators alone lose 1.5 points


@pytest.mark.parametrize(
    "text", ["无", "暂无", "暂无问题。", "没有问题", "未发现问题。", "不存在问题", "无明显问题", "无。", "无突出问题", "没有"]
)
def test_c59_no_problems_beside_a_low_rate_must_be_explained(text):
    found = first(said.alone(bureau_paper(lists=problems(text) | UNSCORED, cells=LOW), "C59"))
    assert (found.outcome.value, found.places) == ("R", ("problems.q1.text", "expenditure.total.final"))
    assert "执行率 600 ÷ 839.66 = 71.46 %" in found.message


def test_c59_no_problems_beside_lost_points_must_be_explained():
    lost = problems("无") | UNSCORED | change_row("indicators", "i1", score="6")
    found = first(said.alone(bureau_paper(lists=lost), "C59"))
    assert (found.outcome.value, found.places[0]) == ("R", "problems.q1.text")


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        (("无",), {}),
        (("项目支出进度前慢后快",), LOW),
        (("无", "项目支出进度前慢后快"), LOW),
        (("无预算支出仍有发生",), LOW),
        (("暂无专职人员",), LOW),
        (("没有明确数据来源",), LOW),
        (("无",), {"expenditure.total.final": "760"}),
        (("无",), {"expenditure.total.final": ""}),
        (("无",), {"expenditure.total.adjusted": "0"}),
        ((), LOW),
    ],
)
def test_c59_a_problem_that_is_told_or_no_loss_says_nothing(texts, cells):
    assert said.alone(bureau_paper(lists=problems(*texts) | UNSCORED, cells=cells), "C59") == []


TWICE = [
    ("按月通报项目支出进度，督促及时结算", "按月通报项目支出进度，督促及时结算。"),
    ("按月通报项目支出进度，督促及时结算", "按月通报项目支出进度、督促及时结算"),
    ("加强预算管理，细化预算编制，提高准确性", "加强预算管理，细化预算编制，提高准确性！"),
    ("申报绩效目标时明确每项指标的数据来源", "申报绩效目标时明确每项指标的数据来源"),
    ("第一季度完成采购需求论证并备案", "第一季度完成采购需求论证并备案了"),
    ("完善内部控制制度，规范支出审批流程", "完善内部控制制度 规范支出审批流程"),
    ("强化人员培训，提升业务能力和水平", "强化人员培训，提升业务能力和水平。"),
    ("建立项目库，先评审后入库，滚动管理", "建立项目库，先评审后入库、滚动管理"),
    ("推进政府采购计划编制和合同备案公开", "推进政府采购计划编制和合同备案公开"),
    ("健全资产管理台账，每年盘点一次", "健全资产管理台账，每年盘点一次。"),
]


@pytest.mark.parametrize(("one", "other"), TWICE)
def test_c60_the_same_suggestion_twice_is_a_hint(one, other):
    lists = problems("支出进度慢，预算绩效管理不够") | suggestions((one, "q1"), (other, "q1"))
    found = first(said.alone(bureau_paper(lists=lists), "C60"))
    assert (found.outcome.value, found.places) == ("W", ("suggestions.s2.text", "suggestions.s1.text"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("按月通报项目支出进度", "按季通报采购执行情况"),
        ("细化预算编制", "细化预算编制"),  # too short to tell
        ("加强预算管理，细化预算编制", "加强资产管理，健全资产台账"),
        ("完善内部控制制度，规范支出审批", "完善绩效管理制度，规范指标设置"),
        ("强化人员培训，提升业务能力", "强化部门协同，提升办事效率"),
        ("建立项目库，先评审后入库", "建立整改台账，逐条销号"),
        ("推进政府采购计划编制", "推进资产清查盘活处置"),
        ("第一季度完成采购需求论证", "第二季度完成全部招标工作"),
        ("健全资产管理台账", "健全合同管理台账"),
        ("由第三方复核工程量清单", "按月与财政专户对账并登记"),
    ],
)
def test_c60_two_suggestions_of_their_own_say_nothing(one, other):
    lists = problems("支出进度慢，预算绩效管理不够") | suggestions((one, "q1"), (other, "q1"))
    assert said.alone(bureau_paper(lists=lists), "C60") == []


def test_c60_a_suggestion_that_answers_nothing_is_a_hint():
    lists = problems("项目支出进度前慢后快") | suggestions(("按月通报支出进度", "q1"), ("开展廉政教育活动月", ""))
    assert first(said.alone(bureau_paper(lists=lists), "C60")).places == ("suggestions.s2.text", "table.problems")


@pytest.mark.parametrize("text", ["按月通报项目支出情况", "支出进度每季考核一次", "加快项目实施和结算"])
def test_c60_a_suggestion_that_speaks_of_a_problem_says_nothing(text):
    lists = problems("项目支出进度前慢后快") | suggestions(("按月通报支出进度", "q1"), (text, ""))
    assert said.alone(bureau_paper(lists=lists), "C60") == []


def test_c60_a_problem_of_last_year_is_a_hint_and_a_new_one_is_not():
    suggestions = {"suggestions": (row("s1", text="提前论证采购需求"),)}
    last = bureau_paper(lists=problems("项目支出进度前慢后快，采购集中在第四季度") | suggestions)
    again = bureau_paper(lists=problems("项目支出进度前慢后快，采购集中在四季度"))
    assert "上年的报告也写过" in first(said.alone(again, "C60", Context(last_year=last))).message
    new = bureau_paper(lists=problems("个别指标没有明确的数据来源，取数靠人工"))
    assert said.alone(new, "C60", Context(last_year=last)) == []


@pytest.mark.parametrize(
    "text",
    [
        "预算绩效管理有待加强",
        "业务水平有待提高",
        "绩效意识不强",
        "资金管理制度不够完善",
        "内控制度还需进一步健全",
        "绩效评价体系尚不完善",
        "预算编制的精细化程度不够".replace("精细化程度", "质量"),
        "人员业务能力仍有待提升",
        "监督力度不足",
        "财务管理工作还存在一定差距",
        "我单位绩效管理水平有待进一步提高",
    ],
)
def test_c60_a_problem_that_any_unit_has_is_a_hint(text):
    found = said.alone(bureau_paper(lists=problems(text, "项目支出进度前慢后快") | suggestions(("按月通报支出进度", "q2"))), "C60")
    assert [one.outcome.value for one in found if "套话" in one.message] == ["W"]


@pytest.mark.parametrize(
    "text",
    [
        "项目支出进度前慢后快",
        "绩效管理有待加强：业务股室没有指定专人登记指标台账",
        "租金收缴靠人工登记，对账时间较长",
        "两个村级服务点设备尚在调试",
        "采购需求论证启动较晚",
        "资产系统与账面数不一致",
        "热线知识库更新滞后",
        "预算执行率低于九成",
        "个别指标没有数据来源",
        "执法车辆少，影响检查进度",
    ],
)
def test_c60_a_problem_that_says_where_it_lies_says_nothing(text):
    found = said.alone(bureau_paper(lists=problems(text) | suggestions(("按月通报支出进度，核对台账", "q1"))), "C60")
    assert [one for one in found if "套话" in one.message] == []


LAST_PROBLEM = "装备采购集中在第四季度，采购需求论证启动较晚，支出进度前慢后快"


@pytest.mark.parametrize(
    "text",
    [
        LAST_PROBLEM,
        LAST_PROBLEM + "。",
        "采购需求论证启动较晚，装备采购集中在第四季度，支出进度前慢后快",
        "装备采购仍集中在第四季度，采购需求论证启动较晚，支出进度前慢后快",
        "支出进度前慢后快：装备采购集中在第四季度，需求论证启动较晚",
        "装备采购集中在四季度，采购需求论证启动晚，支出进度前慢后快",
        "2024年装备采购集中在第四季度，采购需求论证启动较晚",
        "装备采购集中在第四季度，支出进度前慢后快",
        "部分装备采购集中在第四季度，采购需求论证启动较晚，全年支出进度前慢后快",
        "采购需求论证启动较晚，支出进度前慢后快",
    ],
)
def test_c60_a_problem_of_last_year_in_other_words_is_a_hint(text):
    last = bureau_paper(lists=problems(LAST_PROBLEM) | suggestions(("提前论证采购需求", "q1")))
    now = bureau_paper(lists=problems(text) | suggestions(("按月通报装备采购和支出进度", "q1")))
    assert [one.outcome.value for one in said.alone(now, "C60", Context(last_year=last)) if "上年的报告也写过" in one.message] == ["W"]


@pytest.mark.parametrize(
    "text",
    [
        "个别指标与业务台账口径不一致",
        "项目验收资料归档不及时",
        "应急物资储备品种不全，轮换周期较长",
        "两个村级服务点设备尚在调试",
        "乡镇演练频次偏低，参演人员不固定",
        "基本支出中水电费超出定额",
        "资产清查发现两台设备没有登记",
        "执法文书制作不规范，个别案卷缺少签名",
        "森林防火卡口值守人员年龄偏大",
        "年初预算没有安排系统维护费，年中追加",
    ],
)
def test_c60_a_problem_of_this_year_says_nothing(text):
    last = bureau_paper(lists=problems(LAST_PROBLEM) | suggestions(("提前论证采购需求", "q1")))
    now = bureau_paper(lists=problems(text) | suggestions((f"针对{text}逐项整改", "q1")))
    assert [one for one in said.alone(now, "C60", Context(last_year=last)) if "上年的报告也写过" in one.message] == []


def test_c60_problems_that_return_are_one_finding():
    both = problems(LAST_PROBLEM, "个别指标与业务台账口径不一致") | suggestions(("提前论证采购需求", "q1"))
    now = bureau_paper(lists=both)
    found = first([one for one in said.alone(now, "C60", Context(last_year=now)) if one.places[0].startswith("problems.")])
    assert (found.parts, found.places) == (2, ("problems.q1.text", "problems.q2.text"))


@pytest.mark.parametrize("text", ["开展党风廉政教育", "组织职工文体活动", "做好节日慰问工作", "加大新闻宣传报道", "组织职工体检"])
def test_c60_what_answers_no_problem_of_money_is_a_hint_though_it_names_one(text):
    lists = problems("项目支出进度前慢后快") | suggestions((text + "，形成制度", "q1"))
    assert "请核对回答的是哪个问题" in first(said.alone(bureau_paper(lists=lists), "C60")).message
