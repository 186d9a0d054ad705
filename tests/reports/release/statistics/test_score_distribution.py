"""得分 and 等次, beside a hand count: A1 and four departments more, of which three were approved last year too."""

from decimal import Decimal

import pytest

from departments.models import Department, District
from reports.models import Cycle, Report, Status
from reports.release.statistics import score_distribution
from reports.release.statistics.scope import Scope
from tests.reports.release.statistics import builders

pytestmark = pytest.mark.django_db
SENT = "2019-03-20 09:00"


@pytest.fixture
def judged(small: District) -> Scope:
    """C4 was approved without points, C5 was approved and reopened, C6 twice approved."""
    new, old = (Cycle.objects.get(year=year) for year in (2018, 2017))
    for code, own, given, grade in [
        ("C1", "96", "90", "优"),
        ("C2", "88", "89.99", "良"),
        ("C3", "90", "59.5", "差"),
        ("C4", None, None, ""),
    ]:
        builders.approve(report(small, code, new), own, given, grade)
    builders.approve(report(small, "C5", new, Status.RETURNED), "99", "99", "优")
    twice = report(small, "C6", new, Status.APPROVED, SENT, SENT)
    builders.approve(twice, "80", "70", "中", 1)
    builders.approve(twice, "80", "81", "良", 2)
    builders.approve(report(small, "C1", old), "95", "79", "中")
    builders.approve(report(small, "C5", old), "95", "93", "优")
    return Scope(small.pk, 2018)


def report(district: District, code: str, cycle: Cycle, status: str = Status.APPROVED, *sent: str) -> Report:
    named = {"name": f"云水区{code}局"}
    unit = Department.objects.get_or_create(district=district, code=code, defaults=named)[0]
    return builders.report(unit, cycle, status, *(sent or [SENT]))


def of_year(scope: Scope, year: int = 2018) -> list[score_distribution.ApprovedScores]:
    return [each for each in score_distribution.load_approved_scores(scope) if each.year == year]


def test_what_stands_approved_is_read_with_its_latest_approval(judged: Scope):
    assert [(each.code, each.own, each.points, each.grade) for each in of_year(judged)] == [
        ("C1", 96, 90, "优"),
        ("C2", 88, Decimal("89.99"), "良"),
        ("C3", 90, Decimal("59.5"), "差"),
        ("C4", None, None, ""),
        ("C6", 80, 81, "良"),
    ]
    assert [each.code for each in of_year(judged, 2017)] == ["C1", "C5"]


def test_points_fall_into_bands_whose_lower_end_belongs_to_them(judged: Scope):
    found = of_year(judged)

    assert score_distribution.count_by_score_band(each.points for each in found) == {
        "90 分以上": 1,
        "80–90 分": 2,
        "70–80 分": 0,
        "60–70 分": 0,
        "低于 60 分": 1,
    }
    assert score_distribution.count_by_score_band(each.own for each in found) == {
        "90 分以上": 2,
        "80–90 分": 2,
        "70–80 分": 0,
        "60–70 分": 0,
        "低于 60 分": 0,
    }


def test_means_are_of_reports_with_both_scores(judged: Scope):
    assert score_distribution.compute_means(of_year(judged)) == score_distribution.Means(4, Decimal("88.5"), Decimal("80.1225"))
    assert score_distribution.compute_means([]) == score_distribution.Means()


def test_grades_are_counted_the_best_first_with_those_that_nobody_reached(judged: Scope):
    cuts = {"差": Decimal(0), "中": Decimal(60), "优": Decimal(90), "良": Decimal(80)}

    assert list(score_distribution.count_by_grade(of_year(judged), cuts).items()) == [("优", 1), ("良", 2), ("中", 0), ("差", 1)]
    assert list(score_distribution.count_by_grade(of_year(judged), {}).items()) == [("优", 1), ("良", 2), ("差", 1)]


def test_an_exempt_department_counts_for_nothing(judged: Scope):
    unit = Department.objects.get(code="C1")
    unit.exemptions.create(cycle=Cycle.objects.get(year=2018), reason="已撤并")

    assert "C1" not in [each.code for each in of_year(judged)]


@pytest.mark.parametrize("number", [50, 500])
def test_all_approvals_are_one_query(number: int, django_assert_num_queries):
    scope = Scope(builders.many(number).pk, 2018)

    with django_assert_num_queries(1):
        assert len(score_distribution.load_approved_scores(scope)) == number * 2
