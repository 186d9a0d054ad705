"""Reports approved before approvals were kept get theirs from the 办理记录."""

from importlib import import_module

import pytest
from django.apps import apps

from departments.models import User
from reports import workflow
from reports.models import Approval, Report, Status
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db
MIGRATION = import_module("reports.migrations.0004_second_review")


def forget() -> None:
    """As it was before: the event is there, the approval is not."""
    super(type(Approval.objects.all()), Approval.objects.all()).delete()


def test_an_old_approval_is_kept_with_its_person_and_moment(report: Report, leader: User, reviewer: User) -> None:
    sent = workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    workflow.start_review(report, by=reviewer)
    event = workflow.approve(report, by=reviewer)
    forget()
    assert not Approval.objects.exists()

    for _ in range(2):
        MIGRATION.keep_approvals(apps, None)

    kept = Approval.objects.get()
    assert (kept.submission, kept.by, kept.at, kept.points, kept.findings) == (sent, reviewer, event.at, None, {})


def test_what_is_not_approved_gets_none(report: Report, leader: User) -> None:
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    MIGRATION.keep_approvals(apps, None)
    assert not Approval.objects.exists()
