"""Opening a cycle (年度任务): one report for each department that takes part."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from departments.models import Department, User
from reports.models import Cycle, OutlineVersion, Report


def open_cycle(cycle: Cycle, by: User | None) -> int:
    """Creates the reports that are missing; how many. Safe to repeat and to run twice at once. Raises outlines.Mistakes."""
    version = OutlineVersion.of(cycle.outline)
    with transaction.atomic():
        before = Report.objects.filter(cycle=cycle).count()
        missing = participants(cycle).exclude(reports__cycle=cycle)
        reports = [Report(department=department, cycle=cycle, outline=version) for department in missing]
        Report.objects.bulk_create(reports, ignore_conflicts=True)
        return Report.objects.filter(cycle=cycle).count() - before


def participants(cycle: Cycle) -> QuerySet[Department]:
    """Departments of the district that fill in and are not exempt."""
    return Department.objects.filter(district=cycle.district_id, active=True).exclude(exemptions__cycle=cycle)


def get_or_create_report(department: Department, cycle: Cycle, outline: str = "") -> Report:
    """The department's report of the cycle; of two at once the loser gets the winner's. Raises outlines.Mistakes, UnknownOutline."""
    found = Report.objects.filter(department=department, cycle=cycle).first()
    if found is not None:
        return found
    return Report.objects.get_or_create(
        department=department, cycle=cycle, defaults={"outline": OutlineVersion.of(outline or cycle.outline)}
    )[0]
