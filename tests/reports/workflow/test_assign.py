"""分配: to a reviewer of the district, by its bureau, with a note."""

import pytest

from departments.models import Role, User
from reports import workflow
from reports.models import Report, Status
from reports.workflow import Refused, events
from tests.reports.workflow.builders import make_person, put

EVERYBODY = ("clerk", "leader", "reviewer", "second_reviewer", "manager")


@pytest.fixture
def colleague(report: Report) -> User:
    return make_person("colleague", Role.REVIEWER, district=report.department.district)


def test_a_report_is_handed_over_with_a_note_and_keeps_its_state(report, reviewer: User, colleague: User):
    event = workflow.assign(report, by=reviewer, to=colleague, note="下周休假")

    kept = Report.objects.get()
    assert (kept.reviewer, kept.status, report.reviewer) == (colleague, Status.DRAFT, colleague)
    assert (event.source, event.target, event.note) == ("draft", "draft", "由 colleague 办理：下周休假")
    assert workflow.describe_event(event) == "分配"


def test_what_cannot_be_written_down_is_not_handed_over(report, reviewer: User, colleague: User, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("磁盘已满")

    monkeypatch.setattr(events, "record_event", refuse)
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
