"""Browsers of the people around the short report; printing is not what these pages are about."""

from collections.abc import Callable

import pytest
from django.test import Client

from departments.models import User
from reports.domain.rendering import pdf
from reports.workflow import printouts


@pytest.fixture
def client_of(short_outline: None) -> Callable[[User], Client]:
    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7 " + page.title.encode())
    assert printouts.pdf is pdf
