"""Units of years gone by: the name of then in lists and on the page, papers for the unit that took another over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import FormerName, User
from reports import workflow
from reports.domain import interchange
from reports.filing import cycles
from reports.models import Cycle, Report
from tests import builders

QUEUE = "/admin/reports/report/?state=all"
OLD, NEW = "云水区档案馆", "云水区档案和地方志中心"


@pytest.fixture
def renamed(sent: Report) -> Report:
    """Sent and due a year ago under the old name; renamed since."""
    Cycle.objects.update(opens=timezone.now() - timedelta(days=400), due=timezone.now() - timedelta(days=365))
    sent.department.name = NEW
    sent.department.save()
    return Report.objects.get(pk=sent.pk)


@pytest.fixture
def client(client_of, reviewer: User) -> Client:
    return client_of(reviewer)


def test_what_was_sent_under_the_old_name_keeps_it(renamed: Report):
    kept = renamed.submissions.get()
    assert interchange.load_document(kept.document, kept.outline.definition).department == OLD


def test_lists_of_earlier_years_say_what_the_unit_was_called(client: Client, renamed: Report):
    page = client.get(QUEUE).content.decode()
    assert f"{NEW}（原{OLD}）" in page
    assert f"{NEW}（原{OLD}）" in client.get(f"/admin/reports/report/{renamed.pk}/change/").content.decode()
    assert f"{NEW}（原{OLD}）" in client.get("/admin/").content.decode()


def test_a_report_that_was_due_under_the_new_name_says_nothing(client: Client, renamed: Report):
    FormerName.objects.update(until=timezone.now() - timedelta(days=500))
    assert "（原" not in client.get(QUEUE).content.decode()


def test_of_two_former_names_the_one_of_then_counts(client: Client, renamed: Report):
    FormerName.objects.update(until=timezone.now() - timedelta(days=100))
    FormerName.objects.create(department=renamed.department, name="云水区档案局", until=timezone.now() - timedelta(days=500))
    FormerName.objects.create(department=renamed.department, name="云水区方志馆", until=timezone.now() - timedelta(days=50))
    assert f"（原{OLD}）" in client.get(QUEUE).content.decode()


@pytest.mark.parametrize("words", [OLD, NEW, "云水区大数据局", "099001"])
def test_the_old_name_and_the_unit_that_took_over_find_the_report(client: Client, renamed: Report, words: str):
    successor = builders.department(renamed.department.district, "099001", "云水区大数据局")
    type(successor).objects.filter(pk=renamed.department_id).update(active=False, merged_into=successor)
    found = client.get(f"{QUEUE}&q={words}").context["cl"].result_list
    assert [report.pk for report in found] == [renamed.pk]


def test_the_unit_that_took_over_reads_what_the_other_sent(client_of, renamed: Report, reviewer: User):
    successor = builders.department(renamed.department.district, "099001", "云水区大数据局")
    clerk, paper = builders.clerk(successor), f"/submissions/{renamed.submissions.get().reference}.pdf"
    own = builders.report(successor, builders.cycle(successor.district, year=2019))
    assert client_of(clerk).get(paper).status_code == 404

    type(successor).objects.filter(pk=renamed.department_id).update(active=False, merged_into=successor)

    assert b"".join(client_of(clerk).get(paper).streaming_content) == b"%PDF-1.7"
    page = client_of(clerk).get(f"/reports/{own.pk}/").content.decode()
    assert ("并入单位的报告" in page, paper in page) == (True, True)
    assert client_of(clerk).get(f"/reports/{renamed.pk}/").status_code == 404
    beside = client_of(reviewer).get(f"/admin/reports/report/{own.pk}/change/").content.decode()
    assert f'href="/admin/reports/report/{renamed.pk}/change/"' in beside


def test_a_unit_that_was_merged_gets_no_report_in_a_new_cycle(renamed: Report):
    successor = builders.department(renamed.department.district, "099001", "云水区大数据局")
    type(successor).objects.filter(pk=renamed.department_id).update(active=False, merged_into=successor)
    cycle = builders.cycle(successor.district, year=2019)
    assert cycles.open_cycle(cycle, by=None) == 1
    assert cycle.reports.get().department == successor


def test_handing_over_stays_possible_for_what_a_merged_unit_sent(renamed: Report, reviewer: User):
    type(renamed.department).objects.filter(pk=renamed.department_id).update(active=False)
    workflow.assign(renamed, by=reviewer, to=reviewer)
    assert Report.objects.get(pk=renamed.pk).reviewer == reviewer
