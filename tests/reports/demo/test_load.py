"""The invented district: loaded through the same import and workflow as everybody's reports."""

import json

import pytest
from django.core.management import call_command

from departments.models import Department, FormerName, Membership, Role, User
from reports.demo import bureau, load
from reports.domain import checks, completeness
from reports.domain.checks import Outcome
from reports.filing import drafts
from reports.models import Publication, Report, Status

pytestmark = pytest.mark.django_db


def report(code: str, year: int = 2025) -> Report:
    return Report.objects.get(department__code=code, cycle__year=year)


def test_every_state_has_a_report(district):
    assert set(Report.objects.values_list("status", flat=True)) == set(Status.values)


def test_every_role_has_a_person(district):
    assert set(Role) == set(Membership.objects.values_list("role", flat=True))


def test_the_printed_passwords_are_those_of_the_accounts(district):
    assert all(User.objects.get(username=account.username).check_password(account.password) for account in district)


@pytest.mark.parametrize(("code", "outline"), [("088001", "tianxin-2018"), ("066001", "daxiang-2021")])
def test_one_report_in_each_outline_is_complete_in_every_section(district, code, outline):
    document = drafts.load_document(report(code))
    assert document.outline.id == outline
    assert completeness.find_all_missing(document) == []


def test_no_report_that_was_sent_holds_a_figure_that_must_be_mended_but_the_planted_one(district):
    broken = {
        str(one): [finding.message for finding in checks.run(drafts.load_document(one)) if finding.outcome is Outcome.MUST_FIX]
        for one in Report.objects.exclude(status=Status.DRAFT)
    }
    assert [name for name, messages in broken.items() if messages] == [str(report("9002", 2024))]


@pytest.mark.parametrize(("code", "planted"), [("9001", set()), ("9002", {slip["place"] for slip in bureau.load_planted_slips()})])
def test_the_command_names_exactly_the_planted_cells(district, capsys, code, planted):
    call_command("check_report", "--department", code, "--year", "2024", "--json")
    found = [one for one in json.loads(capsys.readouterr().out) if one["outcome"] in ("E", "R")]
    assert {place for one in found for place in one["places"]} == planted
    assert all(one["explained"] for one in found)


def test_last_years_approved_report_stands_beside_this_years(district):
    document, last_year = drafts.load_with_last_year(report("088001"))
    assert report("088001", 2024).status == Status.APPROVED
    assert last_year is not None
    assert len(last_year.rows("duties")) == len(document.rows("duties"))


def test_one_approved_report_is_public_with_a_section_withheld(district):
    published = Publication.objects.get()
    assert (published.report, published.withheld) == (report("088001", 2024), {"projects": "涉及商业秘密"})
    assert published.is_standing


def test_loading_again_changes_nothing(district):
    before = list(Report.objects.order_by("pk").values_list("pk", "status", "since"))
    load.load_demonstration()
    assert list(Report.objects.order_by("pk").values_list("pk", "status", "since")) == before
    assert User.objects.filter(username="clerk").count() == 1


def test_what_waits_for_the_bureau_came_with_evidence(district):
    sent = Report.objects.filter(status__in=load.WITH_EVIDENCE)
    assert {sending.sent_attachments.count() for each in sent for sending in each.submissions.all()} == {2}


def test_one_report_is_given_to_a_colleague_with_a_note(district):
    given = Report.objects.get(reviewer__isnull=False)
    assert (given, given.reviewer.username) == (report("041001"), "reviewer2")
    assert "请先代为审核" in given.events.get(act="assign").note


def test_one_department_has_no_desk_and_one_has_another_name_than_last_year(district):
    assert Department.objects.get(desk=None).code == "051001"
    former = FormerName.objects.get()
    assert (former.department.name, former.name) == ("青禾区应急管理局", "青禾区安全生产监督管理局")
    assert "安全生产监督管理局" in report("9001", 2024).submissions.earliest("number").document
    assert report("9001", 2024).due < former.until < report("9001").due
