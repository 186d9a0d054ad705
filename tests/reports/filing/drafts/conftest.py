"""One department, its clerk, and an empty draft; everything read again as a view would."""

from collections.abc import Callable

import pytest

from departments.models import Department, User
from reports.models import Report
from tests import builders

Fresh = Callable[..., Report]


@pytest.fixture
def department(db: None) -> Department:
    return builders.department()


@pytest.fixture
def clerk(department: Department) -> User:
    return builders.clerk(department)


@pytest.fixture
def report(department: Department) -> Report:
    return builders.report(department)


@pytest.fixture
def fresh(report: Report, clerk: User) -> Fresh:
    """The report as a section's page gets it."""

    def get(section: str = "basics") -> Report:
        return Report.objects.open_to(clerk).for_section(section, clerk).get(pk=report.pk)

    return get
