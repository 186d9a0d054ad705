"""Totals: the department's own points, rescaled and capped where the outline says so, with the grade."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain import scoring
from reports.domain.document import Document
from reports.domain.outlines import Grade
from reports.domain.scoring import Total
from tests.reports.domain.scoring.papers import paper


def total(document: Document, *cuts: Grade) -> Total:
    own = replace(document, cuts=cuts)
    return scoring.compute_total(own, own.outline.assessment[0])


def test_the_points_of_all_rows_are_added():
    found = total(paper())
    assert (found.points.amount, found.of, found.grade) == (Decimal("96.18"), 100, "优")


def test_a_missing_score_leaves_the_total_blank_and_is_named():
    found = total(paper(rows={"rules": {"score": ""}}))
    assert (found.points.is_blank, found.missing) == (True, ("scoring.rules.score",))


def test_rows_that_do_not_apply_are_left_out_and_the_rest_rescaled():
    found = total(paper(rows={"ecological": {"actual": "不适用", "score": ""}}))
    assert found.points.amount == Decimal("96.31")  # (96.18 − 1.8) × 100 ÷ 98


def test_a_low_rate_of_execution_caps_the_total():
    found = total(paper(figures={"expenditure.total.final": "400"}))
    assert (found.points.amount, found.grade, found.capped) == (Decimal("79.99"), "中", "预算执行率低于 60%，等次不高于“中”")


@pytest.mark.parametrize(("least", "grade"), [("96.18", "好"), ("96.19", "一般")])
def test_a_cycle_may_have_its_own_cuts(least, grade):
    assert total(paper(), Grade(name="好", least=least), Grade(name="一般", least="0")).grade == grade


@pytest.mark.parametrize(
    ("points", "grade"), [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")]
)
def test_a_grade_begins_at_its_cut(points, grade):
    assert scoring.get_grade(Decimal(points), paper().outline.assessment[0].grades) == grade


def test_without_cuts_there_is_no_grade():
    assert scoring.get_grade(Decimal(90), ()) == ""
