"""退回意见, beside a hand count of the small district."""

import pytest
from django.db import connection, transaction

from reports.statistics import returns
from reports.statistics.scope import Scope
from tests.reports.statistics import builders
from tests.reports.statistics.builders import many

pytestmark = pytest.mark.django_db


def test_kinds_are_counted_by_year(scope: Scope):
    assert returns.kinds(returns.items(scope), scope.years) == {
        "must": {2018: 2, 2017: 0},
        "explain": {2018: 1, 2017: 0},
        "advice": {2018: 0, 2017: 1},
    }


def test_rows_of_one_list_are_one_place(scope: Scope):
    found = returns.spots(returns.items(scope), 2018, 10)

    assert [(spot.label, spot.numbers[2018], len(spot.reports)) for spot in found] == [
        ("（四）2018年度项目 › 项目 · 组织实施情况", 2, 2),
        ("（一）2018年度支出 › 支出合计 · 决算数", 1, 1),
    ]
    assert len(returns.spots(returns.items(scope), 2018, 1)) == 1


def test_a_place_of_last_year_alone_is_not_listed_this_year(scope: Scope):
    assert [spot.label for spot in returns.spots(returns.items(scope), 2017, 10)] == ["（二）管理情况"]


@pytest.mark.parametrize("number", [50, 500])
def test_all_items_are_one_query(number: int, django_assert_num_queries):
    scope = Scope(many(number).pk, 2018)

    with django_assert_num_queries(1):
        assert len(returns.items(scope)) == number * 2


def test_items_are_found_at_once_while_the_database_takes_its_tables_for_empty(monkeypatch: pytest.MonkeyPatch):
    know = builders.know_the_tables
    monkeypatch.setattr(builders, "know_the_tables", lambda: None)
    with transaction.atomic():
        many(200)
        transaction.set_rollback(True)
    know()
    scope = Scope(many(200).pk, 2018)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '1s'")
    assert len(returns.items(scope)) == 400
