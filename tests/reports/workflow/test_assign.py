"""分配: to a reviewer of the district, by its bureau, with a note; and whose a report is without one."""

import pytest
from django.db.models import QuerySet

from departments.models import Department, Desk, Membership, Role, User
from reports import events, workflow
from reports.models import Report, Status
from reports.workflow import Refused, desks
from tests.reports.workflow.builders import make_person, put

EVERYBODY = ("clerk", "leader", "reviewer", "second_reviewer", "manager")


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


# The act -------------------------------------------------------------------------------------------------------------


def test_a_report_is_handed_over_with_a_note_and_keeps_its_state(report, reviewer: User, colleague: User):
    event = workflow.assign(report, by=reviewer, to=colleague, note="下周休假")

    kept = Report.objects.get()
    assert (kept.reviewer, kept.status, report.reviewer) == (colleague, Status.DRAFT, colleague)
    assert (event.source, event.target, event.note) == ("draft", "draft", "由 colleague 办理：下周休假")
    assert workflow.event_label(event) == "分配"


def test_what_cannot_be_written_down_is_not_handed_over(report, reviewer: User, colleague: User, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("磁盘已满")

    monkeypatch.setattr(events, "record", refuse)
    with pytest.raises(RuntimeError):
        workflow.assign(report, by=reviewer, to=colleague)
    assert Report.objects.get().reviewer is None


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_the_bureau_assigns(report, people: dict[str, User], colleague: User, role: str):
    if role in ("reviewer", "second_reviewer", "manager"):
        workflow.assign(report, by=people[role], to=colleague)
        assert Report.objects.get().reviewer == colleague
        return
    with pytest.raises(Refused, match="只能由本区县财政局的审核员、复审员、管理员办理"):
        workflow.assign(report, by=people[role], to=colleague)
    assert Report.objects.get().reviewer is None


def test_another_district_assigns_nothing(report, stranger: User, colleague: User):
    with pytest.raises(Refused, match="只能由"):
        workflow.assign(report, by=stranger, to=colleague)


@pytest.mark.parametrize("who", ["clerk", "manager", "stranger", "disabled"])
def test_it_goes_only_to_a_reviewer_of_the_district(report, people: dict[str, User], colleague: User, stranger: User, who: str):
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    to = {**people, "stranger": stranger, "disabled": colleague}[who]
    with pytest.raises(Refused, match="本区县财政局在用的审核员或复审员"):
        workflow.assign(report, by=people["reviewer"], to=to)
    assert not report.events.exists()


def test_it_goes_back_to_the_desk(report, reviewer: User, colleague: User):
    workflow.assign(report, by=reviewer, to=colleague)
    workflow.assign(report, by=colleague, to=None)
    assert Report.objects.get().reviewer is None


def test_what_would_change_nothing_is_refused(report, reviewer: User):
    with pytest.raises(Refused, match="没有指定经办人"):
        workflow.assign(report, by=reviewer, to=None)
    workflow.assign(report, by=reviewer, to=reviewer)
    with pytest.raises(Refused, match="已经由 reviewer 办理"):
        workflow.assign(report, by=reviewer, to=reviewer)


def test_an_approved_report_and_a_long_note_are_refused(report, reviewer: User, colleague: User):
    with pytest.raises(Refused, match="有 201 个字"):
        workflow.assign(report, by=reviewer, to=colleague, note="长" * 201)
    with pytest.raises(Refused, match="已经审核通过"):
        workflow.assign(put(report, Status.APPROVED), by=reviewer, to=colleague)


def test_an_assignment_does_not_hide_a_first_click(report, clerk: User, reviewer: User):
    first = workflow.hand_over(report, by=clerk)
    workflow.assign(report, by=reviewer, to=reviewer)
    assert workflow.hand_over(report, by=clerk) == first


# Whose it is ---------------------------------------------------------------------------------------------------------


def test_a_report_is_of_the_reviewers_of_its_desk(report, reviewer: User, colleague: User):
    desk = desk_of(report)
    own, other = at_desk(reviewer, desk), at_desk(colleague, desk_of_other(report))
    assert ids(Report.objects.filter(desks.mine(own))) == [report.pk]
    assert ids(Report.objects.filter(desks.mine(other))) == []


def desk_of_other(report: Report) -> Desk:
    return Desk.objects.create(district=report.department.district, name="社保股")


def test_given_to_one_person_it_is_no_longer_the_desks(report, reviewer: User, colleague: User):
    desk = desk_of(report)
    own, other = at_desk(reviewer, desk), at_desk(colleague, desk_of_other(report))
    workflow.assign(report, by=own, to=other)
    assert ids(Report.objects.filter(desks.mine(own))) == []
    assert ids(Report.objects.filter(desks.mine(other))) == [report.pk]


def test_what_was_given_to_somebody_who_left_is_the_desks_again(report, reviewer: User, colleague: User):
    own = at_desk(reviewer, desk_of(report))
    workflow.assign(report, by=own, to=colleague)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert ids(Report.objects.filter(desks.mine(own))) == [report.pk]


def test_a_reviewer_without_a_desk_reviews_for_the_whole_district(report, reviewer: User, stranger: User, people: dict[str, User]):
    desk_of(report)
    assert ids(Report.objects.filter(desks.mine(reviewer))) == [report.pk]
    assert ids(Report.objects.filter(desks.mine(stranger))) == []
    assert ids(Report.objects.filter(desks.mine(people["manager"]))) == []
    assert ids(Report.objects.filter(desks.nobodys())) == []


def test_where_no_reviewer_is_at_the_desk_the_report_is_nobodys(report, people: dict[str, User]):
    desk_of(report)
    at_desk(people["reviewer"], desk_of_other(report))
    assert ids(Report.objects.filter(desks.nobodys())) == [report.pk]
    move(report.department, None)
    assert ids(Report.objects.filter(desks.nobodys())) == [report.pk]
    second = people["second_reviewer"]
    assert ids(Report.objects.filter(desks.mine(second))) == []
    workflow.assign(report, by=None, to=second)
    assert ids(Report.objects.filter(desks.nobodys())) == []
    assert ids(Report.objects.filter(desks.mine(second))) == [report.pk]


def test_a_second_reviewer_is_not_asked_to_confirm_the_own_work(report, people: dict[str, User], reviewer: User):
    report.cycle.second_review = True
    report.cycle.save()
    second = people["second_reviewer"]
    both = make_person("both", Role.REVIEWER, Role.SECOND_REVIEWER, district=report.department.district)
    workflow.pass_on(put(report, Status.IN_REVIEW), by=both)
    waiting = {user.username: ids(desks.waiting_for(user, Report.objects.all())) for user in (second, both, reviewer)}
    assert waiting == {"second_reviewer": [report.pk], "both": [], "reviewer": []}
    workflow.send_back(report, by=second, note="请再看一遍")
    workflow.pass_on(report, by=reviewer)
    assert ids(desks.waiting_for(both, Report.objects.all())) == [report.pk]


def test_what_waits_for_the_second_review_is_its_reviewers(report):
    """The 股室 has no 审核员; once the report was passed on, nobody misses one."""
    Membership.objects.filter(role=Role.REVIEWER).delete()
    assert ids(Report.objects.filter(desks.nobodys())) == [report.pk]
    put(report, Status.SECOND_REVIEW)
    make_person("zhang", Role.SECOND_REVIEWER, district=report.department.district)
    assert ids(Report.objects.filter(desks.nobodys())) == []
