"""Opening a cycle makes one report for each department that takes part."""

import pytest

from departments.models import District
from reports.filing import cycles
from reports.models import Exemption, Report
from tests import builders


@pytest.fixture
def district(db: None) -> District:
    return builders.district()


def test_every_department_that_takes_part_gets_a_report(district: District) -> None:
    archive, library = (builders.department(district, code=code) for code in ("001", "002"))
    builders.department(district, code="003", active=False)
    cycle = builders.cycle(district)
    Exemption.objects.create(cycle=cycle, department=builders.department(district, code="004"), reason="本年撤并")
    builders.department(builders.district("临水区"), code="005")
    assert cycles.open_cycle(cycle, by=None) == 2
    assert set(Report.objects.values_list("department", flat=True)) == {archive.pk, library.pk}


def test_opening_again_adds_only_what_is_missing(district: District) -> None:
    cycle = builders.cycle(district)
    builders.department(district, code="001")
    assert [cycles.open_cycle(cycle, by=None), cycles.open_cycle(cycle, by=None)] == [1, 0]
    builders.department(district, code="002")
    assert cycles.open_cycle(cycle, by=None) == 1


def test_a_report_of_last_year_does_not_count(district: District) -> None:
    builders.department(district)
    for year in (2017, 2018):
        assert cycles.open_cycle(builders.cycle(district, year=year), by=None) == 1


def test_a_report_starts_as_an_empty_draft_under_the_cycles_outline(district: District) -> None:
    cycle = builders.cycle(district, outline="daxiang-2021")
    report = cycles.get_or_create_report(builders.department(district), cycle)
    assert (report.status, report.outline.outline_id) == ("draft", "daxiang-2021")


def test_the_second_to_create_gets_the_firsts_report(district: District) -> None:
    department, cycle = builders.department(district), builders.cycle(district)
    assert cycles.get_or_create_report(department, cycle) == cycles.get_or_create_report(department, cycle)


@pytest.mark.parametrize("count", [3, 40])
def test_opening_takes_as_many_queries_for_many_departments_as_for_few(
    district: District, count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for at in range(count):
        builders.department(district, code=f"{at:03}")
    cycle = builders.cycle(district)
    builders.report(builders.department(district, code="999"), builders.cycle(district, year=2017))
    with django_assert_num_queries(8):  # type: ignore[operator]
        cycles.open_cycle(cycle, by=None)
