"""What a 通过 freezes."""

from collections.abc import Callable

import pytest

from departments.append_only import AppendOnlyError
from departments.models import User
from reports import workflow
from reports.filing import live_findings
from reports.models import Approval, Cycle, PaperOrder, Report, Status
from reports.workflow import Refused, approvals
from tests.builders import edited
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_review(checked: Callable[..., Report], leader: User, reviewer: User) -> Report:
    """Sent with a broken sum, which the leader let go."""
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    workflow.explain(report, live_findings.find_live_findings(report).blocking[0].key, by=leader, text="与批复决算一致")
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=reviewer)
    return report


def test_an_approval_says_who_when_and_what(in_review: Report, reviewer: User) -> None:
    event = workflow.approve(in_review, by=reviewer)
    approval = Approval.objects.get()
    assert (approval.by, approval.at, approval.submission) == (reviewer, event.at, in_review.submissions.get())
    assert [(one["id"], one["explained"], one["override"]) for one in approval.findings["findings"]] == [("C01", "与批复决算一致", True)]


def test_findings_are_frozen_by_the_present_rules(in_review: Report, reviewer: User) -> None:
    Cycle.objects.update(check_settings={"C01": {"off": "改由系统合计"}})
    workflow.approve(Report.objects.get(), by=reviewer)
    assert Approval.objects.get().findings["findings"] == []


def test_a_refused_approval_freezes_nothing(in_review: Report, reviewer: User) -> None:
    edited(in_review, reviewer)
    with pytest.raises(Refused):
        workflow.approve(in_review, by=reviewer)
    assert not Approval.objects.exists()


def test_an_approval_that_is_not_written_down_is_none(in_review: Report, reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approvals, "freeze_findings", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workflow.approve(in_review, by=reviewer)
    assert Report.objects.get().status == Status.IN_REVIEW
    assert not in_review.events.filter(act="approve").exists()


def test_an_approval_never_changes(in_review: Report, reviewer: User) -> None:
    workflow.approve(in_review, by=reviewer)
    with pytest.raises(AppendOnlyError):
        Approval.objects.update(grade="优")
    with pytest.raises(AppendOnlyError):
        Approval.objects.get().delete()


def test_a_reopened_report_is_approved_anew_and_keeps_the_old_approval(
    in_review: Report, leader: User, reviewer: User, manager: User
) -> None:
    workflow.approve(in_review, by=reviewer)
    workflow.reopen(in_review, by=manager, reason="决算数调整")
    in_review.return_items.update(answer_kind="changed")
    workflow.hand_over(in_review, by=None)
    workflow.submit(in_review, by=leader)
    workflow.start_review(in_review, by=reviewer)
    workflow.approve(in_review, by=reviewer)
    assert [approval.submission.number for approval in Approval.objects.order_by("at")] == [1, 2]


def test_the_final_paper_is_asked_for_with_the_approval(in_review: Report, reviewer: User) -> None:
    workflow.approve(in_review, by=reviewer)
    order = PaperOrder.objects.get(kind="final")
    assert (order.submission.approval, order.state, order.asked_by) == (Approval.objects.get(), "waiting", reviewer)


def test_what_would_be_approved_is_shown_before(in_review: Report) -> None:
    shown = approvals.preview_approval(in_review)
    assert shown
    assert shown.submission.sha256 == in_review.submissions.get().sha256
    assert shown.counts == [("必须修改", 1), ("须说明", 0), ("提示", 0), ("未能核对", 0)]


def test_a_report_that_was_never_sent_has_nothing_to_approve(report: Report) -> None:
    assert approvals.preview_approval(report) is None


def test_a_look_before_costs_few_queries(in_review: Report, django_assert_max_num_queries: Callable) -> None:
    report = Report.objects.with_context().get(pk=in_review.pk)
    with django_assert_max_num_queries(6):
        approvals.preview_approval(report)
