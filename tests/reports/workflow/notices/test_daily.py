"""Deadlines in working days, and what is told of them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from departments.models import Department, Role, User
from reports.models import Cycle, Exemption, Notice, NoticeKind, OutboxMail, Report, Status
from reports.workflow.notices import daily
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db
DUE = "2025-10-10 17:30"  # a Friday, two working days after 国庆


def at(words: str) -> datetime:
    """Beijing time."""
    return timezone.make_aware(datetime.fromisoformat(words))


@pytest.fixture
def report(report: Report, people: dict[str, User]) -> Report:
    return due(report, DUE)


def due(report: Report, words: str) -> Report:
    Cycle.objects.update(opens=at(words) - timedelta(days=60), due=at(words))
    report.refresh_from_db()
    return report


def run(words: str) -> int:
    with time_machine.travel(at(words), tick=False):
        return daily.tell_deadlines()


def told() -> list[tuple[str, str]]:
    """(kind, to whom), in the order of telling."""
    return list(Notice.objects.order_by("pk").values_list("kind", "recipient__username"))


def both(*kinds: str) -> list[tuple[str, str]]:
    return [(kind, role) for kind in kinds for role in ("clerk", "leader")]


def test_five_two_and_no_working_days_before_the_end_across_the_national_holiday(report: Report):
    days = [f"2025-09-{day} 09:00" for day in range(22, 31)] + [f"2025-10-{day:02} 09:00" for day in range(1, 11)]
    found = {day[:10]: kinds for day in days if (kinds := _new(day))}
    assert found == {"2025-09-26": ["due_5"], "2025-09-30": ["due_2"], "2025-10-10": ["due_0"]}
    assert told() == both("due_5", "due_2", "due_0")
    titles = list(Notice.objects.filter(recipient__username="clerk").order_by("pk").values_list("title", flat=True))
    assert [title.split("：")[0] for title in titles] == ["还有 5 个工作日截止", "还有 2 个工作日截止", "今日截止"]


def _new(day: str) -> list[str]:
    before = Notice.objects.count()
    run(day)
    return list(Notice.objects.order_by("pk")[before:].values_list("kind", flat=True))[::2]


def test_so_across_the_spring_festival(report: Report):
    due(report, "2026-02-25 17:30")
    days = [f"2026-02-{day:02} 09:00" for day in range(9, 26)]
    assert {day[8:10]: kinds for day in days if (kinds := _new(day))} == {"11": ["due_5"], "14": ["due_2"], "25": ["due_0"]}


def test_a_second_run_of_the_day_tells_nothing_new(report: Report):
    assert [run("2025-09-30 09:00"), run("2025-09-30 09:00"), run("2025-09-30 18:00")] == [1, 0, 0]
    assert told() == both("due_2")


def test_a_missed_run_is_made_up_for_with_the_true_number(report: Report):
    run("2025-09-28 09:00")
    assert Notice.objects.first().title.startswith("还有 4 个工作日截止")
    assert told() == both("due_5")


@pytest.mark.parametrize("moment", ["2025-09-30 07:59", "2025-10-04 12:00"])
def test_nobody_is_told_at_night_or_on_a_day_off(report: Report, moment: str):
    assert run(moment) == 0


def test_the_day_is_that_of_beijing(report: Report):
    with time_machine.travel(datetime(2025, 9, 30, 1, tzinfo=UTC), tick=False):
        assert daily.tell_deadlines() == 1


def test_overdue_is_told_on_the_first_working_day_after_and_then_weekly(report: Report):
    due(report, "2025-11-05 17:30")  # a Wednesday
    days = [timezone.localtime(at("2025-11-05 18:00")) + timedelta(days=number) for number in range(1, 20)]
    assert [day.strftime("%m-%d") for day in days if run(f"{day:%Y-%m-%d %H:%M}")] == ["11-06", "11-13", "11-20"]
    assert told() == both("overdue", "overdue", "overdue")


def test_overdue_on_a_friday_is_told_on_the_worked_saturday_and_not_a_second_time_on_monday(report: Report):
    assert [run("2025-10-11 09:00"), run("2025-10-13 09:00")] == [1, 0]


def test_overdue_is_told_for_eight_weeks(report: Report):
    assert [run("2025-12-03 09:00"), run("2025-12-15 09:00"), run("2027-03-31 09:00")] == [1, 0, 0]


def test_a_locked_cycle_asks_for_no_report_that_it_would_not_take(report: Report):
    Cycle.objects.update(locked_after_due=True)
    run("2025-10-13 09:00")
    assert "已锁定，需要延期请与财政局联系" in Notice.objects.first().text


def test_an_extended_department_is_told_of_its_own_deadline(report: Report):
    run("2025-09-30 09:00")
    Report.objects.update(extended_to=at("2025-10-20 17:30"))
    assert [run("2025-10-10 09:00"), run("2025-10-13 09:00")] == [0, 1]
    assert told() == both("due_2", "due_5")
    assert "2025年10月20日 17:30" in Notice.objects.first().text


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.SECOND_REVIEW, Status.APPROVED])
def test_who_has_sent_the_report_is_left_alone(report: Report, status: str):
    builders.put(report, status)
    assert [run("2025-09-30 09:00"), run("2025-10-13 09:00")] == [0, 0]


def test_a_returned_report_is_told_to_be_sent_again_in_time_but_is_not_called_overdue(report: Report):
    builders.put(report, Status.RETURNED)
    assert [run("2025-09-30 09:00"), run("2025-10-13 09:00")] == [1, 0]
    assert Notice.objects.first().text.startswith("请按退回意见修改，在截止前重新报送。")


def test_exempt_and_switched_off_departments_are_told_nothing(report: Report):
    exemption = Exemption.objects.create(cycle=report.cycle, department=report.department, reason="机构改革")
    assert run("2025-09-30 09:00") == 0
    exemption.delete()
    Department.objects.update(active=False)
    assert run("2025-09-30 09:00") == 0


def test_a_cycle_that_has_not_opened_is_told_nothing(report: Report):
    Cycle.objects.update(opens=at("2025-10-09 08:00"))
    assert run("2025-09-30 09:00") == 0


def test_an_inactive_person_is_told_nothing_and_a_person_with_two_roles_once(report: Report, people: dict[str, User]):
    User.objects.filter(pk=people[Role.CLERK].pk).update(is_active=False)
    both_roles = builders.make_person("both", Role.CLERK, Role.LEADER, department=report.department)
    run("2025-09-30 09:00")
    assert told() == [("due_2", "leader"), ("due_2", both_roles.username)]


def test_who_has_an_address_gets_it_by_mail_too(report: Report):
    User.objects.filter(username="clerk").update(email="clerk@example.cn")
    User.objects.filter(username="leader").update(email="leader@example.cn", wants_mail=False)
    run("2025-09-30 09:00")
    assert list(OutboxMail.objects.values_list("address", "notice__kind")) == [("clerk@example.cn", NoticeKind.DUE_2)]


def test_the_run_asks_equally_often_for_one_report_and_for_many_that_were_told(report: Report, django_assert_num_queries):
    run("2025-09-30 09:00")
    for number in range(5):
        other = builders.make_department(report.department.district, f"09900{number}")
        builders.make_person(f"c{number}", Role.CLERK, department=other)
        builders.make_report(other, report.cycle)
    run("2025-09-30 09:00")
    with django_assert_num_queries(2):
        run("2025-09-30 09:00")
