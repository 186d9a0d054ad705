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
