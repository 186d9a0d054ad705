"""报送进度, each figure beside a hand count of the small district."""

from datetime import date, timedelta

import pytest

from departments.models import Desk as DeskRow
from departments.models import District
from reports.models import Cycle, Report
from reports.release.statistics import filing_progress
from reports.release.statistics.scope import UNASSIGNED, Scope
from tests.reports.release.statistics.builders import NOW, at, many

pytestmark = pytest.mark.django_db


def codes(scope: Scope) -> list[str]:
    return sorted(scope.this_year().values_list("department__code", flat=True))


def test_exempt_and_merged_departments_are_not_expected(scope: Scope):
    assert codes(scope) == ["A1", "A2", "A3", "B1", "B2", "N1"]


def test_a_merged_department_that_had_sent_still_counts(scope: Scope):
    Report.objects.get(department__code="A1", cycle__year=2018).department.__class__.objects.filter(code="A1").update(active=False)

    assert "A1" in codes(scope)


def test_a_desk_narrows_and_so_does_having_none(small: District):
    school = DeskRow.objects.get(name="教科文股")

    assert codes(Scope(small.pk, 2018, school.pk)) == ["B1", "B2"]
    assert codes(Scope(small.pk, 2018, UNASSIGNED)) == ["N1"]


def test_another_district_counts_for_nothing(scope: Scope):
    assert codes(Scope(scope.district + 1, 2018)) == []


def test_each_desk_is_split_into_approved_waiting_returned_and_unsent(scope: Scope):
    assert filing_progress.count_by_desk(scope, NOW) == {
        2018: {
            "行政政法股": filing_progress.DeskProgress("行政政法股", expected=3, approved=1, waiting=1, returned=1),
            "教科文股": filing_progress.DeskProgress("教科文股", expected=2, waiting=1, unsent=1, overdue=1, late=1),
            "未分配": filing_progress.DeskProgress("未分配", expected=1, unsent=1, overdue=1),
        },
        2017: {
            "行政政法股": filing_progress.DeskProgress("行政政法股", expected=1, approved=1),
            "教科文股": filing_progress.DeskProgress("教科文股", expected=1, approved=1, late=1),
        },
    }


def test_nobody_is_overdue_before_the_deadline(scope: Scope):
    desks = filing_progress.count_by_desk(scope, at("2019-03-31 17:00"))[2018]

    assert filing_progress.sum_desks(desks) == filing_progress.DeskProgress(
        "合计", expected=6, approved=1, waiting=2, returned=1, unsent=2, late=1
    )
    assert filing_progress.sum_desks(desks).sent == 4


def test_a_department_with_more_time_is_not_overdue_until_that_has_passed(scope: Scope):
    Report.objects.filter(department__code="B2", cycle__year=2018).update(extended_to=NOW + timedelta(days=1))

    assert filing_progress.count_by_desk(scope, NOW)[2018]["教科文股"].overdue == 0
    assert "B2" not in [late.code for late in filing_progress.list_late_departments(scope, NOW, 10)]

    after = NOW + timedelta(days=3)
    assert filing_progress.count_by_desk(scope, after)[2018]["教科文股"].overdue == 1
    assert [late.days for late in filing_progress.list_late_departments(scope, after, 10) if late.code == "B2"] == [2]


def test_what_waits_for_the_second_review_waits_with_the_bureau(scope: Scope):
    Report.objects.filter(department__code="B1", cycle__year=2018).update(status="second_review")

    assert filing_progress.count_by_desk(scope, NOW)[2018]["教科文股"].waiting == 1
    assert filing_progress.count_by_state(scope)[2018]["second_review"] == 1


def test_states_are_counted(scope: Scope):
    found = filing_progress.count_by_state(scope)

    assert found[2018] == {"draft": 1, "awaiting_signature": 1, "submitted": 1, "in_review": 1, "returned": 1, "approved": 1} | {
        state: 0 for state in found[2018] if state not in ("draft", "awaiting_signature", "submitted", "in_review", "returned", "approved")
    }
    assert (found[2017]["approved"], sum(found[2017].values())) == (2, 2)


def test_a_day_is_one_of_beijing_and_the_first_submission_counts_unless_withdrawn(scope: Scope):
    assert filing_progress.count_by_day(scope) == {
        2018: {date(2019, 3, 29): 1, date(2019, 3, 30): 2, date(2019, 4, 1): 1},
        2017: {date(2018, 3, 29): 1, date(2018, 4, 2): 1},
    }


def course(scope: Scope, today: date) -> list[tuple[object, ...]]:
    cycles = {cycle.year: cycle for cycle in Cycle.objects.all()}
    days = filing_progress.build_filing_course(filing_progress.count_by_day(scope), cycles, {2018: 6, 2017: 2}, 2018, today)
    return [(day.offset, day.number, day.total, day.rate and round(day.rate, 1), day.last_rate) for day in days]


def test_two_years_lie_over_each_other_by_their_deadlines(scope: Scope):
    assert course(scope, NOW.date()) == [
        (-2, 1, 1, 16.7, 50),
        (-1, 2, 3, 50, 50),
        (0, 0, 3, 50, 50),
        (1, 1, 4, 66.7, 50),
        (2, 0, 4, 66.7, 100),
    ]


def test_this_years_line_ends_today(scope: Scope):
    Report.objects.filter(department__code="B1", cycle__year=2018).update(status="draft")

    assert course(scope, date(2019, 3, 30))[1:3] == [(-1, 2, 3, 50, 50), (0, 0, None, None, 50)]


def test_a_first_year_has_nothing_beside_it(scope: Scope):
    cycles = {2018: Cycle.objects.get(year=2018)}
    days = filing_progress.build_filing_course({2018: {}, 2017: {}}, cycles, {2018: 0}, 2018, NOW.date())

    assert [(day.rate, day.last_rate) for day in days] == [(None, None)]


def test_late_departments_are_named_those_that_never_sent_first(scope: Scope):
    found = filing_progress.list_late_departments(scope, NOW, 10)

    assert [(each.code, each.desk, each.state, each.sent, each.days) for each in found] == [
        ("B2", "教科文股", "填报中", False, 2),
        ("N1", "未分配", "待签发", False, 2),
        ("B1", "教科文股", "已报送", True, 1),
    ]
    assert len(filing_progress.list_late_departments(scope, NOW, 2)) == 2


def test_only_the_late_are_named_before_the_deadline(scope: Scope):
    assert [each.code for each in filing_progress.list_late_departments(scope, at("2019-03-31 17:30") - timedelta(seconds=1), 10)] == ["B1"]


@pytest.mark.parametrize("number", [50, 500])
def test_each_figure_is_one_query(number: int, django_assert_num_queries):
    scope = Scope(many(number).pk, 2018)
    for asked in (
        lambda: filing_progress.count_by_desk(scope, NOW),
        lambda: filing_progress.count_by_day(scope),
        lambda: filing_progress.count_by_state(scope),
    ):
        with django_assert_num_queries(1):
            asked()
    with django_assert_num_queries(1):
        assert filing_progress.list_late_departments(scope, NOW, 100)
