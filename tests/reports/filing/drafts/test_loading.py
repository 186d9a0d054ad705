"""Live rows become a Document in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Department
from reports.domain.document import Row
from reports.filing import drafts
from reports.models import Report
from tests import builders
from tests.papers import PAPERS


@pytest.mark.django_db
@pytest.mark.parametrize("outline_id", PAPERS)
def test_a_complete_report_is_loaded_as_it_was_imported(outline_id: str) -> None:
    assert drafts.load_document(builders.complete_report(outline_id)) == builders.document(outline_id)


def test_an_empty_report_knows_what_is_built_in(report: Report) -> None:
    assert drafts.load_document(report).fields == {"year": "2018", "district": "云水区", "city": "长沙市", "department": "云水区档案馆"}


def test_last_year_is_none_where_nothing_was_filled_in(report: Report) -> None:
    assert drafts.load_with_last_year(report)[1] is None


def test_last_year_is_read_under_this_years_outline(department: Department) -> None:
    last = builders.report(department, builders.cycle(department.district, year=2017, outline="daxiang-2021"))
    drafts.replace_report(last, builders.document("daxiang-2021", year=2017), by=None)
    this = builders.report(department, builders.cycle(department.district, year=2018))
    found = drafts.load_with_last_year(this)[1]
    assert found is not None
    assert (found.outline.id, found.year, found.fields["unit.name"]) == ("tianxin-2018", 2017, "云水区图书馆")
    assert found.rows("duties") == builders.document("daxiang-2021").rows("duties")
    assert "income.total.final" not in found.figures


def test_an_answer_to_a_problem_that_is_gone_is_forgotten(report: Report) -> None:
    rows = (Row("s1", {"text": "按季度下达任务"}, "q1"),)
    drafts.replace_report(report, builders.document(lists={"suggestions": [{"key": "s1", "text": "按季度下达任务"}]}), by=None)
    report.suggestion_rows.update(answers="q1")
    assert drafts.load_document(report).rows("suggestions") == (Row(rows[0].key, rows[0].values),)


@pytest.mark.parametrize("count", [30, 300])
def test_one_query_loads_both_years_whatever_the_number_of_rows(department: Department, count: int) -> None:
    duties = {"duties": [{"key": f"d{at}", "text": f"职责{at}"} for at in range(count)]}
    for year in (2017, 2018):
        cycle = builders.cycle(department.district, year=year)
        drafts.replace_report(builders.report(department, cycle), builders.document(year=year, lists=duties), by=None)
    report = Report.objects.with_context().get(cycle__year=2018)
    with CaptureQueriesContext(connection) as queries:
        this, last = drafts.load_with_last_year(report)
    assert [len(document.rows("duties")) for document in (this, last) if document] == [count, count]
    assert len(queries) == 1
