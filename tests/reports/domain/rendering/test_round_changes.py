"""Which changes lie at a place."""

from dataclasses import replace

import pytest

from reports.domain import diff
from reports.domain.figures import Figure
from reports.domain.rendering import round_changes
from tests import builders


@pytest.fixture
def both():
    """A cell and a text changed."""
    old = builders.document()
    figures = {**old.figures, "expenditure.total.final": Figure.of("1")}
    return old, replace(old, figures=figures, texts={**old.texts, "management": "改了。"})


@pytest.mark.parametrize(
    "place",
    [
        "expenditure.total.final",
        "expenditure.total",
        "expenditure.final",
        "table.expenditure",
        "section.expenditure",
    ],
)
def test_a_cell_lies_in_its_row_column_table_and_section(place, both):
    changes = diff.compare_documents(*both)
    assert [change.place for change in round_changes.select_changes_at(both[1], place, changes)] == ["expenditure.total.final"]
    assert [change.place for change in round_changes.select_changes_beyond(both[1], [place], changes)] == ["narrative.management"]


@pytest.mark.parametrize(
    "place", ["expenditure.total.budget", "expenditure.basic", "expenditure.budget", "table.three_public", "table.exp"]
)
def test_a_cell_does_not_lie_beside_itself(place, both):
    assert round_changes.select_changes_at(both[1], place, diff.compare_documents(*both)) == []


def test_a_row_that_is_gone_is_told_where_its_cell_was_asked_about():
    old = builders.document()
    new = replace(old, lists={**old.lists, "projects": old.rows("projects")[1:]})
    assert [change.place for change in round_changes.select_changes_at(new, "projects.p1.use", diff.compare_documents(old, new))] == [
        "projects.p1"
    ]


def test_a_section_that_only_repeats_figures_tells_its_new_words(both):
    old, new = both
    said = [key for key in new.outline.sections if round_changes.find_reworded_section(old, new, f"section.{key}")]
    assert "expenditure" in said
    assert round_changes.find_reworded_section(old, new, "expenditure.total.final") == []
    assert round_changes.find_reworded_section(old, new, "section.nowhere") == []
