"""The 审计日志 from one day to another, in local time, to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from departments.models import AuditEntry
from departments.models.audit import Act
from tests.departments.conftest import Place

pytestmark = pytest.mark.django_db
PAGE = "/admin/departments/auditentry/"


@pytest.fixture
def manager(here: Place, client: Client) -> Client:
    client.force_login(here.manager)
    for day, hour in ((1, 0), (1, 23), (2, 0), (3, 12)):
        at = datetime(2026, 3, day, hour, 59, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
        AuditEntry.objects.bulk_create([AuditEntry(district=here.district, at=at, act=Act.VIEW, target=f"{day}日{hour}时")])
    return client


def targets(client: Client, asked: str) -> list[str]:
    return [entry.target for entry in client.get(f"{PAGE}?{asked}").context["cl"].result_list if entry.act == Act.VIEW]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("since=2026-03-01&until=2026-03-01", ["1日23时", "1日0时"]),
        ("since=2026-03-02", ["3日12时", "2日0时"]),
        ("until=2026-03-01", ["1日23时", "1日0时"]),
        ("since=2026-03-02&until=2026-03-02&act__exact=view", ["2日0时"]),
    ],
)
def test_both_days_are_included_in_local_time(manager: Client, asked: str, found: list[str]):
    assert targets(manager, asked) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("since=2026-02-30", "日期“2026-02-30”读不懂"),
        ("since=0000-99-01", "读不懂"),
        ("since=1899-01-01", "读不懂"),
        ("since=2026-03-02&until=2026-03-01", "结束日期早于开始日期"),
    ],
)
def test_a_date_that_says_nothing_is_told(manager: Client, asked: str, sentence: str):
    assert sentence in manager.get(f"{PAGE}?{asked}").content.decode()


def test_the_moment_has_seconds(manager: Client):
    assert "2026-03-01 23:59:07" in manager.get(f"{PAGE}?until=2026-03-01").content.decode()


def test_the_form_keeps_the_other_filters(manager: Client):
    page = manager.get(f"{PAGE}?act__exact=view&q=日&since=2026-03-01").content.decode()

    form = page.partition('class="date-range"')[2].partition("</form>")[0]
    assert [f'name="{name}" value="{value}"' in form for name, value in (("act__exact", "view"), ("q", "日"), ("since", "2026-03-01"))] == [
        True
    ] * 3
