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


@pytest.mark.parametrize("seen", ["9" * 5_000, "9" * 30 + " x", "²", "-1", "a" * 5_000])
def test_a_report_of_the_preview_that_can_be_none_is_left_out(client_of, seen: str):
    report = builders.report()
    Report.objects.update(status=Status.SUBMITTED)
    client = client_of(builders.reviewer(report.department.district))
    page = client.post(f"/admin/bulk/start_review/?ids={report.pk}", {"seen": seen})
    assert (page.status_code, "没有可以办理的报告" in page.content.decode()) == (200, True)


def test_a_search_of_thousands_of_words_is_refused_in_words(client_of):
    client = client_of(builders.reviewer(builders.district()))
    page = client.get(QUEUE, {"q": "a " * 2_500})
    assert (page.status_code, "查找的文字最多 100 个字符，没有查找" in page.content.decode()) == (200, True)
