"""The queue: what waits for the bureau, the longest first, with the same six queries for any number."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from departments.models import Department, Membership, Role, User
from reports.models import Cycle, OutlineVersion, Report, Status, Submission
from reports.web.admin.queue import change_list
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reports/report/"


def codes(response: Any) -> list[str]:
    return [report.department.code for report in response.context["cl"].result_list]


def make_reports(number: int, status: str = Status.SUBMITTED) -> list[Report]:
    """One submitted report of each of so many departments; the first has waited longest."""
    district = builders.district()
    cycle, version, now = builders.cycle(district), OutlineVersion.of("tianxin-2018"), timezone.now()
    desks = [builders.desk(district, name) for name in ("教科文股", "农业股")]
    departments = [
        Department(district=district, code=f"{at:05}", name=f"云水区第{at}中心", desk=desks[at % 2]) for at in range(1, number + 1)
    ]
    Department.objects.bulk_create(departments)
    reports = [Report(department=department, cycle=cycle, outline=version, status=status) for department in departments]
    Report.objects.bulk_create(reports)
    for at, report in enumerate(reports[:60]):
        Report.objects.filter(pk=report.pk).update(since=now - timedelta(days=60 - at))
        sent = {"number": 1, "reference": f"2018-{at}", "document": "{}", "sha256": "", "sent_at": now, "late": at == 0}
        Submission.objects.create(report=report, outline=version, **sent)
    return reports


@pytest.mark.parametrize("number", [50, 1000])
def test_a_full_page_takes_six_queries(client_of, number: int, django_assert_num_queries):
    make_reports(number)
    client = client_of(builders.reviewer(builders.district()))

    with django_assert_num_queries(6):
        response = client.get(QUEUE)

    assert len(codes(response)) == 50


def test_the_queue_shows_what_waits_the_longest_first(client_of):
    _, second, third, _ = make_reports(4)
    Report.objects.filter(pk=second.pk).update(status=Status.IN_REVIEW)
    Report.objects.filter(pk=third.pk).update(status=Status.APPROVED)

    response = client_of(builders.reviewer(builders.district())).get(QUEUE)

    page = response.content.decode()
    assert codes(response) == ["00001", "00002", "00004"]
    for shown in ("00001 云水区第1中心", "2018", "农业股", "已报送", "60", "逾期", "第 1 次"):
        assert shown in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("state=draft", ["00003"]),
        ("state=all", ["00001", "00002", "00003"]),
        ("state=nonsense", ["00001", "00002"]),
        ("year=2018", ["00001", "00002"]),
        ("year=2017", []),
        ("desk=none", []),
        ("desk=own", ["00001"]),
        ("q=第2中心", ["00002"]),
        ("q=00001", ["00001"]),
        ("year=²", ["00001", "00002"]),
        ("year=99999999999999999999", ["00001", "00002"]),
    ],
)
def test_the_queue_is_filtered_and_searched(client_of, asked: str, found: list[str]):
    reports = make_reports(3)
    Report.objects.filter(pk=reports[2].pk).update(status=Status.DRAFT)
    reviewer = builders.reviewer(builders.district())
    reviewer.memberships.update(desk=builders.desk(builders.district(), "农业股"))

    assert codes(client_of(reviewer).get(f"{QUEUE}?{asked}")) == found


def test_a_desk_is_a_filter(client_of):
    make_reports(3)
    desk = builders.desk(builders.district(), "教科文股")

    assert codes(client_of(builders.reviewer(builders.district())).get(f"{QUEUE}?desk={desk.pk}")) == ["00002"]


def test_an_empty_queue_says_so(client_of):
    client = client_of(builders.reviewer(builders.district()))

    assert "没有待审核的报告" in client.get(QUEUE).content.decode()
    assert "没有符合条件的报告" in client.get(f"{QUEUE}?q=无").content.decode()


def test_a_report_not_sent_in_time_is_late(client_of):
    make_reports(61, Status.DRAFT)[-1].cycle.__class__.objects.update(due=timezone.now() - timedelta(days=1))

    page = client_of(builders.reviewer(builders.district())).get(f"{QUEUE}?state=all&q=00061").content.decode()

    assert 'class="tag tag-late">逾期' in page


def late(client_of, code: str) -> bool:
    page = client_of(builders.reviewer(builders.district(), f"reviewer{Report.objects.count()}{timezone.now().microsecond}"))
    return 'class="tag tag-late">逾期' in page.get(f"{QUEUE}?state=all&q={code}").content.decode()


def test_a_correction_sent_after_the_deadline_makes_no_report_late(client_of):
    """As the 年度概览 counts: by the first filing that was not withdrawn."""
    late_once, in_time = make_reports(2)
    again = {"number": 2, "document": "{}", "sha256": "", "sent_at": timezone.now(), "outline": in_time.outline}
    Submission.objects.create(report=in_time, reference="2018-late", late=True, **again)
    Submission.objects.create(report=late_once, reference="2018-soon", late=False, **again)

    assert not late(client_of, "00002")
    assert late(client_of, "00001")


def test_a_report_with_more_time_is_not_late(client_of):
    reports = make_reports(61, Status.DRAFT)
    Cycle.objects.update(due=timezone.now() - timedelta(days=1))
    Report.objects.filter(pk=reports[-1].pk).update(extended_to=timezone.now() + timedelta(days=1))

    assert not late(client_of, "00061")


def test_a_list_cut_at_its_cap_says_so(client_of, monkeypatch: pytest.MonkeyPatch):
    make_reports(4)
    client = client_of(builders.reviewer(builders.district()))
    monkeypatch.setattr(change_list, "CAP", 4)
    assert "只列出等待最久的前" not in client.get(QUEUE).content.decode()
    monkeypatch.setattr(change_list, "CAP", 3)

    response = client.get(QUEUE)

    assert codes(response) == ["00001", "00002", "00003"]
    assert "只列出等待最久的前 3 份；其余的请用右侧的筛选或查找来看。" in response.content.decode()


@pytest.mark.parametrize("asked", ["?p=99", "?p=abc", "?p=0", "?all=", "?district=x&desk=y&year=z", "?desk=99999999999999999999"])
def test_a_mistyped_address_opens_the_queue(client_of, asked: str):
    make_reports(1)
    assert client_of(builders.reviewer(builders.district())).get(f"{QUEUE}{asked}", follow=True).status_code == 200


def test_what_waits_for_the_second_review_waits_for_the_technical_administrator_too(client_of):
    make_reports(1, Status.SECOND_REVIEW)
    root = User.objects.create_superuser("root", password="qinghe-2026", name="系统管理员")
    assert codes(client_of(root).get(QUEUE)) == ["00001"]
    assert client_of(builders.reviewer(builders.district())).get(QUEUE).context["cl"].result_count == 0


def test_who_sees_several_districts_chooses_one_before_its_desks(client_of):
    here, there = builders.report(), builders.report(builders.department(builders.district("临川区"), "099001"))
    Report.objects.update(status=Status.SUBMITTED)
    desk = builders.desk(there.district, "农业股")
    there.department.desk = desk
    there.department.save()
    person = builders.reviewer(here.district)
    Membership.objects.create(user=person, role=Role.REVIEWER, district=there.district)
    client = client_of(person)

    assert (len(codes(client.get(QUEUE))), "农业股</a>" in client.get(QUEUE).content.decode()) == (2, False)
    chosen = client.get(f"{QUEUE}?district={there.district_id}")
    assert (codes(chosen), "农业股</a>" in chosen.content.decode()) == (["099001"], True)
    both = client.get(f"{QUEUE}?district={there.district_id}&desk={desk.pk}")
    assert codes(both) == ["099001"]
    assert f'href="?district={here.district_id}"' in both.content.decode()


def test_another_districts_reports_are_nowhere(client_of):
    report = make_reports(1)[0]
    client = client_of(builders.reviewer(builders.district("临川区"), "stranger"))

    assert codes(client.get(f"{QUEUE}?state=all")) == []
    assert client.get(f"{QUEUE}{report.pk}/change/").status_code == 404
    assert client.post(f"{QUEUE}{report.pk}/change/", {"act": "start_review"}).status_code == 404
    assert "云水区" not in client.get(QUEUE).content.decode()
    assert "农业股" not in client.get(QUEUE).content.decode()


def test_the_first_page_counts_the_reports_of_each_state(client_of):
    reports = make_reports(3)
    Report.objects.filter(pk=reports[0].pk).update(status=Status.IN_REVIEW)

    context = client_of(builders.reviewer(builders.district())).get("/admin/").context

    (year,) = context["years"]
    assert (year.year, year.pending.number) == (2018, 3)
    assert {count.label: count.number for count in year.counts if count.number} == {"已报送": 2, "审核中": 1}


def test_reports_are_neither_added_nor_deleted_by_hand(client_of):
    report = make_reports(1)[0]
    client = client_of(builders.manager(builders.district()))

    assert client.get(f"{QUEUE}add/").status_code == 403
    assert client.post(f"{QUEUE}{report.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_history_page_of_a_report_opens_with_the_same_paginator(client_of, reviewer, complete):
    assert client_of(reviewer).get(f"{QUEUE}{complete.pk}/history/").status_code == 200
