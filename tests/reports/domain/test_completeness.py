"""What is still missing, and how far a section is."""

import pytest

from reports.domain import completeness
from reports.domain.completeness import Missing, Progress
from reports.domain.document import Document, Row
from reports.domain.figures import CLASSIFIED, NOT_APPLICABLE, Figure
from reports.domain.outlines import outline_loader


def document(**facts) -> Document:
    return Document(outline_loader.load_outline("tianxin-2018"), 2018, "某中心", **facts)


def budgets(budget: str, final: str) -> dict[str, Figure]:
    return {"expenditure.project.budget": Figure.of(budget), "expenditure.project.final": Figure.of(final)}


def test_a_section_without_anything_is_empty():
    assert completeness.measure_progress(document(), "management") is Progress.EMPTY


def test_a_section_with_everything_required_is_done():
    assert completeness.measure_progress(document(texts={"management": "资金专款专用。"}), "management") is Progress.DONE


def test_a_section_with_a_gap_is_being_filled_in():
    rows = (Row("a", {"name": "甲", "final": Figure.of("1.5")}),)
    assert completeness.measure_progress(document(lists={"projects": rows}), "projects") is Progress.STARTED


def test_each_gap_of_a_row_is_named_with_its_place():
    rows = (Row("a", {"name": "甲", "final": Figure.of("1.5")}),)
    assert completeness.find_missing(document(lists={"projects": rows}), "projects") == [
        Missing("projects", "projects.a.use", "项目“甲”的主要用途未填"),
        Missing("projects", "projects.a.organisation", "项目“甲”的组织实施情况未填"),
    ]


@pytest.mark.parametrize("figure", [Figure.of(0), NOT_APPLICABLE, CLASSIFIED], ids=["zero", "not applicable", "classified"])
def test_a_cell_that_is_not_blank_is_filled(figure):
    places = [gap.place for gap in completeness.find_missing(document(figures={"three_public.abroad.budget": figure}), "three_public")]
    assert "three_public.abroad.budget" not in places
    assert len(places) == 7


def test_a_text_of_one_branch_is_required_when_that_branch_is_printed():
    assert completeness.find_missing(document(figures=budgets("10", "12")), "differences") == [
        Missing("differences", "narrative.differences", "差异成因未写（预算数与决算数不一致时说明原因）")
    ]


def test_a_text_of_the_other_branch_is_not_asked_for():
    assert completeness.find_missing(document(figures=budgets("10", "10.00")), "differences") == []


def test_a_field_with_a_default_is_never_missing():
    fields = {"department": "某中心", "unit.superior": "某区人民政府", "unit.funding": "全额拨款"}
    places = [gap.place for gap in completeness.find_missing(document(fields=fields), "basics")]
    assert "unit.name" not in places


@pytest.mark.parametrize(("final", "progress"), [("10", Progress.DONE), ("12", Progress.EMPTY), ("", Progress.EMPTY)])
def test_a_section_that_figures_decide_is_done_without_a_word(final, progress):
    figures = {"expenditure.project.budget": Figure.of(10)} | ({"expenditure.project.final": Figure.of(final)} if final else {})
    assert completeness.measure_progress(document(figures=figures), "differences") is progress
