"""What is frozen when a report is sent."""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from departments.models import User
from reports import workflow
from reports.domain import interchange
from reports.domain.rendering import pdf
from reports.filing import drafts
from reports.models import Cycle, Narrative, PaperOrder, Report, Status, Submission
from reports.workflow import submissions
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(report: Report) -> Report:
    return put(report, Status.AWAITING_SIGNATURE)


def test_a_submission_is_the_document_and_its_hash(signed: Report, leader: User) -> None:
    submission = workflow.submit(signed, by=leader)
    assert submission.document == interchange.dump_document(drafts.load_document(signed))
    assert json.loads(submission.document)["texts"] == {"management": "专款专用，按进度拨付。"}
    assert submission.sha256 == hashlib.sha256(submission.document.encode()).hexdigest()
    assert (submission.number, submission.sender, submission.outline, submission.late) == (1, leader, signed.outline, False)
    assert signed.events.get().submission == submission


def test_a_submission_keeps_the_settings_of_its_day(signed: Report, leader: User) -> None:
    submission = workflow.submit(signed, by=leader)
    due = signed.cycle.due.isoformat()
    assert submission.cycle_settings == {
        "year": 2020,
        "due": due,
        "extended_to": None,
        "needs_signature": True,
        "locked_after_due": False,
        "approved_on": None,
        "notice": "",
        "allow_override": True,
        "check_settings": {},
        "second_review": False,
        "requires_scan": False,
        "grade_cuts": {},
    }


def test_what_is_written_later_does_not_reach_a_submission(signed: Report, leader: User) -> None:
    submission = workflow.submit(signed, by=leader)
    Narrative.objects.update(text="后来改的")
    assert "后来改的" not in Submission.objects.get(pk=submission.pk).document


def test_submissions_are_numbered(signed: Report, leader: User) -> None:
    workflow.submit(signed, by=leader)
    workflow.withdraw(signed, by=leader)
    second = workflow.submit(put(signed, Status.AWAITING_SIGNATURE), by=leader)
    assert second.number == 2


def test_a_reference_can_be_read_and_not_be_guessed() -> None:
    made = {submissions.make_reference(2020) for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch("2020-[0-9A-HJKMNP-TV-Z]{10}", reference) for reference in made)


def test_a_late_submission_says_so(signed: Report, leader: User) -> None:
    Cycle.objects.update(due=timezone.now() - timedelta(minutes=1))
    assert workflow.submit(signed, by=leader).late


def test_the_paper_is_asked_for_with_the_submission_and_once(
    signed: Report, leader: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: pytest.fail("printed in the act"))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        submission = workflow.submit(signed, by=leader)
        assert workflow.submit(signed, by=leader) == submission
    assert list(PaperOrder.objects.values_list("submission", "kind", "state", "asked_by")) == [
        (submission.pk, "submission", "waiting", leader.pk)
    ]


def test_an_act_that_is_rolled_back_asks_for_no_paper(signed: Report, leader: User) -> None:
    with transaction.atomic():
        workflow.submit(signed, by=leader)
        transaction.set_rollback(True)
    assert (Submission.objects.count(), PaperOrder.objects.count()) == (0, 0)
