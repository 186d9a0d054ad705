"""Rules over figures: C04, C10, C12, C15, C16, C39, each where it speaks and where it is silent."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain.checks import Context
from reports.domain.checks.rules.unit_slips import is_slip
from reports.domain.figures import Figure
from tests import builders
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row


def daxiang(**figures):
    document = builders.document("daxiang-2021")
    changed = {name.replace("__", "."): Figure.of(value) for name, value in figures.items()}
    return replace(document, figures={**document.figures, **changed})


LAST = daxiang(carryover__total__closing="5", carryover__basic__closing="1", carryover__project__closing="4")


def test_c04_without_last_year_is_not_evaluated():
    found = said.messages(daxiang(), "C04")
    assert found == [("not_evaluated", "未能核对：没有上年的报告")] * 3


def test_c04_an_opening_balance_that_is_last_years_closing_says_nothing():
    assert said.messages(daxiang(), "C04", Context(last_year=LAST)) == []


def test_c04_another_opening_balance_must_be_explained():
    last = replace(LAST, figures={**LAST.figures, "carryover.basic.closing": Figure.of("1.5")})
    (found,) = said.of(daxiang(), "C04", Context(last_year=last))
    assert found.message == "基本支出结转 · 年初 1，上年报告的年末数 1.5，差 −0.50 万元"
    assert (found.outcome.value, found.difference, found.places) == ("R", Decimal("-0.5"), ("carryover.basic.opening",))


def test_c04_a_blank_opening_balance_says_what_it_would_need():
    document = daxiang()
    figures = {place: figure for place, figure in document.figures.items() if place != "carryover.basic.opening"}
    (found,) = said.of(replace(document, figures=figures), "C04", Context(last_year=LAST))
    assert (found.outcome.value, found.difference) == ("not_evaluated", Decimal(1))
    assert "按上年年末数应为 1" in found.message


def test_c04_a_blank_in_last_years_report_is_not_evaluated():
    last = replace(LAST, figures={})
    assert {outcome for outcome, _ in said.messages(daxiang(), "C04", Context(last_year=last))} == {"not_evaluated"}


def test_c10_yuan_in_one_column_must_be_fixed():
    (found,) = said.of(paper(expenditure__project__final="510000"), "C10")
    assert found.outcome.value == "E"
    assert found.message == "项目支出：年初部门预算 50，部门决算数 510000，相差约一万倍，请核对是否混用了元和万元"
    assert found.places == ("expenditure.project.budget", "expenditure.project.final")


def test_c10_looks_at_last_year_where_the_whole_line_slipped():
    slipped = {f"expenditure__project__{column}": "500000" for column in ("budget", "adjusted", "final")}
    messages = [message for _, message in said.messages(paper(**slipped), "C10", Context(last_year=paper()))]
    assert "项目支出：年初部门预算 500000，上年 50，相差约一万倍，请核对是否混用了元和万元" in messages


def test_c10_a_row_that_closes_its_sum_in_the_other_unit_must_be_fixed():
    projects = (row("p1", name="甲", final="200000"), row("p2", name="乙", final="30"))
    (found,) = said.of(paper(projects=projects), "C10")
    assert (found.outcome.value, found.places) == ("E", ("projects.p1.final",))
    assert found.message == "项目“甲” · 决算数 200000，如为 20 则合计相符，请核对是否混用了元和万元"


def test_c10_a_row_too_many_is_no_slip():
    projects = (row("p1", name="甲", final="20"), row("p2", name="乙", final="30"), row("p3", name="丙", final="50"))
    assert said.of(paper(projects=projects), "C10") == []


@pytest.mark.parametrize(("first", "second"), [("50", "60"), ("50", "5000"), ("0.01", "50"), ("0", "50"), ("50", "5000000")])
def test_c10_other_sizes_are_no_slip(first, second):
    assert not is_slip(Decimal(first), Decimal(second))


def test_c10_a_budget_that_was_not_quite_spent_is_still_seen():
    assert is_slip(Decimal("33.5"), Decimal(500_000))


def test_c12_shows_the_rate_below_the_bound():
    document = paper(expenditure__project__final="40", expenditure__total__final="140")
    assert said.messages(document, "C12") == [("R", "项目支出执行率 = 40 ÷ 50 = 80.00 %，低于 90 %")]


def test_c12_a_rate_that_rounding_may_lift_to_the_bound_says_nothing():
    assert said.messages(paper(expenditure__project__final="44.995"), "C12") == []
    assert len(said.messages(paper(expenditure__project__final="44.99"), "C12")) == 1


def test_c12_of_nothing_planned_nothing_is_asked():
    document = paper(expenditure__project__final="0", expenditure__project__adjusted="0")
    assert said.messages(document, "C12") == []


def test_c12_a_blank_is_not_evaluated():
    assert said.messages(paper(expenditure__project__adjusted=""), "C12") == [("not_evaluated", "未能核对：项目支出 · 调整预算数未填")]


def test_c12_the_bound_is_the_cycles():
    document = paper(expenditure__project__final="40", expenditure__total__final="140")
    assert said.messages(document, "C12", Context(thresholds={"C12": {"least": "75"}})) == []


def test_c15_equal_columns_are_a_hint():
    (found,) = said.of(paper(expenditure__special__final="1"), "C15")
    assert (found.outcome.value, found.places) == ("W", ("table.expenditure",))
    assert "150、100、50、1" in found.message


def test_c15_one_different_cell_or_a_blank_says_nothing():
    assert said.messages(paper(), "C15") == []
    assert said.messages(paper(expenditure__special__final=""), "C15") == []


def test_c16_more_than_the_budget_must_be_fixed():
    cells = {"three_public__reception__budget": "2", "three_public__total__budget": "2"}
    document = paper(**cells, three_public__reception__final="2.5", three_public__total__final="2.5")
    assert said.messages(document, "C16")[0] == ("E", "公务接待：部门预算数 2，部门决算数 2.5，差 +0.50 万元，决算超过预算")


def test_c16_nothing_spent_of_a_budget_must_be_explained_once():
    document = paper(three_public__reception__budget="2", three_public__total__budget="2")
    assert said.messages(document, "C16") == [("R", "公务接待：部门预算数 2，部门决算数 0，差 −2.00 万元，有预算而没有支出")]


def test_c16_within_the_budget_says_nothing():
    cells = {f"three_public__{row}__{column}": "2" for row in ("reception", "total") for column in ("budget", "final")}
    assert said.messages(paper(**cells), "C16") == []


def test_c16_a_blank_is_not_evaluated():
    assert said.messages(paper(three_public__reception__final=""), "C16") == [("not_evaluated", "未能核对：公务接待未填全")]


def test_c39_says_the_one_figure_with_its_names():
    projects = (row("p1", name="培训", final="20"), row("p2", name="运行", final="29.9"))
    functions = (row("f1", name="培训支出", amount="20"), row("f2", name="乙", amount="129.9"))
    assert said.messages(paper(projects=projects, functions=functions), "C39") == [
        ("W", "若支出功能分类“培训支出”和项目“培训”为 20.1（现为 20），两处合计均相符")
    ]


def test_c39_is_silent_where_the_evidence_is_thin():
    projects = (row("p1", name="甲", final="20"), row("p2", name="乙", final="17.31"), row("p3", name="丙", final="9.17"))
    assert said.messages(paper(projects=projects), "C39") == []


def test_c39_lists_the_alternatives():
    projects = (row("p1", name="培训", final="20"), row("p2", name="运行", final="29.9"))
    functions = (row("f1", name="培训支出", amount="20"), row("f2", name="运行支出", amount="29.9"), row("f3", name="其他", amount="100"))
    ((outcome, message),) = said.messages(paper(projects=projects, functions=functions), "C39")
    assert outcome == "W"
    assert message == (
        "若支出功能分类“培训支出”和项目“培训”为 20.1（现为 20），两处合计均相符；"
        "或者，若支出功能分类“运行支出”和项目“运行”为 30（现为 29.9），两处合计均相符"
    )
