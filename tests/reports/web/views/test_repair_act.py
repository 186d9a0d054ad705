"""“改成 5.11（两处）”: what the checks propose is written into all its cells by one button, and only as long as it holds."""

import pytest
from django.test import Client

from reports.demo import bureau
from reports.filing import drafts, live_findings, report_import
from reports.models import Report, SectionState
from tests import builders

pytestmark = pytest.mark.django_db
UNIT = {"code": "9002", "name": "云水区防灾减灾中心", "district": "云水区", "city": "长沙市"}


@pytest.fixture
def planted() -> Report:
    """A report with five planted slips, some of which one figure mends."""
    return report_import.import_file(bureau.build_bureau_report(UNIT, planted=True), create=True).report


@pytest.fixture
def client(planted: Report) -> Client:
    found = Client()
    found.force_login(builders.clerk(planted.department))
    return found


def proposal(report: Report):
    return next(hint for hint in live_findings.find_live_findings(report).hints if hint.value is not None)


def press(client: Client, report: Report, finding):
    return client.post(f"/reports/{report.pk}/repair/", {"key": finding.key, "seen": finding.fingerprint}, follow=True)


def test_the_button_says_the_figure_and_in_how_many_places(client, planted):
    page = client.get(f"/reports/{planted.pk}/").text
    finding = proposal(planted)
    number = f"{finding.value.normalize():f}"
    assert f"改成 {number}" in page.replace(",", "")


def test_one_press_writes_every_cell_and_closes_the_sums(client, planted):
    finding = proposal(planted)
    before = len(live_findings.find_live_findings(planted).blocking)
    assert "已改好并保存" in press(client, planted, finding).text
    document = drafts.load_document(planted)
    assert {document.figure(place).amount for place in finding.places} == {finding.value}
    after = live_findings.find_live_findings(planted)
    assert len(after.blocking) < before
    assert after.find(finding.key) is None


def test_a_proposal_that_does_not_hold_any_more_changes_nothing_and_says_so(client, planted):
    finding = proposal(planted)
    press(client, planted, finding)
    saved = list(SectionState.objects.order_by("pk").values_list("section", "revision"))
    assert "原来的建议不再适用，没有改动任何数字" in press(client, planted, finding).text
    assert list(SectionState.objects.order_by("pk").values_list("section", "revision")) == saved


def test_a_report_that_is_sent_is_not_changed(client, planted):
    finding = proposal(planted)
    Report.objects.filter(pk=planted.pk).update(status="submitted")
    assert "不能修改" in press(client, planted, finding).text
    assert "改成" not in client.get(f"/reports/{planted.pk}/").text
