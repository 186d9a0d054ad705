"""One short report, its people, and files that are forgotten after each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from departments.models import User
from reports import workflow
from reports.domain.rendering import pdf
from reports.models import Report, Submission


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "attachments"


@pytest.fixture
def stored(media: Path) -> Callable[[], int]:
    """How many files lie on the disc."""
    return lambda: sum(path.is_file() for path in media.rglob("*"))


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def send(report: Report, clerk: User, leader: User) -> Callable[[], Submission]:
    def sent() -> Submission:
        workflow.hand_over(report, by=clerk)
        return workflow.submit(report, by=leader)

    return sent
