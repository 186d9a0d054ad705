"""开始填报 is a date that counts: before it the unit reads, and cannot fill in or send."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import User
from reports import workflow
from reports.models import Cycle, Narrative, Report
from tests.reports.filing.forms.builders import Browser

pytestmark = pytest.mark.django_db
WORDS = "开始填报"


def begin_in(days: int) -> None:
    Cycle.objects.update(opens=timezone.now() + timedelta(days=days), due=timezone.now() + timedelta(days=days + 60))


def test_before_the_day_the_unit_reads_when_it_begins(client_of: Callable[[User], Client], report: Report, clerk: User):
    begin_in(3)
    client = client_of(clerk)
    for address in ("/", f"/reports/{report.pk}/", f"/reports/{report.pk}/sections/management/"):
        answer = client.get(address)
        assert (WORDS in answer.content.decode(), answer.context.get("edits", False)) == (True, False), address


def test_before_the_day_nothing_is_saved_or_handed_over(client_of: Callable[[User], Client], report: Report, clerk: User):
    page = Browser(clerk, report, "management").open()
    begin_in(3)
    answer = page.type({"narrative.management": "改过"}).press(follow=False)
    assert (answer.status, WORDS in answer.html, Narrative.objects.get(report=report).text) == (409, True, "专款专用，按进度拨付。")
    with pytest.raises(workflow.Refused, match=WORDS):
        workflow.hand_over(report, by=clerk)


def test_from_the_day_on_everything_goes(report: Report, clerk: User):
    begin_in(-1)
    page = Browser(clerk, report, "management").open()
    assert page.type({"narrative.management": "改过"}).press(follow=False).status == 302
