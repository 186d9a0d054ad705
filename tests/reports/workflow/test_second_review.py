"""复审: a second person confirms what a first one reviewed."""

import pytest

from departments.models import District, Role, User
from reports import workflow
from reports.models import Approval, Attachment, Cycle, Report, Status
from reports.workflow import Refused, events
from tests.builders import edited
from tests.reports.workflow.builders import ITEM, make_person, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(district: District) -> User:
    """Reviewer and second reviewer in one person."""
    return make_person("both", Role.REVIEWER, Role.SECOND_REVIEWER, district=district)


@pytest.fixture
def sent(report: Report, leader: User, reviewer: User) -> Report:
    """In review, where the cycle asks for a second one."""
    Cycle.objects.update(second_review=True)
    report.cycle.refresh_from_db()
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    workflow.start_review(report, by=reviewer)
    return report


def test_two_people_approve_a_report(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer, note="建议通过")
    workflow.approve(sent, by=people["second_reviewer"])
    assert sent.status == Status.APPROVED
    assert [(event.act, event.note) for event in sent.events.all()][-2:] == [("pass_on", "建议通过"), ("approve", "")]
    assert Approval.objects.get().by == people["second_reviewer"]


@pytest.mark.parametrize("role", ["reviewer", "second_reviewer"])
def test_nobody_approves_past_the_second_review(sent: Report, role: str, people: dict[str, User]) -> None:
    with pytest.raises(Refused, match="须复审，请先提请复审"):
        workflow.approve(sent, by=people[role])
    assert Report.objects.get().status == Status.IN_REVIEW


def test_nobody_passes_on_where_no_second_review_is_asked_for(sent: Report, reviewer: User) -> None:
    Cycle.objects.update(second_review=False)
    with pytest.raises(Refused, match="不需要复审"):
        workflow.pass_on(sent, by=reviewer)


def test_a_report_passed_on_is_confirmed_although_the_cycle_asks_no_more(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    Cycle.objects.update(second_review=False)
    workflow.approve(sent, by=people["second_reviewer"])
    assert sent.status == Status.APPROVED


def test_who_passed_a_report_on_does_not_confirm_it(sent: Report, both: User) -> None:
    workflow.pass_on(sent, by=both)
    with pytest.raises(Refused, match="这份报告是您提请复审的，须由另一名复审员确认通过"):
        workflow.approve(sent, by=both)
    assert not Approval.objects.exists()


def test_who_passed_it_on_before_may_confirm_what_another_passed_on(sent: Report, both: User, reviewer: User) -> None:
    workflow.pass_on(sent, by=both)
    workflow.send_back(sent, by=both, note="请再核对三公经费")
    workflow.pass_on(sent, by=reviewer)
    workflow.approve(sent, by=both)
    assert sent.status == Status.APPROVED


def test_who_passed_another_report_on_may_confirm_this_one(sent: Report, both: User, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    workflow.approve(sent, by=both)
    assert Approval.objects.get().by == both


def test_the_system_passes_on_and_confirms(sent: Report) -> None:
    workflow.pass_on(sent, by=None)
    workflow.approve(sent, by=None)
    assert sent.status == Status.APPROVED


def test_the_second_reviewer_sends_a_report_back_to_the_first(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    workflow.send_back(sent, by=people["second_reviewer"], note="请再核对三公经费")
    assert sent.status == Status.IN_REVIEW
    workflow.pass_on(sent, by=reviewer)
    assert sent.status == Status.SECOND_REVIEW


def test_the_second_reviewer_returns_a_report_to_the_department(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    workflow.return_(sent, by=people["second_reviewer"], items=[ITEM])
    assert sent.status == Status.RETURNED
    assert sent.return_items.get().author == people["second_reviewer"]


@pytest.mark.parametrize("act", ["send_back", "return", "approve"])
def test_a_reviewer_has_passed_the_report_out_of_hand(sent: Report, act: str, reviewer: User) -> None:
    workflow.pass_on(sent, by=reviewer)
    acts = {
        "send_back": lambda: workflow.send_back(sent, by=reviewer, note="再看"),
        "return": lambda: workflow.return_(sent, by=reviewer, items=[ITEM]),
        "approve": lambda: workflow.approve(sent, by=reviewer),
    }
    with pytest.raises(Refused, match="只能由本区县财政局的复审员办理"):
        acts[act]()


def test_nobody_passes_the_own_work_on(sent: Report, reviewer: User) -> None:
    edited(sent, reviewer)
    with pytest.raises(Refused, match="您填写、签发或报送过这份报告"):
        workflow.pass_on(sent, by=reviewer)


def attached(report: Report, person: User, **settings: object) -> None:
    file = {"name": "凭证.pdf", "sha256": "1" * 64, "size": 5, "place": "report", "place_label": "整份报告"}
    Attachment.objects.create(report=report, uploaded_by=person, content_type="application/pdf", **{**file, **settings})


def test_who_added_evidence_worked_on_the_report(sent: Report, reviewer: User) -> None:
    attached(sent, reviewer)
    with pytest.raises(Refused, match="您填写、签发或报送过这份报告"):
        workflow.pass_on(sent, by=reviewer)


def test_the_evidence_of_others_and_an_own_scan_are_no_work_on_it(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    attached(sent, people["clerk"])
    attached(sent, reviewer, kind=Attachment.Kind.SCAN, submission=sent.submissions.get())
    workflow.pass_on(sent, by=reviewer)
    assert Report.objects.get().status == Status.SECOND_REVIEW


def test_nobody_confirms_the_own_work(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    edited(sent, people["second_reviewer"])
    with pytest.raises(Refused, match="您填写、签发或报送过这份报告"):
        workflow.approve(sent, by=people["second_reviewer"])


def test_a_second_click_passes_on_once(sent: Report, reviewer: User) -> None:
    assert workflow.pass_on(sent, by=reviewer) == workflow.pass_on(sent, by=reviewer)


def test_what_the_second_reviewer_did_meanwhile_is_no_passing_on(sent: Report, reviewer: User, people: dict[str, User]) -> None:
    workflow.pass_on(sent, by=reviewer)
    events.record_event(sent, events.SCORE, by=people["second_reviewer"])
    workflow.approve(sent, by=people["second_reviewer"])
    assert sent.status == Status.APPROVED


def test_what_others_did_meanwhile_does_not_hide_who_passed_on(sent: Report, both: User, manager: User) -> None:
    workflow.pass_on(sent, by=both)
    events.record_event(sent, events.EXTEND, by=manager)
    with pytest.raises(Refused, match="您提请复审"):
        workflow.approve(sent, by=both)
