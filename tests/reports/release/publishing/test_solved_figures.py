"""Hidden figures that follow from several public sums, from another year's paper, or from a share."""

from dataclasses import replace
from fractions import Fraction

import pytest

from reports.domain import Document, Figure, outline_loader
from reports.release.publishing.public_texts import PublicText
from reports.release.publishing.solved_figures import (
    SOLVED,
    find_known_elsewhere,
    find_solved_figures,
    find_telling_shares,
    iter_same_figures,
    solve_unknowns,
)
from tests import builders

FINAL = "expenditure.{}.final"
PROJECT, BASIC, TOTAL = FINAL.format("project"), FINAL.format("basic"), FINAL.format("total")

BOTH = {PROJECT, BASIC, "table.projects"}  # the projects add up to 项目支出


def document(year: int = 2018, **figures: str) -> Document:
    """figures: basic="100" is 基本支出决算."""
    made = builders.document()
    amounts = {FINAL.format(row): Figure.of(amount) for row, amount in figures.items()}
    return replace(made, year=year, figures=amounts)


PLAIN = document(total="150", basic="100", project="50")


def labels(found: list) -> list[tuple[str, str]]:
    return [(leak.heading, leak.words.rpartition("› ")[2]) for leak in found]


def test_one_unknown_of_a_sum_is_solved_and_two_are_not():
    assert labels(find_solved_figures(PLAIN, {PROJECT}, {PROJECT}, {})) == [(SOLVED, "项目支出 · 部门决算数")]
    assert find_solved_figures(PLAIN, BOTH, BOTH, {}) == []


def test_what_another_year_tells_solves_the_rest():
    known = {BASIC: "2019 年度公开版：基本支出"}

    assert labels(find_solved_figures(PLAIN, BOTH, BOTH, known)) == [
        ("2019 年度公开版：基本支出", "基本支出 · 部门决算数"),
        (SOLVED, "项目支出 · 部门决算数"),
    ]


def test_what_nobody_reads_need_not_be_guarded_but_is_not_known_either():
    assert find_solved_figures(PLAIN, {PROJECT}, BOTH, {}) == []


def test_several_relations_are_solved_together():
    """a + b = 10 and a - b = 2: neither tells anything alone."""
    one, two = Fraction(1), Fraction(2)
    assert sorted(solve_unknowns([{"a": one, "b": one}, {"a": one, "b": -one}])) == ["a", "b"]
    assert solve_unknowns([{"a": one, "b": one}, {"a": two, "b": two}]) == []


def test_next_years_paper_tells_the_figure_under_the_name_of_last_year():
    outline = outline_loader.load_outline("hunan-standard")
    this = replace(builders.document(), outline=outline, year=2018, figures={"expenditure.project.final": Figure.of("50")})
    following = replace(this, year=2019, figures={"expenditure.project.last_final": Figure.of("50")})

    found = find_known_elsewhere(this, {"expenditure.project.final"}, following, "2019 年度公开版")

    assert list(found) == ["expenditure.project.final"]
    assert found["expenditure.project.final"].startswith("2019 年度公开版：")
    assert find_known_elsewhere(this, {"expenditure.project.final"}, replace(following, figures={}), "2019 年度公开版") == {}
    assert list(iter_same_figures(this, replace(following, year=2020))) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("项目支出占33.3%。", 1), ("项目支出占 33.33％", 1), ("占33%", 0), ("比上年增长25.0%", 1), ("完成率99.9%", 0)],
)
def test_a_percentage_that_tells_a_hidden_figure_is_named(text: str, number: int):
    before = document(2017, total="120", basic="80", project="40")

    assert len(find_telling_shares(PLAIN, {PROJECT}, [PublicText("三、", text)], before)) == number
