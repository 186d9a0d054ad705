"""The queue asked for what can be no report."""

import pytest

from reports.models import Report, Status
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reports/report/"
HUGE = "9" * 30


@pytest.mark.parametrize("asked", ["year", "district", "desk", "p", "o"])
def test_a_huge_number_in_the_address_shows_the_queue(client_of, asked: str):
    client = client_of(builders.reviewer(builders.district()))
    assert client.get(f"{QUEUE}?{asked}={HUGE}", follow=True).status_code == 200


@pytest.mark.parametrize("action", ["bulk_approve", "export_data"])
@pytest.mark.parametrize("ticked", ["abc", HUGE])
def test_a_tick_that_can_be_no_report_counts_as_none(client_of, action: str, ticked: str):
    report = builders.report()
    Report.objects.update(status=Status.SUBMITTED)
    client = client_of(builders.reviewer(report.department.district))
    page = client.post(QUEUE, {"action": action, "index": 0, "_selected_action": [ticked]}, follow=True)
    assert "没有任何条目被更改" in page.content.decode()
