"""Desk, queue, review page and 年度概览 of full pages: as many queries for 50 departments as for 500, five years each.

BEGIN, COMMIT and SAVEPOINT are left out: SQLite and PostgreSQL differ there.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import Department, District
from reports import workflow
from reports.filing import report_import
from reports.models import Report, Status
from tests import builders
from tests.reports.release.statistics.builders import many
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
YEARS = 5
STATES = [Status.SUBMITTED, Status.IN_REVIEW, Status.SECOND_REVIEW, Status.RETURNED, Status.APPROVED, Status.DRAFT]
PAGES: dict[str, tuple[Callable[[Report], str], int]] = {
    "desk": (lambda _: "/admin/", 20),
    "queue": (lambda _: "/admin/reports/report/", 6),
    "whole queue": (lambda _: "/admin/reports/report/?state=all&p=2", 6),
    "review page": (lambda report: f"/admin/reports/report/{report.pk}/change/", 25),
    "league": (lambda _: "/admin/dashboard/league/?year=2018", 11),
    "briefing": (lambda _: "/admin/dashboard/briefing/?year=2018", 16),
    "sorted queue": (lambda _: "/admin/reports/report/?o=7", 7),
    "year": (lambda _: "/admin/dashboard/?year=2018", 15),
}


def district(number: int, name: str) -> Report:
    """So many departments in every state, and one whose paper was really sent."""
    home = many(number, YEARS, name)
    Report.objects.bulk_update(_in_every_state(home), ["status", "since"])
    return _sent(home)


def _in_every_state(home: District) -> list[Report]:
    reports = list(Report.objects.filter(cycle__year=2018).order_by("pk"))
    for at, report in enumerate(reports):
        report.status, report.since = STATES[at % len(STATES)], timezone.now()
    return reports


def _sent(home: District) -> Report:
    unit = Department.objects.create(district=home, code="088001", name="云水区档案馆", desk=home.desks.first())
    own = {"code": unit.code, "name": unit.name, "district": home.name, "city": home.city}
    report = report_import.import_file(builders.paper(department=own)).report
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=builders.leader(unit, f"leader{home.pk}"))
    return report


def counts(client_of: Callable[..., Client], number: int, name: str) -> dict[str, int]:
    report = district(number, name)
    client = client_of(builders.reviewer(report.department.district, f"reviewer{number}"))
    return {name: _count(client, address(report)) for name, (address, _) in PAGES.items()}


def _count(client: Client, address: str) -> int:
    with asked() as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_full_pages_ask_equally_often_for_50_departments_and_for_500(client_of: Callable[..., Client]):
    few, many_more = counts(client_of, 50, "云水区"), counts(client_of, 500, "临川区")

    assert few == many_more
    assert {name: number for name, number in few.items() if number > PAGES[name][1]} == {}
