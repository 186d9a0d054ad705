"""What the recipes of CONTRIBUTING.md promise, looked at in the copy of the project where they were followed `test_contributing.py`."""

import json
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from departments.models import User
from reports.demo import load
from reports.domain import places
from reports.filing import drafts
from reports.models import Event, Notice, Report, Status
from reports.workflow import describe_event

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load.load_demonstration()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded, db) -> None:
    """The invented district, loaded once; what a test changes is rolled back after it."""


def find_report(code: str, year: int = 2025) -> Report:
    return Report.objects.with_context().get(department__code=code, cycle__year=year)


def open_page(username: str, address: str, **posted: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username))
    response = client.post(address, posted, follow=True) if posted else client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def ask_checks(report: Report, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    call_command("check_report", "--department", report.department.code, "--year", str(report.cycle.year), "--json")
    return json.loads(capsys.readouterr().out)


def test_the_rule_is_asked_shown_and_explained(demonstration, capsys) -> None:
    report = find_report("088001")
    found = [one for one in ask_checks(report, capsys) if one["id"] == "C90"]
    assert [(one["outcome"], one["places"]) for one in found] == [("W", ["narrative.summary"])]
    section = places.find_section(report.outline.definition, "narrative.summary")
    assert "请写得具体些" in open_page("clerk", f"/reports/{report.pk}/sections/{section}/?whole=1")
    assert "总体情况写得具体" in open_page("clerk", f"/rules/{report.outline_id}/?cycle={report.cycle_id}")
    assert 'id="C90"' in open_page("manager", f"/admin/reports/cycle/{report.cycle_id}/checks/")


def test_the_demonstration_fills_the_column_and_the_pages_show_it(demonstration, capsys) -> None:
    report = find_report("9001", 2024)
    document = drafts.load_document(report)
    assert str(document.figure("carryover.total.reclaimed")) == "0"
    assert [one for one in ask_checks(report, capsys) if one["outcome"] == "E"] == []
    assert "其中：财政收回" in open_page("u9001", f"/reports/{report.pk}/preview/")
    assert "其中：财政收回" in open_page("reviewer", f"/admin/reports/report/{report.pk}/change/")


def test_the_act_leads_into_the_state_and_out_again(demonstration) -> None:
    report = find_report("012001")
    address = f"/admin/reports/report/{report.pk}/change/"
    assert "暂缓办理</button>" in open_page("reviewer", address)
    asked = {"act": "postpone", "since": report.since.isoformat()}
    assert "暂缓以后，由管理员恢复办理。" in open_page("reviewer", address, **asked)
    assert "已暂缓办理。" in open_page("reviewer", address, **asked, confirmed="1", note="等待上级批复")
    event = Event.objects.latest("pk")
    assert (describe_event(event), event.target, event.note) == ("暂缓办理", Status.POSTPONED, "等待上级批复")
    assert Notice.objects.filter(kind="postpone").exists()
    assert "财政局暂缓办理" in open_page("u012001", f"/reports/{report.pk}/")
    assert report.department.name in open_page("manager", "/admin/reports/report/?state=postponed")
    report.refresh_from_db()
    assert (report.status, report.turn) == (Status.POSTPONED, "bureau")
    assert "已恢复办理。" in open_page("manager", address, act="resume", since=report.since.isoformat())
    report.refresh_from_db()
    assert report.status == Status.IN_REVIEW
