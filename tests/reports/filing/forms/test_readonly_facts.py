"""Facts that a section shows but that are filled in elsewhere."""

from reports.filing.forms.readonly_facts import Borrowed, list_readonly_facts
from tests.reports.filing.forms.builders import DAXIANG, document


def test_a_figure_comes_with_label_value_and_section():
    found = list_readonly_facts(document(figures={"expenditure.project.final": "148.25"}), "projects")
    assert found == [Borrowed("expenditure.project.final", "expenditure", "项目支出 · 部门决算数", "148.25 万元")]


def test_what_is_not_filled_in_yet_says_so():
    assert [fact.value for fact in list_readonly_facts(document(), "differences")] == ["未填"] * 3


def test_own_facts_are_not_borrowed():
    assert list_readonly_facts(document(DAXIANG), "goal") == []
    assert list_readonly_facts(document(), "basics") == []


def test_a_field_of_another_section_is_borrowed():
    found = list_readonly_facts(document(DAXIANG, fields={"unit.name": "云水区档案馆"}), "budget_units")
    assert [(fact.place, fact.value) for fact in found if fact.place == "unit.name"] == []
