"""The bureau's browsers, and a complete report on its way."""

from collections.abc import Callable

import pytest
from django.test import Client

from departments.models import User
from reports import workflow
from reports.domain.rendering import pdf
from reports.models import Report
from tests import builders


@pytest.fixture
def client_of(db: None) -> Callable[[User], Client]:
    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is not what these pages are about."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def complete(db: None) -> Report:
    """天心区's outline filled in every section, of 088001 云水区档案馆, still a draft."""
    return builders.complete_report()


@pytest.fixture
def reviewer(complete: Report) -> User:
    return builders.reviewer(complete.department.district)


@pytest.fixture
def manager(complete: Report) -> User:
    return builders.manager(complete.department.district)


@pytest.fixture
def leader(complete: Report) -> User:
    return builders.leader(complete.department)


@pytest.fixture
def sent(complete: Report, leader: User) -> Report:
    """Submitted by the leader."""
    workflow.hand_over(complete, by=None)
    workflow.submit(complete, by=leader)
    return complete


@pytest.fixture
def in_review(sent: Report, reviewer: User) -> Report:
    workflow.start_review(sent, by=reviewer)
    return sent
