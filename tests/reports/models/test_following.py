"""What a report knows for the indexes of the queue: district and 股室 of its department, and whose turn it is."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from departments.models import Department, Desk
from reports.filing import cycles
from reports.models import OutlineVersion, Report, Status
from tests import builders


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["opened", "created", "in bulk"])
def test_a_new_report_takes_district_and_desk_of_its_department(way: str):
    unit, other = builders.department(), builders.department(builders.district("临川区"), "099001")
    move(unit, builders.desk(unit.district))
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
    assert {report.desk for report in Report.objects.filter(department=unit)} == {unit.desk}


def move(department: Department, desk: Desk | None) -> None:
    department.desk = desk
    department.save()


@pytest.mark.django_db
def test_a_report_follows_its_department_to_another_desk_and_to_none(report: Report):
    others = builders.report(builders.department(report.department.district, "099001"), report.cycle)
    first, second = builders.desk(report.district), builders.desk(report.district, "农业股")
    for desk in (first, second, None, first):
        move(report.department, desk)
        report.refresh_from_db()
        assert report.desk == desk
    assert Report.objects.get(pk=others.pk).desk is None
    first.delete()
    report.refresh_from_db()
    assert report.desk is None


@pytest.mark.django_db
def test_a_save_of_another_field_moves_no_report(report: Report):
    stale = Department.objects.get(pk=report.department.pk)
    move(report.department, builders.desk(report.district))
    stale.save(update_fields=["name"])
    report.refresh_from_db()
    assert report.desk == report.department.desk


@pytest.mark.django_db
def test_departments_change_their_desk_by_a_save_alone(report: Report):
    with pytest.raises(TypeError):
        Department.objects.update(desk=builders.desk(report.district))
    with pytest.raises(TypeError):
        Department.objects.bulk_update([report.department], ["desk"])


@pytest.mark.django_db
def test_the_turn_is_that_of_the_state(report: Report):
    turns = {}
    for status in Status.values:
        Report.objects.update(status=status)
        turns[status] = Report.objects.get().turn
    assert turns == {
        "draft": "department",
        "awaiting_signature": "department",
        "submitted": "bureau",
        "in_review": "bureau",
        "second_review": "bureau",
        "returned": "department",
        "approved": "nobody",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["saved", "saved alone", "updated", "updated in bulk", "created in bulk"])
def test_whichever_way_a_state_is_written_its_turn_comes_along(way: str, report: Report):
    report.status = Status.APPROVED
    if way == "saved":
        report.save()
    elif way == "saved alone":
        report.save(update_fields=["status"])
    elif way == "updated":
        Report.objects.filter(pk=report.pk).update(status="approved")
    elif way == "updated in bulk":
        Report.objects.bulk_update([report], ["status"])
    else:
        Report.objects.all().delete()
        Report.objects.bulk_create([Report(department=report.department, cycle=report.cycle, outline=report.outline, status="approved")])
    assert list(Report.objects.values_list("status", "turn")) == [("approved", "nobody")]


@pytest.mark.django_db
def test_saving_again_asks_for_no_department(django_assert_num_queries):
    report = Report.objects.get(pk=builders.report().pk)

    with django_assert_num_queries(1):
        report.save(update_fields=["status", "district"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.landed
def test_reports_from_before_get_what_their_department_has():
    call_command("migrate", "reports", "0011", verbosity=0)
    old = MigrationExecutor(connection).loader.project_state([("reports", "0011_fewer_statements")]).apps
    home = builders.district()
    unit = Department.objects.create(district=home, code="088001", name="云水区档案馆", desk=builders.desk(home))
    cycle, version = builders.cycle(unit.district), OutlineVersion.of("tianxin-2018")
    old.get_model("reports", "Report").objects.create(department_id=unit.pk, cycle_id=cycle.pk, outline_id=version.pk)

    call_command("migrate", "reports", verbosity=0)

    report = Report.objects.get()
    assert (report.district, report.desk, report.turn) == (unit.district, unit.desk, "department")
