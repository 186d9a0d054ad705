"""The small district that was counted by hand, and files made of it."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.db.models import QuerySet

from departments.models import District
from reports.models import Report
from reports.release.exports import paper_archive, summary
from tests.reports.release.statistics import builders


@pytest.fixture
def small(db: None, time_machine: Any) -> District:
    time_machine.move_to(builders.NOW, tick=False)
    return builders.small_district()


@pytest.fixture
def year(small: District) -> QuerySet[Report, Any]:
    """Reports of 2018, those of exempt and merged departments too."""
    return Report.objects.filter(cycle__year=2018)


def made(write: Callable[..., None], reports: QuerySet[Report, Any]) -> bytes:
    target = BytesIO()
    write(reports, target)
    return target.getvalue()


@pytest.fixture
def book() -> Callable[[Any], bytes]:
    return lambda reports: made(summary.write_summary_workbook, reports)


@pytest.fixture
def archive() -> Callable[[Any], bytes]:
    return lambda reports: made(paper_archive.write_paper_archive, reports)


def naive(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - as Excel keeps it
