"""The SQL of a union is made once for its shape; what it is run with is each report's own."""

import pytest

from departments.compiled_queries import Parameter, compile_union
from reports.filing import drafts
from reports.filing.drafts import stored_facts
from reports.models import Narrative
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
