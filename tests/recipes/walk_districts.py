"""The same, looked at in districts of their own: every page in the new state, and a report in the new outline."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from reports.demo.required_facts import MADE_UP, fill_required_facts
from reports.domain import interchange
from reports.filing import report_import
from reports.models import Status
from tests import builders
from tests.permissions.addresses import path, routes
from tests.permissions.requests import answer
from tests.permissions.requests import client as log_in
from tests.permissions.test_matrix import SLUGS
from tests.permissions.world import BUREAU, FILLS_IN, world
from tests.reports.test_one_row import UNSAID
from tests.reports.workflow.builders import OUTLINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def short_report(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The reports of `world` have an outline of their own; printing is not what this is about."""
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")


def test_no_page_breaks_on_the_state(short_report) -> None:
    around = world(Status.POSTPONED)
    clients = {who: log_in(around, who) for who in sorted(FILLS_IN | BUREAU)}
    values = SLUGS | {"key": around.report.outline.definition.section[0].key}
    addresses = [path(name, route, around, values) for name, route in routes() if name not in UNSAID]
    statuses = {(who, address): answer(client, "get", address)[0] for who, client in clients.items() for address in addresses}
    assert (len(addresses) > 60, [where for where, status in statuses.items() if status >= 500]) == (True, [])


def test_the_outline_is_chosen_filled_in_and_checked(capsys) -> None:
    district = builders.district()
    department = builders.department(district)
    clerk, manager = Client(), Client()
    clerk.force_login(builders.clerk(department))
    manager.force_login(builders.manager(district))
    assert "yunting-2026" in manager.get("/admin/reports/cycle/add/").content.decode()
    cycle = builders.cycle(district, 2026, "yunting-2026")
    raw = {"format": interchange.FORMAT, "outline": "yunting-2026", "year": 2026, "department": {"name": department.name}}
    report = report_import.import_report(fill_required_facts(raw), department=department, cycle=cycle, by=None).report
    call_command("check_report", "--department", department.code, "--year", "2026", "--json")
    assert {one["outcome"] for one in json.loads(capsys.readouterr().out)} <= {"W", "ok"}
    assert "便民服务情况" in clerk.get(f"/reports/{report.pk}/sections/results/").content.decode()
    assert MADE_UP in clerk.get(f"/reports/{report.pk}/preview/").content.decode()
