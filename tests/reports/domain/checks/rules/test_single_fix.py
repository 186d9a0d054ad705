"""C39 where one sum is broken alone: two cells that nothing confirms, and what last year's report, the prose or the digits bear out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks import slips
from reports.domain.checks import Context
from reports.domain.checks.likely_slips import describe_slip
from scripts.proofs import hints
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row

PROJECTS = (row("p1", name="干部培训", final="20"), row("p2", name="运行", final="30"))


def test_two_parts_of_a_total_that_another_sum_confirms_are_named_with_their_values():
    (hint,) = said.of(paper((row("p1", name="干部培训", final="21.37"), PROJECTS[1])), "C39")
    assert hint.message == "若项目“干部培训”为 20（现为 21.37），合计相符；或者，若项目“运行”为 28.63（现为 30），合计相符"
    assert (hint.value, hint.places) == (None, ("projects.p1.final", "projects.p2.final"))


def test_the_prose_bears_one_out():
    slipped = paper((row("p1", name="干部培训", final="21.37"), PROJECTS[1]), texts={"output": "全年干部培训支出20万元，培训五期。"})
    (hint,) = said.of(slipped, "C39")
    assert hint.message == "若项目“干部培训”为 20（现为 21.37），合计相符，文中写“全年干部培训支出20万元，培训五期。”"
    assert hint.value == 20


def test_prose_that_bears_out_a_cell_as_it_stands_leaves_the_other():
    slipped = paper(
        (row("p1", name="干部培训", final="21.37"), row("p2", name="系统运行", final="30")), texts={"output": "系统运行支出30万元。"}
    )
    (hint,) = said.of(slipped, "C39")
    assert hint.places == ("projects.p1.final",)


def many(*amounts: str):
    """Four projects of 100 together, as they were typed."""
    projects = tuple(row(f"p{at}", name=f"事项{at}号", final=amount) for at, amount in enumerate(amounts))
    functions = (row("f1", name="甲", amount="200"),)
    return paper(projects, functions, expenditure__project__final="100", expenditure__total__final="200")


@pytest.mark.parametrize(
    ("amounts", "place", "words"),
    [
        (("405", "31.7", "18.2", "9.6"), "projects.p0.final", "为 40.5（现为 405），合计相符，小数点错了一位"),
        (("40.5", "317000", "18.2", "9.6"), "projects.p1.final", "为 31.7（现为 317000），合计相符，小数点错了四位"),
        (("40.5", "31.7", "81.2", "9.6"), "projects.p2.final", "为 18.2（现为 81.2），合计相符，相邻两位数字颠倒"),
    ],
)
def test_of_many_parts_the_one_with_a_slip_of_the_pen_is_named_with_the_slip(amounts, place, words):
    (hint,) = said.of(many(*amounts), "C39")
    assert (hint.places, hint.message.partition("”")[2]) == ((place,), words)


@pytest.mark.parametrize("amounts", [("44.13", "31.7", "18.2", "9.6"), ("41.5", "31.7", "18.2", "9.6"), ("40.5", "31.7", "0", "9.6")])
def test_where_nothing_tells_the_parts_apart_nothing_is_named(amounts):
    assert said.of(many(*amounts), "C39") == []


@pytest.mark.parametrize(
    ("held", "meant", "words"),
    [
        ("487.9", "478.9", "相邻两位数字颠倒"),
        ("4789", "478.9", "小数点错了一位"),
        ("5140000", "514", "小数点错了四位"),
        ("478.9", "418.9", "只差一位数字"),
        ("78.9", "478.9", "只差一位数字"),
        ("4478.9", "478.9", "只差一位数字"),
        ("47.9", "478.9", "多或少一位数字"),
        ("-5", "5", "只差正负号"),
        ("5", "0", "只差一位数字"),
        ("123.45", "678.9", ""),
        ("12.34", "0", ""),
        ("21.37", "20", ""),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_number(held, meant, words):
    assert describe_slip(Decimal(held), Decimal(meant)) == words


def test_a_seeded_sample_of_the_proof_holds():
    lines = list(hints.prove(slips.consistent(), tries=25))
    assert [line for line, holds in lines if not holds] == []


def test_last_years_report_bears_one_out_and_is_named():
    whole = slips.consistent()
    before = {place.replace(".last_", "."): figure for place, figure in whole.figures.items() if ".last_" in place}
    last = replace(whole, year=whole.year - 1, figures={**whole.figures, **before})
    place = "project_kinds.business.last_final"
    amount = whole.figure(place).amount
    slipped = slips.changed(whole, place, lambda held, _: held + Decimal("3.63"))
    (hint,) = said.of(slipped, "C39", Context(last_year=last))
    assert (hint.places, hint.value) == ((place,), amount)
    assert hint.message.endswith(f"，上年报告为 {amount:f} 万元")
