"""预算执行 and 三公经费, beside a hand count of the small district."""

from decimal import Decimal

import pytest

from reports.release.statistics import money
from reports.release.statistics.scope import Scope
from tests.reports.release.statistics.builders import many

pytestmark = pytest.mark.django_db


def of_year(scope: Scope, year: int = 2018) -> list[money.UnitAmounts]:
    return [unit for unit in money.load_unit_amounts(scope) if unit.year == year]


def test_only_reports_at_the_bureau_are_read(scope: Scope):
    assert [(unit.code, unit.budget, unit.adjusted, unit.final, unit.three_budget, unit.three_final) for unit in of_year(scope)] == [
        ("A1", 90, 100, 95, 5, 4),
        ("A2", None, 50, 20, Decimal("1.5"), 2),
        ("B1", None, 40, 44, None, None),
    ]


def test_sums_take_departments_that_state_both_sides(scope: Scope):
    units = of_year(scope)

    assert money.sum_execution(units) == money.Sums(3, Decimal(190), Decimal(159))
    assert money.sum_three_public(units) == money.Sums(2, Decimal("6.5"), Decimal(6))
    assert money.sum_execution(of_year(scope, 2017)) == money.Sums(2, Decimal(90), Decimal(49))
    assert money.sum_execution([]).rate is None


def test_departments_fall_into_bands(scope: Scope):
    assert money.count_by_rate_band(of_year(scope)) == {"低于 60%": 1, "60%–80%": 0, "80%–90%": 0, "90%–100%": 1, "超过 100%": 1}
    assert money.count_by_rate_band(of_year(scope, 2017)) == {"低于 60%": 1, "60%–80%": 0, "80%–90%": 0, "90%–100%": 1, "超过 100%": 0}


@pytest.mark.parametrize(
    ("final", "band"),
    [
        ("59.99", "低于 60%"),
        ("60", "60%–80%"),
        ("80", "80%–90%"),
        ("89.999", "80%–90%"),
        ("90", "90%–100%"),
        ("100", "90%–100%"),
        ("100.01", "超过 100%"),
    ],
)
def test_the_edges_of_the_bands(final: str, band: str):
    unit = money.UnitAmounts(1, 2018, "1", "", "", adjusted=Decimal(100), final=Decimal(final))

    assert [name for name, number in money.count_by_rate_band([unit]).items() if number] == [band]


def test_a_budget_of_nothing_has_no_rate():
    assert money.UnitAmounts(1, 2018, "1", "", "", adjusted=Decimal(0), final=Decimal(3)).rate is None


def test_the_lowest_rates_stand_first(scope: Scope):
    assert [unit.code for unit in money.list_lowest_rates(of_year(scope), 2)] == ["A2", "A1"]


def test_who_spent_more_than_planned_is_named(scope: Scope):
    assert [unit.code for unit in money.list_overspent_units(of_year(scope), 10)] == ["A2"]


@pytest.mark.parametrize("number", [50, 500])
def test_all_amounts_are_one_query(number: int, django_assert_num_queries):
    scope = Scope(many(number).pk, 2018)

    with django_assert_num_queries(1):
        assert len(money.load_unit_amounts(scope)) == number * 2
