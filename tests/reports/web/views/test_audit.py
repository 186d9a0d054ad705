"""When the 财政局 looks at a report, that is written down; what a department does with its own is its own affair."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from departments import audit
from departments.models import AuditEntry, Department, Role, User
from reports import workflow
from reports.models import Report, Submission
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(settings: Settings) -> Submission:
    settings.PERFEVAL_OUTLINES = [builders.OUTLINES]
    department = builders.make_department(builders.make_district())
    report = builders.make_report(department, builders.make_cycle(department.district, needs_signature=False))
    return workflow.submit(report, by=None)


def looked(user: User, address: str) -> list[tuple[str, str, User | None]]:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    b"".join(response.streaming_content) if response.streaming else response.content
    return [(entry.target, entry.act, entry.actor) for entry in AuditEntry.objects.filter(act=audit.Act.VIEW)]


def reviewer(report: Report) -> User:
    return builders.make_person("reviewer", Role.REVIEWER, district=report.department.district)


def clerk(department: Department) -> User:
    return builders.make_person("clerk", Role.CLERK, department=department)


def test_opening_the_review_page_is_written_down(submission: Submission) -> None:
    person = reviewer(submission.report)
    address = reverse("admin:reports_report_change", args=[submission.report.pk])
    assert looked(person, address) == [(str(submission.report), "view", person)]


OF_ADMIN = ["admin:reports_report_items", "admin:reports_report_scores", "admin:reports_publication_report"]
PAGES = ["report", "preview", "attachments", *OF_ADMIN]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_report_that_the_bureau_opens_is_written_down(submission: Submission, name: str) -> None:
    person = reviewer(submission.report)
    assert looked(person, reverse(name, args=[submission.report.pk])) == [(str(submission.report), "view", person)]


def test_a_section_that_the_bureau_opens_is_written_down(submission: Submission) -> None:
    section = submission.outline.definition.section[0].key
    person = reviewer(submission.report)
    assert looked(person, reverse("section", args=[submission.report.pk, section])) == [(str(submission.report), "view", person)]


def test_a_reviewer_taking_the_paper_is_written_down(submission: Submission) -> None:
    person = reviewer(submission.report)
    assert looked(person, reverse("printout", args=[submission.reference])) == [("088001_云水区档案馆088001_2020.pdf", "view", person)]


def test_the_department_s_own_paper_is_not(submission: Submission) -> None:
    assert looked(clerk(submission.report.department), reverse("printout", args=[submission.reference])) == []


def test_every_step_is_written_down(submission: Submission) -> None:
    [entry] = AuditEntry.objects.filter(act=audit.Act.STEP)
    assert (entry.target, entry.detail) == (str(submission.report), "填报中 → 已报送")
