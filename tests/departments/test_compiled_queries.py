"""The SQL of a union is made once for its shape; what it is run with is each report's own."""

import pytest

from departments.compiled_queries import CompiledQuery, Parameter, compile_union
from reports.filing import drafts
from reports.filing.drafts import stored_facts
from reports.models import Narrative, Report, Status
from tests import builders

pytestmark = pytest.mark.django_db


def test_two_reports_of_one_outline_share_the_sql_and_nothing_else() -> None:
    first = builders.complete_report()
    second = builders.report(builders.department(first.department.district, "902", "史志馆"), first.cycle)
    assert drafts.load_document(first).texts
    made = stored_facts._compile_facts.cache_info().misses

    assert not drafts.load_document(second).texts

    assert stored_facts._compile_facts.cache_info().misses == made


def test_a_union_without_queries_asks_nothing(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert compile_union([]).run() == []


def test_a_value_that_is_not_given_is_no_value() -> None:
    union = compile_union([Narrative.objects.filter(report=Parameter("report")).values_list("pk")])

    with pytest.raises(KeyError):
        union.run(year=2024)


def test_a_compiled_query_gives_what_its_queryset_gives(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    report = builders.complete_report()
    queryset = Report.objects.with_context().filter(pk=Parameter("report"))
    wanted = Report.objects.with_context().get(pk=report.pk)
    query = CompiledQuery(queryset)

    with django_assert_num_queries(1):
        found = query.get(report=report.pk)
        assert (found.department.district.name, found.cycle.year, found.excuse) == ("云水区", 2018, "")

    assert (found, vars(found).keys()) == (wanted, vars(wanted).keys())


def test_a_compiled_query_keeps_no_answer() -> None:
    report = builders.complete_report()
    query = CompiledQuery(Report.objects.filter(pk=Parameter("report")))
    assert query.get(report=report.pk).status == Status.DRAFT

    Report.objects.update(status=Status.SUBMITTED)

    assert query.get(report=report.pk).status == Status.SUBMITTED


def test_a_row_that_is_not_there_or_cannot_be_is_none() -> None:
    query = CompiledQuery(Report.objects.filter(pk=Parameter("report")))

    assert [query.find(report=number) for number in (0, 10**20)] == [None, None]
    with pytest.raises(Report.DoesNotExist):
        query.get(report=0)
