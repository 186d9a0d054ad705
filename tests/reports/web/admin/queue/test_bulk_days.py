"""批量延期 and 批量公开: the day that they ask for, and what each does to every report."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import User
from reports import workflow
from reports.models import Cycle, Exemption, Publication, Report
from reports.release.publishing import publication_acts
from reports.release.publishing.proposals import propose_withheld
from tests import builders
from tests.reports.web.admin.queue.test_bulk_pages import form

pytestmark = pytest.mark.django_db
SECRET = "涉及国家秘密"


@pytest.fixture
def client(client_of, manager: User) -> Client:
    return client_of(manager)


def address(name: str, *reports: Report) -> str:
    return f"/admin/bulk/{name}/?ids={','.join(str(report.pk) for report in reports)}"


# 延期 --------------------------------------------------------------------------------------------------------------------


def test_many_get_more_time_with_one_reason(client: Client, complete: Report):
    other = builders.report(builders.department(complete.department.district, "088009", "云水区文化馆"), complete.cycle)
    page = client.get(address("extend", complete, other)).content.decode()
    assert ("可以延期 <strong>2</strong> 份" in page, 'name="until_0"' in page) == (True, True)
    day = timezone.localdate() + timedelta(days=40)
    sent = {**form(page), "until_0": f"{day:%Y-%m-%d}", "until_1": "17:30", "text": "系统停电"}
    result = client.post(address("extend", complete, other), sent, follow=True).content.decode()

    assert "已延期 <strong>2</strong> 份" in result
    assert {(timezone.localdate(each.extended_to), each.extension_reason) for each in Report.objects.all()} == {(day, "系统停电")}


@pytest.mark.parametrize(
    ("more", "words"), [({"text": "停电"}, "请填写延期至哪一天"), ({"until_0": "2030-01-01", "until_1": "8:00"}, "请写明")]
)
def test_without_a_day_or_a_reason_nothing_happens(client: Client, complete: Report, more: dict[str, str], words: str):
    page = form(client.get(address("extend", complete)).content.decode())
    assert words in client.post(address("extend", complete), {**page, **more}).content.decode()
    assert Report.objects.get().extended_to is None


def test_a_reviewer_is_told_who_may(client_of, complete: Report, reviewer: User):
    assert "只能由" in client_of(reviewer).get(address("extend", complete)).content.decode()


# 公开 --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def approved(in_review: Report, reviewer: User) -> Report:
    workflow.approve(in_review, by=reviewer)
    return in_review


def key_of(report: Report) -> str:
    return report.outline.definition.section[-1].key


def test_what_was_withheld_before_is_proposed_and_published_so(client: Client, approved: Report, manager: User):
    key = key_of(approved)
    first = publication_acts.publish_report(approved, by=manager, on=timezone.localdate(), withheld={key: SECRET})
    publication_acts.withdraw_publication(first, by=manager, note="更正")
    page = client.get(address("publish", approved)).content.decode()
    assert (SECRET in page, 'name="on"' in page) == (True, True)

    sent = {**form(page), "on": f"{timezone.localdate():%Y-%m-%d}"}
    assert "已公开 <strong>1</strong> 份" in client.post(address("publish", approved), sent, follow=True).content.decode()
    assert Publication.objects.standing().get().withheld == {key: SECRET}


def test_last_years_withholdings_are_proposed(client: Client, approved: Report, manager: User):
    key = key_of(approved)
    Cycle.objects.filter(pk=approved.cycle_id).update(year=approved.cycle.year - 1)
    last = Report.objects.with_context().get(pk=approved.pk)
    publication_acts.publish_report(last, by=manager, on=timezone.localdate(), withheld={key: SECRET})
    now = builders.report(approved.department, builders.cycle(approved.department.district, approved.cycle.year))
    proposal = propose_withheld(now, now.outline.definition)
    assert (proposal.withheld, proposal.missing, proposal.year) == ({key: SECRET}, (), last.cycle.year)


def test_the_preview_prints_nothing_and_changes_nothing(client: Client, approved: Report):
    page = client.get(address("publish", approved)).content.decode()
    assert ("全文公开" in page, Publication.objects.exists()) == (True, False)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda report, by: publication_acts.publish_report(report, by=by, on=timezone.localdate(), withheld={}), "已经公开"),
        (lambda report, by: Exemption.objects.create(cycle=report.cycle, department=report.department, reason="机构改革"), "免报"),
    ],
)
def test_what_needs_a_look_of_its_own_is_left_out_with_the_reason(client: Client, approved: Report, manager: User, spoil, words: str):
    spoil(approved, manager)
    page = client.get(address("publish", approved)).content.decode()
    assert (words in page, "可以公开 <strong>0</strong> 份" in page) == (True, True)
