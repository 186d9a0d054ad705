"""People of one district, of its neighbour, and one short report that misses nothing."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from departments.models import Department, District, Role, User
from reports.models import Cycle, Report
from tests.reports.workflow import builders


@pytest.fixture
def short_outline(settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [builders.OUTLINES]


@pytest.fixture
def district(db: None) -> District:
    return builders.make_district()


@pytest.fixture
def department(district: District) -> Department:
    return builders.make_department(district)


@pytest.fixture
def cycle(district: District) -> Cycle:
    return builders.make_cycle(district)


@pytest.fixture
def report(short_outline: None, department: Department, cycle: Cycle) -> Report:
    return builders.make_report(department, cycle)


@pytest.fixture
def checked(short_outline: None, department: Department, cycle: Cycle) -> Callable[..., Report]:
    """`checked(total_final="148.35")` is a report with figures, in an outline that checks them."""
    return lambda **figures: builders.make_checked(department, cycle, **figures)


@pytest.fixture
def people(department: Department, district: District) -> dict[str, User]:
    """One person per role."""
    return {role: builders.make_person(role, role, department=department, district=district) for role in Role.values}


@pytest.fixture
def clerk(people: dict[str, User]) -> User:
    return people[Role.CLERK]


@pytest.fixture
def leader(people: dict[str, User]) -> User:
    return people[Role.LEADER]


@pytest.fixture
def reviewer(people: dict[str, User]) -> User:
    return people[Role.REVIEWER]


@pytest.fixture
def manager(people: dict[str, User]) -> User:
    return people[Role.MANAGER]


@pytest.fixture
def stranger() -> User:
    """Holds every role, in the district next door."""
    district = builders.make_district("临水区")
    return builders.make_person("stranger", *map(Role, Role.values), department=builders.make_department(district), district=district)
