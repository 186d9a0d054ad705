"""What the department sees of its own deadline, and of the second review."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.models import Status
from tests.reports.filing.forms.builders import Browser
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/reports/{pk}/", "/reports/{pk}/sections/management/"])
def test_the_department_sees_its_new_deadline_and_why(client_of, clerk, manager, report, path: str):
    workflow.extend(
        report, by=manager, until=datetime(2098, 3, 1, 17, 30, tzinfo=timezone.get_default_timezone()), reason="机构改革，账目移交中"
    )
    page = client_of(clerk).get(path.format(pk=report.pk)).content.decode()
    assert "2098年3月1日 17:30" in page
    assert "机构改革，账目移交中" in page


def test_a_locked_cycle_is_open_to_whom_it_gave_time(client_of, clerk, manager, report, cycle):
    type(cycle).objects.update(opens=cycle.opens - (cycle.due - cycle.opens), due=cycle.opens, locked_after_due=True)
    report.refresh_from_db()
    report.cycle.refresh_from_db()
    assert "本年度任务已锁定" in client_of(clerk).get(f"/reports/{report.pk}/").content.decode()
    workflow.extend(report, by=manager, until=timezone.now() + timedelta(days=2), reason="机构改革")
    client = client_of(clerk)
    for path in ("", "sections/management/"):
        assert "本年度任务已锁定" not in client.get(f"/reports/{report.pk}/{path}").content.decode()
    saved = Browser(clerk, report, "management").open().type({"narrative.management": "专款专用。"}).press()
    assert "已保存" in saved.html


def test_what_the_bureau_reviews_twice_is_told_in_words(client_of, clerk, report):
    put(report, Status.SECOND_REVIEW)
    page = client_of(clerk).get(f"/reports/{report.pk}/").content.decode()
    assert "财政局正在复审" in page
    assert "撤回" not in page
