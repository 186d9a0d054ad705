"""Cells with three to six places are scored as they were typed, computed cells with every digit."""

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from reports.domain.scoring import Basis
from tests.reports.domain.scoring.papers import paper, points, score


@pytest.mark.parametrize(
    ("budget", "adjusted", "expected"),
    [("100", "110", 4), ("100", "110.0001", 3), ("100", "110.004999", 3), ("100", "120.003", 2), ("100.000001", "110.000001", 4)],
)
def test_a_rate_just_beyond_a_bound_is_beyond_it(budget, adjusted, expected):
    figures = {"expenditure.total.budget": budget, "expenditure.total.adjusted": adjusted}
    assert points("budget_control", paper(figures=figures)) == expected


def test_a_thousand_random_cells_are_scored_as_by_hand():
    luck = random.Random(7)
    for _ in range(100):
        planned, done = (Decimal(luck.randrange(1, 10**9)).scaleb(-luck.randrange(3, 7)) for _ in range(2))
        figures = {"procurement.total.budget": f"{planned:f}", "procurement.total.final": f"{done:f}"}
        by_hand = (4 * min(done / planned, Decimal(1))).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert points("procurement_rate", paper(figures=figures)) == by_hand


def test_a_judgement_shows_no_formula():
    found = score("thrift", paper())
    assert found.basis is Basis.RANGE
    assert "人工评分：" in found.working
    assert not set("→=÷×") & set(found.working)
