"""Whose turn it is, generated until 0013, comes over to a plain column under a constraint, and back."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from reports.models import Report
from tests import builders

pytestmark = pytest.mark.landed
BEFORE = [("reports", "0013_desk_and_turn")]
TURNS = {
    "draft": "department",
    "awaiting_signature": "department",
    "submitted": "bureau",
    "in_review": "bureau",
    "second_review": "bureau",
    "returned": "department",
    "approved": "nobody",
}


def back() -> StateApps:
    return MigrationExecutor(connection).migrate(BEFORE).apps


def forth() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return {name for name in connection.introspection.get_constraints(cursor, "reports_report") if name.startswith("report_")}


@pytest.fixture
def reports(transactional_db: None) -> Iterator[list[Report]]:
    """One in each state of that day."""
    first = builders.report()
    others = [builders.department(first.district, f"09900{number}") for number in range(1, len(TURNS))]
    found = [first, *(builders.report(each, first.cycle) for each in others)]
    for report, status in zip(found, TURNS, strict=True):
        Report.objects.filter(pk=report.pk).update(status=status)
    yield found
    forth()


def turns(model: type[Report]) -> dict[str, str]:
    return dict(model.objects.values_list("status", "turn"))


def test_the_turn_of_every_state_goes_over_and_comes_back(reports: list[Report]) -> None:
    now = indexes()
    old = back().get_model("reports", "Report")
    assert turns(old) == TURNS
    old.objects.filter(status="draft").update(status="in_review")  # the database computes
    assert set(old.objects.filter(status="in_review").values_list("turn", flat=True)) == {"bureau"}
    old.objects.filter(pk=reports[0].pk).update(status="draft")
    forth()
    assert turns(Report) == TURNS
    assert indexes() == now


def test_the_database_refuses_a_turn_that_is_not_that_of_the_state(reports: list[Report]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=reports[0].pk).update(turn="bureau")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_report SET status = 'approved' WHERE id = %s", [reports[0].pk])
    assert turns(Report) == TURNS
