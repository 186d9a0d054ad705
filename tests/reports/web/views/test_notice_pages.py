"""The bell and the list of notices."""

from collections.abc import Callable

import pytest
from django.test import Client

from departments import roles
from departments.models import User
from reports.models import Notice, Report
from tests.reports.test_query_counts import asked
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def shown(page: object) -> str:
    return page.content.decode()  # type: ignore[attr-defined]


def test_the_list_shows_what_is_said_and_where_it_goes_on(client_of: ClientOf, report: Report, clerk: User):
    notice = make_notice(report, clerk)
    page = shown(client_of(clerk).get("/notices/"))
    for words in (notice.title, notice.text, notice.lines[0]["text"], 'href="/reports/1/#item-7"', "未读", "标为已读"):
        assert words in page


def test_the_bell_counts_what_is_unread(client_of: ClientOf, report: Report, clerk: User):
    client = client_of(clerk)
    assert "条未读" not in shown(client.get("/"))
    make_notice(report, clerk), make_notice(report, clerk)
    assert '<b class="unread">2</b>' in shown(client.get("/"))


def test_so_does_the_one_of_the_bureau(client_of: ClientOf, report: Report, reviewer: User):
    make_notice(report, reviewer)
    assert '<b class="unread">1</b>' in shown(client_of(reviewer).get("/admin/"))


def test_who_works_at_the_bureau_alone_finds_the_way_back_to_the_desk(client_of: ClientOf, reviewer: User, clerk: User):
    page = shown(client_of(reviewer).get("/notices/"))
    assert '<a class="site-name" href="/admin/">财政局工作台</a>' in page
    assert 'href="/admin/reports/report/">审核队列</a>' in page
    assert "财政局工作台" not in shown(client_of(clerk).get("/notices/"))


def test_the_count_comes_with_the_roles(report: Report, clerk: User, django_assert_num_queries):
    make_notice(report, clerk)
    with django_assert_num_queries(1):
        assert roles.get_roles(User(pk=clerk.pk)).along == {"unread_notices": 1}


def test_a_person_without_any_role_has_no_count(client_of: ClientOf, db: None):
    nobody = User.objects.create(username="nobody", name="无")
    assert client_of(nobody).get("/notices/").status_code == 200


def test_following_a_notice_marks_it_as_read(client_of: ClientOf, report: Report, clerk: User):
    notice = make_notice(report, clerk)
    answer = client_of(clerk).post(f"/notices/{notice.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (302, f"/reports/{report.pk}/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_reading_one_leaves_the_others(client_of: ClientOf, report: Report, clerk: User):
    first, _ = make_notice(report, clerk), make_notice(report, clerk)
    client_of(clerk).post(f"/notices/{first.pk}/read/")
    assert Notice.objects.unread().count() == 1


def test_reading_all_leaves_those_of_others(client_of: ClientOf, report: Report, clerk: User, leader: User):
    for person in (clerk, clerk, leader):
        make_notice(report, person)
    page = client_of(clerk).post("/notices/read/", follow=True)
    assert "2 条通知已标为已读。" in shown(page)
    assert list(Notice.objects.unread().values_list("recipient", flat=True)) == [leader.pk]


def test_when_it_was_read_first_stays(client_of: ClientOf, report: Report, clerk: User):
    notice = make_notice(report, clerk)
    client = client_of(clerk)
    client.post(f"/notices/{notice.pk}/read/")
    before = Notice.objects.get().read_at
    client.post("/notices/read/")
    assert Notice.objects.get().read_at == before


@pytest.mark.parametrize("act", ["open", "read"])
def test_a_notice_of_somebody_else_is_not_found(client_of: ClientOf, report: Report, clerk: User, leader: User, act: str):
    notice = make_notice(report, leader)
    assert client_of(clerk).post(f"/notices/{notice.pk}/{act}/").status_code == 404
    assert Notice.objects.unread().exists()


@pytest.mark.parametrize("path", ["/notices/read/", "/notices/1/open/", "/notices/1/read/"])
def test_looking_marks_nothing(client_of: ClientOf, report: Report, clerk: User, path: str):
    assert client_of(clerk).get(path).status_code == 405


def test_what_is_said_is_text_and_nothing_else(client_of: ClientOf, report: Report, clerk: User):
    make_notice(report, clerk, "<script>alert(1)</script>")
    Notice.objects.update(text="<b>粗</b>", lines=[{"text": "<i>斜</i>", "path": "/"}])
    page = shown(client_of(clerk).get("/notices/"))
    assert ("<script>alert" in page, "<b>粗" in page, "<i>斜" in page) == (False, False, False)


def test_pages_of_twenty_ask_equally_often(client_of: ClientOf, report: Report, clerk: User):
    client, counts = client_of(clerk), []
    for number in (2, 45):
        for _ in range(number):
            make_notice(report, clerk)
        with asked() as queries:
            page = shown(client.get("/notices/?page=1"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
    assert (page.count("<article"), "第 1 页，共 3 页" in page) == (20, True)
    assert shown(client.get("/notices/?page=99")).count("<article") == 7
