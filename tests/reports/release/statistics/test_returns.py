"""退回意见, beside a hand count of the small district."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reports.release.statistics import returns
from reports.release.statistics.scope import Scope
from tests.reports.release.statistics import builders
from tests.reports.release.statistics.builders import many

pytestmark = pytest.mark.django_db


def test_kinds_are_counted_by_year(scope: Scope):
    assert returns.count_by_kind(returns.load_return_items(scope), scope.years) == {
        "must": {2018: 2, 2017: 0},
        "explain": {2018: 1, 2017: 0},
        "advice": {2018: 0, 2017: 1},
    }


def test_rows_of_one_list_are_one_place(scope: Scope):
    found = returns.list_frequent_places(returns.load_return_items(scope), 2018, 10)

    assert [(spot.label, spot.numbers[2018], len(spot.reports)) for spot in found] == [
        ("（四）2018年度项目 › 项目 · 组织实施情况", 2, 2),
        ("（一）2018年度支出 › 支出合计 · 决算数", 1, 1),
    ]
    assert len(returns.list_frequent_places(returns.load_return_items(scope), 2018, 1)) == 1


def test_a_place_of_last_year_alone_is_not_listed_this_year(scope: Scope):
    assert [spot.label for spot in returns.list_frequent_places(returns.load_return_items(scope), 2017, 10)] == ["（二）管理情况"]


@pytest.mark.parametrize("number", [50, 500])
def test_all_items_are_one_query(number: int, django_assert_num_queries):
    scope = Scope(many(number).pk, 2018)

    with django_assert_num_queries(1):
        assert len(returns.load_return_items(scope)) == number * 2


def count_rows_read(plan: dict[str, Any]) -> int:
    """Rows that the steps of a plan of PostgreSQL took up, kept or not: seconds would tell of the machine."""
    looked_at = sum(plan.get(key, 0) for key in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter"))
    return int(looked_at * plan["Actual Loops"]) + sum(count_rows_read(part) for part in plan.get("Plans", []))


def test_items_are_found_in_few_steps_while_the_database_takes_its_tables_for_empty(monkeypatch: pytest.MonkeyPatch):
    know = builders.know_the_tables
    monkeypatch.setattr(builders, "know_the_tables", lambda: None)
    with transaction.atomic():
        many(100)
        transaction.set_rollback(True)
    know()
    scope = Scope(many(100).pk, 2018)

    with CaptureQueriesContext(connection) as asked:
        assert len(returns.load_return_items(scope)) == 200
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked[0]['sql']}")
            [[[plan]]] = cursor.fetchall()
        assert count_rows_read(plan["Plan"]) < 1_000_000  # it takes 80 thousand; a subquery of the reports took 25 million
