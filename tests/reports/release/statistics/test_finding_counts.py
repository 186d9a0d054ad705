"""核对结果, beside a hand count: what was found in A1, A2, B1 of 2018 and A1, B1 of 2017; A3 is correcting."""

import pytest

from departments.models import District
from reports.domain.checks import Context, Outcome
from reports.domain.checks.verdict import check_document, freeze_findings
from reports.models import Report, Submission
from reports.release.statistics import finding_counts
from reports.release.statistics.scope import Scope
from tests import builders as people
from tests.reports.release.statistics import builders

pytestmark = pytest.mark.django_db
SUM, RATE, PLAN = ("C06", "项目之和 = 项目支出"), ("C12", "执行率偏低"), ("C29", "上年数一致")


def of(code: str, year: int = 2018) -> Report:
    return Report.objects.get(department__code=code, cycle__year=year)


@pytest.fixture
def checked(small: District) -> finding_counts.Checked:
    send = "2019-03-30 10:00"
    builders.found(of("A1"), 9, send, (*SUM, "E", "与批复一致"), (*SUM, "E", " "), (*RATE, "W", ""), ("C01", "合计", "info", ""))
    builders.found(of("A2"), 3, send, (*PLAN, "E", ""))
    builders.found(of("A2"), 4, send, (*SUM, "R", "四舍五入"), (*RATE, "W", "政策调整"), ("C02", "合计", "not_evaluated", ""))
    builders.found(of("A3"), 9, send, (*PLAN, "E", ""))
    builders.found(of("B1", 2017), 9, send, (*RATE, "W", ""))
    return finding_counts.load_checked_papers(Scope(small.pk, 2018))


def test_papers_at_the_bureau_are_counted(checked: finding_counts.Checked):
    assert checked.papers == {2018: 3, 2017: 2}


def test_the_most_frequent_stand_first_as_they_weigh_at_worst(checked: finding_counts.Checked):
    assert finding_counts.list_frequent_findings(checked.found, 2018, 10) == [
        finding_counts.Frequent(*SUM, Outcome.MUST_FIX, units=2, last_units=0, findings=3, explained=2),
        finding_counts.Frequent(*RATE, Outcome.HINT, units=2, last_units=1, findings=2, explained=1),
    ]
    assert len(finding_counts.list_frequent_findings(checked.found, 2018, 1)) == 1


def test_a_check_of_last_year_alone_is_not_listed_this_year(checked: finding_counts.Checked):
    assert [each.check for each in finding_counts.list_frequent_findings(checked.found, 2017, 10)] == ["C12"]


def test_what_checks_freeze_is_what_is_counted(small: District):
    findings = check_document(people.document("daxiang-2021"), Context())
    report = of("A1")
    rest = {"document": "{}", "sha256": "", "sent_at": builders.NOW, "outline": report.outline}
    Submission.objects.create(report=report, number=9, reference="k", findings=freeze_findings(findings), **rest)

    counted = findings.of(Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT)
    assert (
        sorted(each.message for each in finding_counts.load_checked_papers(Scope(small.pk, 2018)).found)
        == sorted(each.message for each in counted)
        != []
    )


@pytest.mark.parametrize("number", [50, 500])
def test_all_findings_are_one_query(number: int, django_assert_num_queries):
    scope = Scope(builders.many(number).pk, 2018)

    with django_assert_num_queries(1):
        assert len(finding_counts.load_checked_papers(scope).found) == number * 2 * 12
