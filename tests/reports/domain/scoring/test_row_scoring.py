"""The score of a row: from cells that were typed once, with the working in words and its inputs."""

from decimal import Decimal

import pytest

from reports.domain.scoring import Basis
from tests.reports.domain.scoring.papers import paper, points, score


def staff(posts: str, actual: str):
    return paper(figures={"staff.total.posts": posts, "staff.total.actual": actual})


def test_the_working_says_the_sum_the_rule_and_the_points():
    assert score("staff_rate", staff("8", "10")).working == (
        "在职人员控制率 = 10 ÷ 8 = 125%，超 25 个百分点，每点扣 0.5 分，扣完为止 → 0 / 5 分"
    )


def test_the_inputs_of_a_working_link_to_their_cells():
    assert score("staff_rate", staff("8", "10")).inputs == (("staff.total.actual", "10"), ("staff.total.posts", "8"))


def test_a_rate_just_short_of_the_bound_is_not_rounded_over_it():
    found = score("staff_rate", staff("300000", "300001"))
    assert "100.0003%" in found.working
    assert found.points == Decimal("5.00")  # 0.00017 points are rounded away, not the rate


def completion(budget: str, opening: str, closing: str):
    figures = {"expenditure.total.budget": budget, "expenditure.total.adjusted": budget}
    return paper(figures=figures | {"carryover.total.opening": opening, "carryover.total.closing": closing})


@pytest.mark.parametrize(("closing", "expected"), [("0.73", "5"), ("4.99", "5"), ("5", "3"), ("10", "1"), ("15", "0")])
def test_99_27_per_cent_of_the_budget_keeps_full_marks_where_whole_five_per_cent_count(closing, expected):
    assert points("budget_done", completion("100", "0", closing)) == Decimal(expected)


def test_the_part_of_a_formula_in_brackets_stays_in_brackets():
    working = score("budget_done", completion("90", "10", "0.73")).working
    assert working.startswith("预算完成率 = (10 + 90 + 0 − 0.73) ÷ (10 + 90 + 0) = 99.27%")


def test_a_blank_input_is_named_and_gives_no_points():
    found = score("staff_rate", paper(figures={"staff.total.posts": None}))
    assert (found.basis, found.points) == (Basis.NOT_EVALUATED, None)
    assert found.working == "在职人员控制率：合计 · 编制数未填，未能计算"


def test_nothing_built_gives_full_marks_by_the_outline():
    found = score("area_rate", paper())
    assert (found.basis, found.points) == (Basis.NOT_APPLICABLE, 3)
    assert found.working == "新建楼堂馆所面积控制率：没有发生（0 ÷ 0），按满分计 → 3 / 3 分"


def test_something_out_of_nothing_is_left_to_a_person():
    found = score("area_rate", paper(figures={"buildings.total.area_actual": "120"}))
    assert (found.basis, found.working) == (Basis.NOT_EVALUATED, "新建楼堂馆所面积控制率：除数为 0，不能按公式计算，须人工评分")


def test_a_figure_that_is_not_applicable_says_so():
    found = score("area_rate", paper(figures={"buildings.total.area_actual": {"state": "not_applicable"}}))
    assert "实际规模为不适用" in found.working


def test_a_row_that_does_not_apply_counts_for_nothing():
    found = score("ecological", paper(rows={"ecological": {"actual": "不适用"}}))
    assert (found.of, found.working) == (0, "生态效益：填为不适用，不计入总分")


@pytest.mark.parametrize("typed", ["93.6", "93.6%", "93.6％"])
def test_a_typed_value_may_carry_its_unit(typed):
    assert points("satisfaction", paper(rows={"satisfaction": {"actual": typed}})) == 5


def test_a_typed_value_that_is_no_number_is_asked_for_as_one():
    assert (
        score("satisfaction", paper(rows={"satisfaction": {"actual": "很满意"}})).working == "社会公众或服务对象满意度：请填数字，单位为“%”"
    )


def test_a_judgement_has_bounds_and_no_single_number():
    found = score("social", paper(rows={"social": {"actual": "部分达到"}}))
    assert (found.points, found.least, found.most) == (None, 3, 4)
    assert not found.allows(Decimal(4))
    assert found.allows(Decimal("3.99"))


def test_the_detail_leaves_out_the_name_that_stands_beside_it():
    assert score("staff_rate", staff("8", "8")).detail == "8 ÷ 8 = 100%，不高于 100%，不扣分 → 5 / 5 分"
