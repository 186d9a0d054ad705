"""Whose a report is: given to a person, of a 股室, of a whole district, or nobody's; and whose it is to confirm."""

import pytest
from django.db.models import QuerySet

from departments import access
from departments.models import Department, Desk, Membership, Role, User
from reports import workflow
from reports.models import Report, Status
from reports.review import assignment_queries
from tests.reports.workflow.builders import make_cycle, make_department, make_district, make_person, make_report, put


@pytest.fixture
def colleague(report: Report) -> User:
    return make_person("colleague", Role.REVIEWER, district=report.department.district)


def ids(found: QuerySet[Report]) -> list[int]:
    return [report.pk for report in found]


def at_desk(user: User, desk: Desk | None) -> User:
    Membership.objects.filter(user=user, district__isnull=False).update(desk=desk)
    return User.objects.get(pk=user.pk)


def desk_of(report: Report, name: str = "农业股") -> Desk:
    made = Desk.objects.create(district=report.department.district, name=name)
    move(report.department, made)
    return made


def move(department: Department, desk: Desk | None) -> None:
    department.desk = desk
    department.save()


def test_a_report_is_of_the_reviewers_of_its_desk(report, reviewer: User, colleague: User):
    desk = desk_of(report)
    own, other = at_desk(reviewer, desk), at_desk(colleague, desk_of_other(report))
    assert ids(Report.objects.filter(assignment_queries.select_mine(own))) == [report.pk]
    assert ids(Report.objects.filter(assignment_queries.select_mine(other))) == []


def desk_of_other(report: Report) -> Desk:
    return Desk.objects.create(district=report.department.district, name="社保股")


def test_given_to_one_person_it_is_no_longer_the_desks(report, reviewer: User, colleague: User):
    desk = desk_of(report)
    own, other = at_desk(reviewer, desk), at_desk(colleague, desk_of_other(report))
    workflow.assign(report, by=own, to=other)
    assert ids(Report.objects.filter(assignment_queries.select_mine(own))) == []
    assert ids(Report.objects.filter(assignment_queries.select_mine(other))) == [report.pk]


def test_what_was_given_to_somebody_who_left_is_the_desks_again(report, reviewer: User, colleague: User):
    own = at_desk(reviewer, desk_of(report))
    workflow.assign(report, by=own, to=colleague)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert ids(Report.objects.filter(assignment_queries.select_mine(own))) == [report.pk]


def test_a_reviewer_without_a_desk_reviews_for_the_whole_district(report, reviewer: User, stranger: User, people: dict[str, User]):
    desk_of(report)
    assert ids(Report.objects.filter(assignment_queries.select_mine(reviewer))) == [report.pk]
    assert ids(Report.objects.filter(assignment_queries.select_mine(stranger))) == []
    assert ids(Report.objects.filter(assignment_queries.select_mine(people["manager"]))) == []
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == []


def test_where_no_reviewer_is_at_the_desk_the_report_is_nobodys(report, people: dict[str, User]):
    desk_of(report)
    at_desk(people["reviewer"], desk_of_other(report))
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [report.pk]
    move(report.department, None)
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [report.pk]
    second = people["second_reviewer"]
    assert ids(Report.objects.filter(assignment_queries.select_mine(second))) == []
    workflow.assign(report, by=None, to=second)
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == []
    assert ids(Report.objects.filter(assignment_queries.select_mine(second))) == [report.pk]


def test_a_second_reviewer_is_not_asked_to_confirm_the_own_work(report, people: dict[str, User], reviewer: User):
    report.cycle.second_review = True
    report.cycle.save()
    second = people["second_reviewer"]
    both = make_person("both", Role.REVIEWER, Role.SECOND_REVIEWER, district=report.department.district)
    workflow.pass_on(put(report, Status.IN_REVIEW), by=both)
    waiting = {user.username: ids(assignment_queries.filter_waiting(user, Report.objects.all())) for user in (second, both, reviewer)}
    assert waiting == {"second_reviewer": [report.pk], "both": [], "reviewer": []}
    workflow.send_back(report, by=second, note="请再看一遍")
    workflow.pass_on(report, by=reviewer)
    assert ids(assignment_queries.filter_waiting(both, Report.objects.all())) == [report.pk]


def test_what_waits_for_the_second_review_is_its_reviewers(report):
    """The 股室 has no 审核员; once the report was passed on, nobody misses one."""
    Membership.objects.filter(role=Role.REVIEWER).delete()
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [report.pk]
    put(report, Status.SECOND_REVIEW)
    make_person("zhang", Role.SECOND_REVIEWER, district=report.department.district)
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == []


def test_what_was_given_to_somebody_who_now_manages_or_works_elsewhere_is_the_desks_again(report, reviewer: User, colleague: User):
    workflow.assign(report, by=reviewer, to=colleague)
    assert ids(Report.objects.filter(assignment_queries.select_mine(reviewer))) == []
    Membership.objects.filter(user=colleague).update(role=Role.MANAGER)
    assert ids(Report.objects.filter(assignment_queries.select_mine(reviewer))) == [report.pk]
    Membership.objects.filter(user=colleague).update(role=Role.REVIEWER, district=make_district("临川区"))
    assert ids(Report.objects.filter(assignment_queries.select_mine(reviewer))) == [report.pk]


def test_a_reviewer_of_the_whole_district_next_door_covers_no_desk_here(report, people: dict[str, User], stranger: User):
    desk_of(report)
    at_desk(people["reviewer"], desk_of_other(report))
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [report.pk]


def test_only_a_second_reviewer_confirms(report, reviewer: User):
    """In 待复审 a report without a 复审员 is nobody's, whoever else the bureau has."""
    desk_of(put(report, Status.SECOND_REVIEW))
    at_desk(reviewer, desk_of_other(report))
    Membership.objects.filter(role=Role.SECOND_REVIEWER).delete()
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [report.pk]


def test_everybody_has_a_report_or_a_colleague_does_or_nobody(report, reviewer: User, colleague: User, people: dict[str, User]):
    own, other = desk_of(report), desk_of_other(report)
    at_desk(reviewer, own)
    reports = [report, *(make_report(make_department(report.district, f"09900{at}"), report.cycle) for at in (1, 2, 3))]
    for each, desk in zip(reports, (own, other, None, own), strict=True):
        move(each.department, desk)
    workflow.assign(reports[3], by=reviewer, to=at_desk(colleague, other))
    found = {
        user: [
            ids(Report.objects.filter(whose(user)).order_by("pk"))
            for whose in (assignment_queries.select_mine, assignment_queries.select_others)
        ]
        for user in (reviewer, colleague)
    }
    first, second, nobody, given = (each.pk for each in reports)
    assert found == {reviewer: [[first], [second, given]], colleague: [[second, given], [first]]}
    assert ids(Report.objects.filter(assignment_queries.select_unassigned())) == [nobody]


def test_nobodys_reports_are_looked_for_where_they_can_be(report, reviewer: User):
    """Of the own districts, at the 股室 without a reviewer and at none; nowhere where somebody has the whole district."""
    held = access.get_access(reviewer)
    away = make_department(make_district("临川区"), "099009")
    elsewhere = make_report(away, make_cycle(away.district))
    move(away, Desk.objects.create(district=away.district, name="农业股"))
    assert ids(Report.objects.filter(assignment_queries.select_uncovered(held))) == []

    at_desk(reviewer, desk_of(report))
    open_, none = (make_report(make_department(report.district, code), report.cycle) for code in ("099001", "099002"))
    move(open_.department, desk_of_other(report))
    assert ids(Report.objects.filter(assignment_queries.select_uncovered(held)).order_by("pk")) == [open_.pk, none.pk]
    assert elsewhere.pk not in ids(Report.objects.filter(assignment_queries.select_uncovered(held)))


def test_another_report_that_was_passed_on_is_still_asked_for(report, people: dict[str, User]):
    """Nor does any other act of the second reviewer stand in the way."""
    report.cycle.second_review = True
    report.cycle.save()
    both = make_person("both", Role.REVIEWER, Role.SECOND_REVIEWER, district=report.district)
    own = make_report(make_department(report.district, "099001"), report.cycle)
    workflow.pass_on(put(own, Status.IN_REVIEW), by=both)
    assert ids(assignment_queries.filter_waiting(both, Report.objects.all())) == []
    put(report, Status.SUBMITTED)
    workflow.start_review(report, by=both)
    workflow.pass_on(report, by=people["reviewer"])
    workflow.assign(report, by=both, to=both)
    assert ids(assignment_queries.filter_waiting(both, Report.objects.all())) == [report.pk]
