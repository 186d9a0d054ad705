"""The demo's bureau before its reviewers: a hunan-standard report with points in two tables, in review."""

from collections.abc import Callable

import pytest
from django.test import Client

from departments.models import Membership, Role, User
from reports import workflow
from reports.demo import bureau
from reports.domain.rendering import pdf
from reports.domain.scoring.reviewer_input import TypedScore
from reports.filing import report_import
from reports.models import Report, ScoredIndicator, Submission
from tests import builders
from tests.reports.domain.scoring.papers import BUREAU

RATE = "scoring.staff_rate"
LOWER = {RATE: TypedScore("125%", "2.5", "核定超编")}


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: b"%PDF-1.7")


@pytest.fixture
def client_of(db: None) -> Callable[[User], Client]:
    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


@pytest.fixture
def sent(db: None) -> Report:
    """Sent, and not yet looked at."""
    report = report_import.import_file(bureau.build_bureau_report(BUREAU), create=True).report
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    return report


@pytest.fixture
def reviewer(sent: Report) -> User:
    return builders.reviewer(sent.department.district)


@pytest.fixture
def second(sent: Report) -> User:
    user = builders.person("second", name="复审员")
    Membership.objects.create(user=user, role=Role.SECOND_REVIEWER, district=sent.department.district)
    return user


@pytest.fixture
def in_review(sent: Report, reviewer: User) -> Report:
    workflow.start_review(sent, by=reviewer)
    return sent


@pytest.fixture
def send_again(in_review: Report, reviewer: User) -> Callable[..., Submission]:
    """Returns the report, writes another reason into scored rows by key, sends it and starts the review."""

    def again(**reasons: str) -> Submission:
        item = workflow.NewItem(f"section.{in_review.outline.definition.section[0].key}", "advice", "请再核对")
        workflow.return_(in_review, by=reviewer, items=[item])
        for key, reason in reasons.items():
            assert ScoredIndicator.objects.filter(report=in_review, key=key).update(reason=reason)
        workflow.hand_over(in_review, by=None)
        submission = workflow.submit(in_review, by=None)
        workflow.start_review(in_review, by=reviewer)
        return submission

    return again
