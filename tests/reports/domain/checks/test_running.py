"""Checks over whole papers: what they say, and what they do not say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain import checks
from reports.domain.checks import Outcome
from reports.domain.figures import Figure
from tests.reports.domain.checks.papers import paper, row


def said(document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in checks.run(document):
        found.setdefault(f"{finding.check} {finding.outcome.value}", []).append(finding.message)
    return found


def test_a_consistent_paper_has_no_finding():
    assert checks.run(paper()) == []


def test_a_broken_total_shows_its_arithmetic_and_the_difference():
    document = paper(expenditure__total__final="151")
    assert said(document)["C01 E"] == ["100 + 50 = 150，表中 151，差 −1.00 万元"]


def test_a_finding_names_every_cell_it_adds():
    finding = checks.run(paper(three_public__total__final="2"))[0]
    assert finding.places == tuple(f"three_public.{key}.final" for key in ("abroad", "vehicle", "reception", "total"))
    assert finding.difference == Decimal(-2)


def test_a_difference_inside_the_rounding_envelope_is_information():
    functions = (row("f1", name="甲", amount="109.99"), row("f2", name="乙", amount="40"))
    assert list(said(paper(functions=functions))) == ["C05 info"]


def test_a_difference_just_beyond_the_envelope_must_be_fixed():
    functions = (row("f1", name="甲", amount="109.98"), row("f2", name="乙", amount="40"))
    assert list(said(paper(functions=functions))) == ["C05 E", "C39 W"]


def test_a_blank_operand_is_never_passed_and_says_what_it_would_need_to_be():
    assert said(paper(expenditure__basic__budget=""))["C01 not_evaluated"] == [
        "未能核对：基本支出 · 年初部门预算未填；按其他各项推算应为 100"
    ]


def test_two_blank_operands_have_no_single_answer():
    messages = said(paper(expenditure__basic__budget="", expenditure__total__budget=""))["C01 not_evaluated"]
    assert not any("推算" in message for message in messages)


def test_a_part_may_not_exceed_its_whole():
    document = paper(expenditure__project__assets="60")
    assert said(document)["C08 E"] == ["项目支出：其中：资产购置支出 60，部门决算数 50，差 +10.00 万元，为 120 %"]


def test_more_staff_than_posts_must_be_explained():
    assert said(paper(staff__total__actual="10"))["C17 R"] == ["人数：在职人数 10，编制数 8，差 +2 人，为 125 %"]


def test_a_deviation_of_more_than_a_tenth_must_be_explained():
    changed = {f"expenditure__{name}__final": value for name, value in (("project", "56"), ("total", "156"))}
    assert said(paper(**changed))["C14 R"] == ["项目支出：部门决算数 56，年初部门预算 50，差 +6.00 万元（+12 %），超过 10%"]


def test_one_name_with_two_near_figures_is_a_slip():
    document = paper(functions=(row("f1", name="培训支出", amount="20.5"), row("f2", name="乙", amount="129.5")))
    assert said(document)["C09 R"] == ["“培训支出”一处为 20.5，一处为 20，差 +0.50 万元"]


def test_one_name_with_figures_far_apart_is_two_things():
    document = paper(functions=(row("f1", name="培训支出", amount="120"), row("f2", name="乙", amount="30")))
    assert "C09 R" not in said(document)


def test_findings_come_worst_first():
    outcomes = [finding.outcome for finding in checks.run(paper(staff__total__actual="10", three_public__total__final="2"))]
    assert outcomes == sorted(outcomes, key=lambda outcome: outcome.rank)
    assert outcomes[0] is Outcome.MUST_FIX


def test_the_hint_names_the_one_figure_that_closes_both_sums():
    projects = (row("p1", name="培训", final="20"), row("p2", name="运行", final="29.9"))
    functions = (row("f1", name="培训支出", amount="20"), row("f2", name="乙", amount="129.9"))
    document = paper(projects=projects, functions=functions)
    assert [(hint.places, hint.value, hint.closes) for hint in checks.find_fixes(document)] == [
        (("functions.f1.amount", "projects.p1.final"), Decimal("20.1"), 2)
    ]


def test_one_broken_sum_with_three_parts_is_too_thin_for_a_hint():
    projects = (row("p1", name="甲", final="20"), row("p2", name="乙", final="17.31"), row("p3", name="丙", final="9.17"))
    assert checks.find_fixes(paper(projects=projects)) == []


@pytest.mark.parametrize("wrong", ["99", "101.5"])
def test_a_cell_in_two_broken_sums_is_the_hint_alone(wrong):
    document = paper(expenditure__total__final=wrong)
    assert [(hint.places, hint.value) for hint in checks.find_fixes(document)] == [(("expenditure.total.final",), Decimal(150))]


def test_c15_speaks_once_for_all_tables():
    lines = {"abroad": "3", "vehicle": "3", "reception": "3", "total": "9"}
    document = paper(**{f"three_public__{line}__{column}": amount for line, amount in lines.items() for column in ("budget", "final")})
    document = replace(document, figures={**document.figures, "expenditure.special.final": Figure.of(1)})
    first = next(check for check in document.outline.check if check.id == "C15")
    second = first.model_copy(update={"settings": {"grid": "three_public", "columns": "budget final"}})
    outline = document.outline.model_copy(update={"check": (*document.outline.check, second)})
    (found,) = [one for one in checks.run(replace(document, outline=outline)) if one.check == "C15"]
    assert (found.places, found.parts) == (("table.expenditure", "table.three_public"), 2)
