"""财政评分: read from what a reviewer typed, beside the department's own; frozen as text and read again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.document import Document
from reports.domain.scoring import Given, build_review_sheets, records
from reports.domain.scoring.review_sheets import iter_every_row
from reports.domain.scoring.reviewer_input import TypedScore, read_typed_scores
from tests import builders
from tests.reports.domain.scoring.papers import paper

PAPER = paper()
LINES = {line.place: line for _, line in iter_every_row(PAPER)}
RATE = "scoring.staff_rate"  # 5 points


def problem(typed: TypedScore, place: str = RATE, document: Document = PAPER) -> str:
    _, wrong = read_typed_scores(document, {place: typed})
    return wrong.get(place, "")


def test_every_line_of_every_assessment_can_be_scored():
    [rating, self_rating] = build_review_sheets(PAPER, {})
    assert {RATE} < {one.line.place for one in rating.lines}
    assert self_rating.lines[-1].line.place == "expenditure.total"
    assert len({one.line.name for one in rating.lines}) == len(rating.lines)


def test_blank_points_are_the_departments_own():
    [rating, _] = build_review_sheets(PAPER, {})
    assert rating.bureau == rating.own
    assert rating.said.gap == "0"


def test_points_of_the_bureau_stand_in_the_total_with_their_gap_and_grade():
    own = LINES[RATE].points.amount
    [rating, _] = build_review_sheets(PAPER, {RATE: Given(points=Decimal(0), reason="核定超编")})
    assert rating.bureau.points.amount == rating.own.points.amount - own
    assert rating.said.gap == f"−{own}"
    assert next(one.said.gap for one in rating.lines if one.line.place == RATE) == f"−{own}"


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("0", ""),
        ("5", ""),
        ("４.5", ""),
        ("4.55", ""),
        ("4.550", ""),
        ("5.01", "财政评分 5.01 分超过了分值 5 分，请填 0 到 5 的数字。"),
        ("-0.01", "财政评分不能小于 0 分，请填 0 到 5 的数字。"),
        ("4.555", "财政评分 4.555 分的小数超过 2 位，请四舍五入后填写。"),
        ("良好", "“良好”不是分数，请填 0 到 5 的数字；留空表示同自评。"),
        ("不适用", "“不适用”不是分数，请填 0 到 5 的数字；留空表示同自评。"),
        ("1e2", "“1e2”不是分数，请填 0 到 5 的数字；留空表示同自评。"),
    ],
)
def test_points_stand_between_nothing_and_the_weight(points, sentence):
    assert problem(TypedScore(points=points, reason="见核查记录")) == sentence


def test_points_unlike_the_departments_need_a_reason():
    own = LINES[RATE].points.amount
    assert problem(TypedScore(points="3")) == f"财政评分 3 分，与自评 {own} 分不同，请写明评分理由。"
    assert problem(TypedScore(points="3", reason="核定在编人数不同")) == ""
    assert problem(TypedScore(points=str(own))) == ""


def test_points_where_the_department_gave_none_need_a_reason():
    blank = paper(rows={"staff_rate": {"score": ""}})
    assert problem(TypedScore(points="3"), document=blank) == "财政评分 3 分，自评没有填得分，请写明评分理由。"


def test_the_bureau_fills_the_gap_that_leaves_a_total_undecided():
    blank = paper(rows={"staff_rate": {"score": ""}})
    assert build_review_sheets(blank, {})[0].bureau.points.is_blank
    assert not build_review_sheets(blank, {RATE: Given(points=Decimal(3))})[0].bureau.points.is_blank


def test_a_line_that_does_not_apply_takes_no_points():
    left_out = paper(rows={"ecological": {"actual": "不适用", "score": ""}})
    assert "不适用" in problem(TypedScore(points="1", reason="适用"), "scoring.ecological", left_out)


def test_a_place_that_is_no_line_is_refused():
    assert problem(TypedScore(points="1"), "expenditure.basic") == "这一行不在评分表里，请刷新页面后再填。"


@pytest.mark.parametrize(("typed", "least"), [(TypedScore(value="值" * 201), "核定完成值"), (TypedScore(reason="因" * 2001), "评分理由")])
def test_words_have_a_length_that_can_be_read(typed, least):
    assert problem(typed).startswith(least)


def test_what_is_typed_is_given_and_blank_lines_are_left_out():
    typed = {RATE: TypedScore("125%", "0", "超编 2 人"), "scoring.rules": TypedScore()}
    assert read_typed_scores(PAPER, typed) == ({RATE: Given("125%", Decimal(0), "超编 2 人")}, {})


def points_of(place: str) -> st.SearchStrategy[Decimal]:
    most = int((LINES[place].weight.amount or 0) * 100)
    return st.integers(0, most).map(lambda cents: Decimal(cents) / 100)


@given(st.fixed_dictionaries({}, optional={place: points_of(place) for place in LINES}))
def test_the_total_of_the_bureau_is_the_sum_of_its_lines(points):
    for sheet in build_review_sheets(PAPER, {place: Given(points=one, reason="见核查记录") for place, one in points.items()}):
        assert sheet.bureau.points.amount == sum(one.points.amount for one in sheet.lines)
        assert sheet.own == build_review_sheets(PAPER, {})[PAPER.outline.assessment.index(sheet.assessment)].own


def test_a_low_rate_of_execution_caps_the_bureaus_total_as_well():
    [rating, _] = build_review_sheets(paper(figures={"expenditure.total.final": "400"}), {})
    assert (rating.bureau.points.amount, rating.bureau.grade) == (Decimal("79.99"), "中")


def test_what_is_frozen_comes_back_as_it_was():
    found = build_review_sheets(PAPER, {RATE: Given("125%", Decimal("2.5"), "超编")})
    [rating, _] = records.load_sheet_records(records.record_sheets(found))
    row = next(row for row in rating.rows if row.place == RATE)

    assert (row.points, row.value, row.reason, row.own) == (Decimal("2.5"), "125%", "超编", LINES[RATE].points.amount)
    assert (rating.own, rating.points) == (found[0].own.points.amount, found[0].bureau.points.amount)
    assert (rating.own_grade, rating.grade, rating.said) == ("优", found[0].bureau.grade, found[0].said)
    assert [row.place for row in rating.differing] == [RATE]


def test_an_outline_without_points_has_nothing_to_score():
    assert build_review_sheets(builders.document(), {}) == ()
    assert records.load_sheet_records({}) == ()
