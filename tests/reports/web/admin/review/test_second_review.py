"""复审 in the admin: what waits for whom, and what is shown before the 通过."""

import pytest

from departments.models import Membership, Role
from reports import workflow
from reports.models import Approval, Cycle, Event, Report, Status
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reports/report/"


@pytest.fixture
def second(complete):
    person = builders.person("second", name="复审员")
    Membership.objects.create(user=person, role=Role.SECOND_REVIEWER, district=complete.department.district)
    return person


@pytest.fixture
def waiting(in_review, reviewer) -> Report:
    """Passed on by the reviewer."""
    Cycle.objects.update(second_review=True)
    workflow.pass_on(Report.objects.get(), by=reviewer)
    return Report.objects.get()


def listed(response) -> list[int]:
    return [report.pk for report in response.context["cl"].result_list]


def test_what_was_passed_on_waits_for_the_second_reviewer(client_of, waiting, reviewer, second):
    assert listed(client_of(second).get(QUEUE)) == [waiting.pk]
    assert listed(client_of(reviewer).get(QUEUE)) == []
    assert listed(client_of(reviewer).get(f"{QUEUE}?state=second_review")) == [waiting.pk]
    assert client_of(second).get("/admin/").context["years"][0].pending.number == 1
    assert client_of(reviewer).get("/admin/").context["years"][0].pending.number == 0


def test_the_second_reviewer_sees_what_is_approved_and_is_asked_once(client_of, waiting, second):
    client, url = client_of(second), f"{QUEUE}{waiting.pk}/change/"
    sent = waiting.submissions.get()

    asked = client.post(url, {"act": "approve"}).content.decode()
    assert sent.sha256 in asked
    assert sent.reference in asked
    assert "必须修改 0 条" in asked
    assert not Approval.objects.exists()

    client.post(url, {"act": "approve", "confirmed": "1"})
    assert Report.objects.get().status == Status.APPROVED
    assert Approval.objects.get().by == second


def test_the_confirmation_takes_a_bounded_number_of_queries(client_of, waiting, second, django_assert_max_num_queries):
    client = client_of(second)
    with django_assert_max_num_queries(25):
        client.post(f"{QUEUE}{waiting.pk}/change/", {"act": "approve"})


def test_a_reopened_report_keeps_its_approved_version_in_reach(client_of, in_review, reviewer, manager):
    workflow.approve(in_review, by=reviewer)
    workflow.reopen(in_review, by=manager, reason="决算数调整")
    reference = in_review.submissions.get().reference

    page = client_of(reviewer).get(f"{QUEUE}{in_review.pk}/change/").content.decode()

    assert "已重新打开" in page
    assert "决算数调整" in page
    assert f"/submissions/{reference}/final.pdf" in page
    paper = client_of(reviewer).get(f"/submissions/{reference}/final.pdf")
    assert b"".join(paper.streaming_content) == b"%PDF-1.7"
    assert Event.objects.filter(act="approve").exists()
