"""沿用上年 takes words, never amounts or results, and never over what is already written."""

import pytest

from departments.models import Department, User
from reports.domain.document import Row
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Figure, Report
from tests import builders


@pytest.fixture
def report(department: Department) -> Report:
    """An empty report, with a complete one of last year."""
    last = builders.report(department, builders.cycle(department.district, year=2017))
    drafts.replace_report(last, builders.document(year=2017), by=None)
    return builders.report(department)


def test_profile_duties_and_offices_come_with_their_row_keys(report: Report, clerk: User) -> None:
    assert drafts.carry_over_section(report, "basics", revision=0, by=clerk) == 1
    now, last = drafts.load_document(report), builders.document()
    assert now.fields["unit.superior"] == "云水区人民政府"
    assert {key: now.rows(key) for key in ("duties", "offices", "leaders")} == {
        key: last.rows(key) for key in ("duties", "offices", "leaders")
    }


def test_key_tasks_and_staff_do_not_come(report: Report, clerk: User) -> None:
    drafts.carry_over_section(report, "basics", revision=0, by=clerk)
    assert drafts.load_document(report).rows("key_tasks") == ()
    assert not Figure.objects.filter(report=report, table="staff").exists()


def test_prose_comes_where_the_vocabulary_lets_it(report: Report, clerk: User) -> None:
    drafts.carry_over_section(report, "management", revision=0, by=clerk)
    assert drafts.load_document(report).texts == {"management": builders.document().text("management")}


def test_results_never_come(report: Report, clerk: User) -> None:
    assert drafts.carry_over_section(report, "output", revision=0, by=clerk) == 0
    assert drafts.load_document(report).texts == {}


def test_amounts_never_come(report: Report, clerk: User) -> None:
    assert drafts.carry_over_section(report, "expenditure", revision=0, by=clerk) == 0
    assert drafts.load_document(report).figures == {}


def test_what_is_already_written_stays(report: Report, clerk: User) -> None:
    mine = (Row("x1", {"text": "今年的职责"}),)
    drafts.save_section(report, "basics", Changes(fields={"unit.name": "新名称"}, lists={"duties": mine}), revision=0, by=clerk)
    assert drafts.carry_over_section(report, "basics", revision=1, by=clerk) == 2
    now = drafts.load_document(report)
    assert (now.fields["unit.name"], now.rows("duties")) == ("新名称", mine)
    assert len(now.rows("offices")) == 3


def test_without_last_year_nothing_happens(department: Department, clerk: User) -> None:
    assert drafts.carry_over_section(builders.report(department), "basics", revision=0, by=clerk) == 0


def test_carrying_over_a_section_that_was_saved_meanwhile_is_refused(report: Report, clerk: User) -> None:
    drafts.save_section(report, "basics", Changes(fields={"unit.name": "新名称"}), revision=0, by=clerk)
    with pytest.raises(drafts.Stale):
        drafts.carry_over_section(report, "basics", revision=0, by=clerk)
