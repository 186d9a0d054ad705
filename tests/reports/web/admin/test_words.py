"""What the 工作台 says where Django would speak English, or nothing."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from departments.models import User
from reports.models import Report
from reports.workflow import events

pytestmark = pytest.mark.django_db
EVENTS = "/admin/reports/event/"


def content(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def desk(client_of, reviewer: User) -> Client:
    return client_of(reviewer)


def test_an_event_is_called_by_its_act_in_beijing_time(desk: Client, complete: Report):
    event = events.record_event(complete, events.EXTEND, by=None, at=datetime(2026, 3, 1, 23, 5, tzinfo=UTC))

    page = content(desk, f"{EVENTS}{event.pk}/change/")

    title = f"{complete.department.name} 延期 2026-03-02 07:05"
    assert f"<title>{title} |" in page
    assert f"› {title}" in page
    assert str(event).startswith("2026-03-02 07:05")


def test_a_screen_reader_hears_the_contents_in_chinese(desk: Client):
    page = content(desk, "/admin/")

    assert '<th scope="col">查看或修改</th>' in page
    assert not any(word in page for word in ("Model name", "Add link", "view list link"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("event", "还没有办理记录，单位开始填报后出现在这里。"),
        ("submission", "还没有报送件，单位报送后出现在这里。"),
        ("phrase", "还没有常用意见，点右上角“增加”写一条，审核时可以直接插入。"),
    ],
)
def test_an_empty_list_says_what_will_be_there(desk: Client, complete: Report, name: str, sentence: str):
    assert sentence in content(desk, f"/admin/reports/{name}/")


@pytest.mark.parametrize("query", ["?q=无", "?target__exact=approved"])
def test_a_search_without_result_leads_back_to_everything(desk: Client, complete: Report, query: str):
    events.record_event(complete, events.SCORE, by=None)

    assert '没有符合条件的办理记录，可以换一个条件，或查看<a href="?">全部办理记录</a>。' in content(desk, EVENTS + query)
    assert "没有符合条件的" not in content(desk, EVENTS)
