"""Who may see which report, and what comes with it in one query."""

import pytest

from departments.models import Membership, Role, User
from reports.domain.outlines import outline_loader
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import OutlineVersion, Report, Status
from tests import builders


@pytest.fixture
def report(db: None) -> Report:
    return builders.report()


def seen_by(user: User) -> list[Report]:
    return list(Report.objects.open_to(user))


def test_people_of_the_department_see_its_report(report: Report) -> None:
    assert seen_by(builders.clerk(report.department)) == [report]
    assert seen_by(builders.leader(report.department)) == [report]


@pytest.mark.parametrize("status", sorted(Status.with_the_bureau()))
def test_people_of_the_districts_bureau_see_what_was_sent(report: Report, status: str) -> None:
    Report.objects.update(status=status)
    assert seen_by(builders.reviewer(report.department.district)) == [report]
    assert seen_by(builders.manager(report.department.district)) == [report]


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.with_the_bureau()))
def test_nobody_of_the_bureau_sees_what_the_department_is_still_writing(report: Report, status: str) -> None:
    Report.objects.update(status=status)
    assert seen_by(builders.reviewer(report.department.district)) == []
    assert seen_by(builders.manager(report.department.district)) == []


def test_a_stranger_sees_nothing(report: Report) -> None:
    elsewhere = builders.district("临水区")
    assert seen_by(builders.person("stranger")) == []
    assert seen_by(builders.reviewer(elsewhere)) == []
    assert seen_by(builders.clerk(builders.department(elsewhere))) == []


def test_a_neighbour_in_the_district_sees_nothing(report: Report) -> None:
    assert seen_by(builders.clerk(builders.department(report.department.district, code="088002"))) == []


def test_who_was_dismissed_sees_nothing(report: Report) -> None:
    clerk = builders.clerk(report.department)
    clerk.is_active = False
    assert seen_by(clerk) == []


def test_a_person_with_many_roles_sees_a_report_once(report: Report) -> None:
    user = builders.clerk(report.department)
    Membership.objects.create(user=user, role=Role.LEADER, department=report.department)
    Membership.objects.create(user=user, role=Role.MANAGER, district=report.department.district)
    assert seen_by(user) == [report]
    assert Report.objects.open_to(user).count() == 1


def test_roles_are_told_apart(report: Report) -> None:
    clerk = builders.clerk(report.department)
    assert list(Report.objects.of_departments(clerk, Role.CLERK)) == [report]
    assert list(Report.objects.of_departments(clerk, Role.LEADER)) == []
    assert list(Report.objects.of_districts(clerk, Role.REVIEWER)) == []


def test_a_section_comes_with_everything_in_one_query(report: Report, django_assert_num_queries: pytest.FixtureRequest) -> None:
    clerk = builders.clerk(report.department)
    drafts.save_section(report, "output", Changes(texts={"output": "已完成。"}), revision=0, by=clerk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = Report.objects.open_to(clerk).for_section("output", clerk).get(pk=report.pk)
        read = (found.department.district.name, found.department.desk, found.cycle.year, found.outline.definition.id)
    assert read == ("云水区", None, 2018, "tianxin-2018")
    assert (found.section_revision, found.section_editors) == (1, [clerk.pk])  # type: ignore[attr-defined]


def test_a_section_that_was_never_saved_has_revision_0(report: Report) -> None:
    clerk = builders.clerk(report.department)
    found = Report.objects.open_to(clerk).for_section("output", clerk).get(pk=report.pk)
    assert (found.section_revision, found.section_editors) == (0, None)  # type: ignore[attr-defined]


def test_an_outline_in_use_is_kept_once_per_text(db: None) -> None:
    first, second = OutlineVersion.of("tianxin-2018"), OutlineVersion.of("tianxin-2018")
    assert first == second
    assert first.sha256 == outline_loader.find_source("tianxin-2018").sha256
    assert first.definition is outline_loader.load_outline("tianxin-2018")
