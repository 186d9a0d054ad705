"""Amounts in prose: unit, subject, how sure; and what C09 says of them."""

from decimal import Decimal

import pytest

from reports.domain.checks import amounts
from reports.domain.document import Statement
from reports.domain.figures import Figure
from tests import builders
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row


def read(text: str) -> list[tuple[str, str, str]]:
    return [(str(one.value), one.unit, one.subject) for one in amounts.read_amounts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("其中项目支出148.35万元。", [("148.35", "万元", "项目支出")]),
        ("基本支出３３０．５５万元", [("330.55", "万元", "基本支出")]),
        ("支付1,200元，", [("0.1200", "万元", "")]),
        ("总投资1.2亿元", [("1.2E+4", "万元", "总投资")]),
        ("满意率达99.7%。", [("99.7", "%", "满意率")]),
        ("实有在职干部10人，其中主任1人", [("10", "人", "实有在职干部"), ("1", "人", "主任")]),
        ("来办事群众1.6万余人次", [("1.6E+4", "人次", "来办事群众")]),
        ("2018年第3季度，热线12345，每15分钟，3个月", []),
    ],
)
def test_amounts_are_read_with_unit_and_subject(text, found):
    assert read(text) == found


@pytest.mark.parametrize("text", ["约50万元", "50余万元", "50多人", "不低于95%", "50万元以上", "超过95%"])
def test_rough_amounts_are_known_as_such(text):
    assert [one.is_rough for one in amounts.read_amounts(text)] == [True]


@pytest.mark.parametrize("text", ["较上年减少5万元", "2017年项目支出50万元", "目标95%", "计划投入50万元"])
def test_amounts_of_other_years_and_of_plans_are_known_as_such(text):
    assert [one.is_elsewhen for one in amounts.read_amounts(text, 2018)] == [True]


def test_an_amount_may_have_been_rounded_at_its_last_place():
    assert [one.half for one in amounts.read_amounts("共1.6万人、99.7%、50万元")] == [Decimal(500), Decimal("0.05"), Decimal("0.5")]


def test_an_amount_near_the_figure_of_its_name_must_be_explained():
    (found,) = said.of(paper(texts={"management": "全年项目支出50.5万元，均为财政拨款。"}), "C09")
    assert found.outcome.value == "R"
    assert found.places == ("narrative.management", "expenditure.project.final")
    assert "“全年项目支出50.5万元，均为财政拨款。”" in found.message
    assert "项目支出 · 部门决算数为 50 万元，差 +0.50 万元" in found.message
    assert found.difference == Decimal("0.5")


@pytest.mark.parametrize(
    "text",
    [
        "项目支出50万元。",
        "项目支出约52万元。",
        "项目支出80万元用于设备。",
        "2017年项目支出52万元。",
        "项目支出较上年增加5万元。",
        "其中单项支出52万元。",
        "在项目支出上，本单位用于设备52万元。",
    ],
)
def test_amounts_that_agree_or_speak_of_something_else_say_nothing(text):
    assert said.of(paper(texts={"management": text}), "C09") == []


def test_an_amount_rounded_in_prose_agrees():
    document = paper(expenditure__project__final="50.4", texts={"management": "项目支出50.4万元。"})
    assert said.of(document, "C09") == []


def test_a_project_in_prose_is_compared_with_its_row():
    document = paper(
        projects=(row("p1", name="干部培训", final="20"), row("p2", name="运行", final="30")), texts={"output": "干部培训经费20.6万元。"}
    )
    assert [finding.places for finding in said.of(document, "C09")] == [("narrative.output", "projects.p1.final")]


def test_two_sentences_on_one_subject_are_both_quoted():
    document = paper(texts={"management": "网上办理率达到85%。", "output": "今年网上办理率85.6%。"})
    (found,) = said.of(document, "C09")
    assert (found.outcome.value, found.places) == ("R", ("narrative.management", "narrative.output"))
    assert found.message == "网上办理率前后不一：“网上办理率达到85%。”（85 %）与“今年网上办理率85.6%。”（85.6 %）"


@pytest.mark.parametrize("second", ["网上办理率85%。", "网上办理率40%。", "网上办理率目标86%。", "即办率85.6%。", "网上办理率85.4%。"])
def test_sentences_that_agree_or_are_far_apart_say_nothing(second):
    assert said.of(paper(texts={"management": "网上办理率达到85%。", "output": second}), "C09") == []


def test_a_figure_that_the_published_text_states_twice_must_be_fixed():
    document = paper().with_statements(Statement("expenditure.total.final", "155", "150", "支出合计155万元。"))
    (found,) = said.of(document, "C09")
    assert found.message == "支出合计 · 部门决算数：一处为 150，文中另称 155：“支出合计155万元。”"
    assert (found.outcome.value, found.difference) == ("E", Decimal(5))


def test_a_figure_that_was_changed_since_is_no_contradiction():
    document = paper().with_statements(Statement("expenditure.total.final", "155", "149", ""))
    assert said.of(document, "C09") == []


def test_a_share_that_does_not_fit_is_said_under_its_sum():
    document = builders.document("daxiang-2021").with_statements(Statement("income.fiscal.final", "90%", "93.33%", "占90%"))
    assert said.messages(document, "C02") == [("E", "财政拨款收入 · 决算数：文中称占 90%，按金额应占 93.33%：“占90%”")]


def test_a_claim_that_the_figures_do_not_bear_out_must_be_explained():
    document = paper().with_statements(Statement("expenditure.project.budget", "有差异", "没有差异", ""))
    assert [outcome for outcome, _ in said.messages(document, "C09")] == ["R"]


def test_names_of_the_two_lists_still_count():
    functions = (row("f1", name="培训支出", amount="20.5"), row("f2", name="乙", amount="129.5"))
    assert [finding.difference for finding in said.of(paper(functions=functions), "C09")] == [Decimal("0.5")]
    assert Figure.of("20.5").amount == Decimal("20.5")
