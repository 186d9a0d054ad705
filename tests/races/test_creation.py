"""Many requests that all find no report yet: one report."""

from collections.abc import Iterator
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from departments.models import Department
from reports.filing import cycles
from reports.models import Cycle, OutlineVersion, Report
from tests.races.together import PATIENCE, errors, together

MANY, FEW = 50, 8


def test_fifty_creations_are_one_report(department: Department, cycle: Cycle) -> None:
    found = together(*[lambda: cycles.get_or_create_report(department, cycle)] * MANY)
    assert errors(found) == []
    assert Report.objects.count() == 1
    assert {outcome.result for outcome in found} == {Report.objects.get()}


def naive_creations(department: Department, cycle: Cycle) -> list[type[Exception]]:
    """Everybody looks, finds nothing, and creates."""
    outline, all_looked = OutlineVersion.of(cycle.outline), Barrier(FEW)

    def create() -> None:
        found = Report.objects.filter(department=department, cycle=cycle).first()
        all_looked.wait(PATIENCE)
        if found is None:
            Report.objects.create(department=department, cycle=cycle, outline=outline)

    return errors(together(*[create] * FEW))


def test_control_look_then_create_collides(department: Department, cycle: Cycle) -> None:
    assert naive_creations(department, cycle) == [IntegrityError] * (FEW - 1)
    assert Report.objects.count() == 1


@pytest.fixture
def _without_constraint(cycle: Cycle, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite builds the table anew from what the model says, so the model forgets the constraint too."""
    constraints = list(Report._meta.constraints)
    ours = next(found for found in constraints if found.name == "one_report_per_department_and_cycle")
    monkeypatch.setattr(Report._meta, "constraints", [found for found in constraints if found is not ours])
    with connection.schema_editor() as editor:
        editor.remove_constraint(Report, ours)
    yield
    Report.objects.all().delete()
    monkeypatch.setattr(Report._meta, "constraints", constraints)
    with connection.schema_editor() as editor:
        editor.add_constraint(Report, ours)


@pytest.mark.usefixtures("_without_constraint")
def test_control_without_the_constraint_there_are_many_reports(department: Department, cycle: Cycle) -> None:
    assert naive_creations(department, cycle) == []
    assert Report.objects.count() == FEW
