"""The district of the workflow's tests, in a database that really commits; no paper is printed."""

import pytest
from pytest_django.fixtures import Settings

from departments.models import Department, District, Role, User
from reports.models import Cycle, Report
from reports.workflow import printouts
from tests.reports.workflow import builders


@pytest.fixture
def district(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> District:
    settings.PERFEVAL_OUTLINES = [builders.OUTLINES]
    monkeypatch.setattr(printouts, "get_printout", lambda _: None)
    monkeypatch.setattr(printouts, "get_final_printout", lambda _: None)
    return builders.make_district()


@pytest.fixture
def department(district: District) -> Department:
    return builders.make_department(district)


@pytest.fixture
def cycle(district: District) -> Cycle:
    return builders.make_cycle(district)


@pytest.fixture
def report(department: Department, cycle: Cycle) -> Report:
    return builders.make_report(department, cycle)


@pytest.fixture
def people(department: Department, district: District) -> dict[str, User]:
    return {role: builders.make_person(role, role, department=department, district=district) for role in Role.values}
