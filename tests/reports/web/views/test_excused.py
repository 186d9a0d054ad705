"""免报: the unit sees it and why, and cannot fill in; lifting it brings back what was there."""

from collections.abc import Callable

import pytest
from django.test import Client

from departments.models import Department, User
from reports import workflow
from reports.filing import drafts
from reports.models import Exemption, Narrative, Report, Status
from reports.workflow import reminders
from tests import builders
from tests.reports.filing.forms.builders import Browser

pytestmark = pytest.mark.django_db
SECTION = "/reports/{}/sections/management/"


def exempt(report: Report) -> Exemption:
    return Exemption.objects.create(cycle=report.cycle, department=report.department, reason="机构改革，划转民政局")


def close(report: Report) -> None:
    Department.objects.filter(pk=report.department_id).update(active=False)


def merge(report: Report) -> None:
    other = builders.department(report.department.district, "099009", "云水区文化馆")
    Department.objects.filter(pk=report.department_id).update(active=False, merged_into=other)


WAYS = [(exempt, "机构改革，划转民政局"), (close, "本单位已不参加填报"), (merge, "本单位已并入云水区文化馆")]


@pytest.fixture
def browser(client_of: Callable[[User], Client], clerk: User) -> Client:
    return client_of(clerk)


@pytest.mark.parametrize(("excuse", "why"), WAYS)
def test_the_unit_sees_why_on_each_of_its_pages(browser: Client, report: Report, excuse: Callable[[Report], object], why: str):
    excuse(report)
    for address in ("/", f"/reports/{report.pk}/", SECTION.format(report.pk)):
        answer = browser.get(address)
        page = answer.content.decode()
        assert ("免报" in page, why in page, answer.context.get("edits", False)) == (True, True, False), address


@pytest.mark.parametrize(("excuse", "why"), WAYS)
def test_the_unit_cannot_fill_in_nor_send(browser: Client, report: Report, clerk: User, excuse: Callable[[Report], object], why: str):
    page = Browser(clerk, report, "management").open()
    excuse(report)
    answer = page.type({"narrative.management": "改过"}).press(follow=False)
    assert (answer.status, why in answer.html) == (409, True)
    assert Narrative.objects.get(report=report).text == "专款专用，按进度拨付。"
    with pytest.raises(drafts.NotEditable, match="免报"):
        drafts.replace_report(report, drafts.load_document(report), by=None)
    for act in (lambda: workflow.hand_over(report, by=clerk), lambda: reminders.remind_department(report, by=None)):
        with pytest.raises(workflow.Refused, match=why):
            act()


def test_no_button_is_offered_to_anybody(browser: Client, report: Report, clerk: User):
    exempt(report)
    assert workflow.list_actions(Report.objects.with_context().get(pk=report.pk), clerk) == []


def test_the_leader_is_not_asked_to_sign(client_of, report: Report, leader: User):
    Report.objects.filter(pk=report.pk).update(status=Status.AWAITING_SIGNATURE, turn="department")
    exempt(report)
    page = client_of(leader).get("/signatures/")
    assert (list(page.context["waiting"]), "免报" in page.content.decode()) == ([], True)


def test_lifting_it_lets_the_unit_go_on_where_it_was(browser: Client, report: Report):
    lifted = exempt(report)
    lifted.delete()
    page = browser.get(f"/reports/{report.pk}/").content.decode()
    assert ("免报" in page, "交签发" in page) == (False, True)


def test_a_unit_without_a_report_reads_why_it_has_none(browser: Client, department: Department, cycle):
    Exemption.objects.create(cycle=cycle, department=department, reason="涉密单位")
    page = browser.get("/").content.decode()
    assert ("免报" in page, "涉密单位" in page) == (True, True)
