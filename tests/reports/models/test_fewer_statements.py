"""Who edited, what is blank and what is gone come over to the tables that a save writes in one statement each, and back."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from departments.models import Duty, ProfileRow, User
from reports.models import Figure, Problem, Report, SectionState
from tests import builders

pytestmark = pytest.mark.landed
BEFORE = [("reports", "0010_assignments"), ("departments", "0005_mail_choice")]


def back() -> StateApps:
    return MigrationExecutor(connection).migrate(BEFORE).apps


def forth() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def report(transactional_db: None) -> Iterator[Report]:
    yield builders.report()
    forth()


def people(*names: str) -> list[User]:
    return [builders.person(name) for name in names]


def editors(apps: StateApps) -> set[int]:
    return set(apps.get_model("reports", "Report").objects.get().editors.values_list("pk", flat=True))


def test_who_edited_goes_beside_the_report_and_comes_back(report: Report) -> None:
    first, second = people("first", "second")
    builders.edited(report, first, "management")
    builders.edited(report, second, "output")
    assert editors(back()) == {first.pk, second.pk}
    forth()
    states = SectionState.objects.order_by("pk")
    assert [(state.section, state.editors) for state in states] == [("management", [first.pk, second.pk]), ("output", [])]


def test_nobody_who_edited_is_lost_though_no_section_was_saved(report: Report) -> None:
    (person,) = people("person")
    old = back().get_model("reports", "Report").objects.get()
    old.editors.add(person.pk)
    forth()
    assert [(state.section, state.revision, state.editors) for state in SectionState.objects.all()] == [("", 0, [person.pk])]
    assert editors(back()) == {person.pk}


def test_a_person_whose_account_is_gone_does_not_keep_the_tables_from_going_back(report: Report) -> None:
    (person,) = people("person")
    builders.edited(report, person)
    SectionState.objects.update(saved_by=None)
    person.delete()
    assert editors(back()) == set()


def test_what_is_blank_or_gone_is_not_there_afterwards(report: Report) -> None:
    at = {"report": report, "table": "staff", "column": "posts"}
    Figure.objects.create(**at, row="total", state="blank")
    Figure.objects.create(**at, row="other", state="amount", amount=3)
    for gone in (False, True):
        Problem.objects.create(report=report, key=f"key{gone}", is_gone=gone)
        Duty.objects.create(department=report.department, year=2018, key=f"key{gone}", is_gone=gone)
    apps = back()
    assert [figure.row for figure in apps.get_model("reports", "Figure").objects.all()] == ["other"]
    assert [row.key for row in apps.get_model("reports", "Problem").objects.all()] == ["keyFalse"]
    assert [row.key for row in apps.get_model("departments", "ProfileRow").objects.all()] == ["keyFalse"]
    forth()
    assert (Problem.objects.get().is_gone, ProfileRow.objects.get().is_gone) == (False, False)
