"""The district that a report knows for the index of the queue: always that of its department."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from departments.models import Department
from reports import cycles
from reports.models import OutlineVersion, Report
from tests import builders


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["opened", "created", "in bulk"])
def test_a_new_report_takes_the_district_of_its_department(way: str):
    unit, other = builders.department(), builders.department(builders.district("临川区"), "099001")
    cycle = builders.cycle(unit.district)
    parts = {"cycle": cycle, "outline": OutlineVersion.of(cycle.outline)}
    if way == "opened":
        cycles.open_cycle(cycle, None)
    elif way == "created":
        Report.objects.create(department=unit, **parts)
        Report.objects.create(department=other, **parts)
    else:
        Report.objects.bulk_create(Report(department=each, **parts) for each in (unit, other))

    assert Report.objects.exists()
    assert not Report.objects.exclude(district=F("department__district")).exists()


@pytest.mark.django_db
def test_saving_again_asks_for_no_department(django_assert_num_queries):
    report = Report.objects.get(pk=builders.report().pk)

    with django_assert_num_queries(1):
        report.save(update_fields=["status", "district"])


@pytest.mark.django_db(transaction=True)
def test_reports_from_before_get_the_district_of_their_department():
    call_command("migrate", "reports", "0011", verbosity=0)
    old = MigrationExecutor(connection).loader.project_state([("reports", "0011_fewer_statements")]).apps
    unit = Department.objects.create(district=builders.district(), code="088001", name="云水区档案馆")
    cycle, version = builders.cycle(unit.district), OutlineVersion.of("tianxin-2018")
    old.get_model("reports", "Report").objects.create(department_id=unit.pk, cycle_id=cycle.pk, outline_id=version.pk)

    call_command("migrate", "reports", verbosity=0)

    assert Report.objects.get().district == unit.district
