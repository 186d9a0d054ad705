"""The first page: own reports, their state, and the one thing to do next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Desk, Role
from reports.models import Cycle, ReturnItem, Status
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db


def text(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clerk_sees_the_own_report_its_deadline_and_the_next_step(client_of, clerk, report):
    page = text(client_of(clerk))
    assert report.department.name in page
    assert "填报中" in page
    assert "剩余 10 天" in page
    assert f'href="/reports/{report.pk}/">填写报告' in page


def test_after_the_deadline_the_days_over_it_are_counted(client_of, clerk, report):
    Cycle.objects.update(opens=timezone.now() - timedelta(days=30), due=timezone.now() - timedelta(days=3))
    assert "已逾期 3 天" in text(client_of(clerk))


def test_a_sent_report_has_no_deadline_any_more(client_of, clerk, report):
    builders.put(report, Status.SUBMITTED)
    page = text(client_of(clerk))
    assert "等待财政局审核" in page
    assert "报送截止" not in page


def test_a_returned_report_says_how_many_items_wait(client_of, clerk, report):
    builders.put(report, Status.RETURNED)
    ReturnItem.objects.create(report=report, place="section.management", place_label="一、", text="请补充")
    page = text(client_of(clerk))
    assert "1 条意见待答复" in page
    assert "查看意见并修改" in page


def test_earlier_years_stand_apart(client_of, clerk, report, district, department):
    builders.put(report, Status.APPROVED)
    builders.make_report(department, builders.make_cycle(district, year=2021))
    page = text(client_of(clerk))
    assert page.index("2021年度绩效自评报告") < page.index("以往年度") < page.index(f'href="/reports/{report.pk}/"')


def test_an_unfinished_report_of_an_earlier_year_is_not_put_away(client_of, clerk, report, district, department):
    builders.make_report(department, builders.make_cycle(district, year=2021))
    assert "以往年度" not in text(client_of(clerk))


def test_a_department_without_a_task_learns_whom_to_ask(client_of, clerk, department, short_outline):
    department.desk = Desk.objects.create(district=department.district, name="教科文股", contact="王五", phone="0700-1234567")
    department.save()
    page = text(client_of(clerk))
    assert "现在没有要填报的任务" in page
    assert "0700-1234567" in page


def test_a_person_without_a_department_learns_whom_to_ask(client_of, db):
    assert "还没有为您安排填报单位" in text(client_of(builders.make_person("new")))


def test_a_leader_starts_with_what_waits_for_a_signature(client_of, leader, report):
    assert client_of(leader).get("/").headers["Location"] == "/signatures/"


@pytest.mark.parametrize("role", ["reviewer", "manager"])
def test_the_bureau_starts_at_its_own_desk(client_of, people, report, role):
    assert client_of(people[role]).get("/").headers["Location"] == "/admin/"


def test_nobody_sees_the_reports_of_others(client_of, stranger, report):
    assert report.department.name not in text(client_of(stranger), "/signatures/")


def many(district, cycle, person, count):
    for number in range(count):
        department = builders.make_department(district, f"1{number:03}")
        person.memberships.create(role=Role.CLERK, department=department)
        builders.make_report(department, cycle)


@pytest.mark.parametrize("path", ["/", "/signatures/"])
def test_the_number_of_queries_does_not_grow_with_the_reports(client_of, clerk, report, cycle, path, django_assert_max_num_queries):
    client = client_of(clerk)
    with django_assert_max_num_queries(8) as few:
        text(client, path)
    before = len(few)
    many(report.department.district, cycle, clerk, 30)
    with django_assert_max_num_queries(8) as plenty:
        assert text(client, path).count("report-card-year") == 31
    assert len(plenty) == before
