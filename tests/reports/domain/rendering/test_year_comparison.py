"""Every amount beside last year's."""

from dataclasses import replace

from reports.domain.document import Row
from reports.domain.figures import NOT_APPLICABLE, Figure
from reports.domain.rendering import year_comparison
from tests import builders

CELL = "expenditure.total.final"


def both(**changes):
    """This year's and last year's lines by place, with last year's cells changed."""
    now = builders.document()
    last = replace(now, year=2017, **changes)
    return {amount.place: amount for _, amounts in year_comparison.group_amounts(now, last) for amount in amounts}


def with_cell(figure):
    return {**builders.document().figures, CELL: figure}


def test_a_line_tells_both_years_the_difference_and_the_rate():
    now = builders.document().figures[CELL].amount
    line = both(figures=with_cell(Figure.of(now - 10)))[CELL]
    assert (line.difference, line.label) == ("+10", "支出合计 · 部门决算数")
    assert line.rate == f"{round(10 / (now - 10) * 100, 1):+}%"


def test_the_same_amount_is_no_difference():
    line = both()[CELL]
    assert (line.difference, line.rate) == ("0", "0.0%")


def test_of_nothing_there_is_no_rate():
    assert both(figures=with_cell(Figure.of(0)))[CELL].rate == ""


def test_what_last_year_did_not_say_is_left_out():
    assert CELL not in both(figures=with_cell(Figure()))


def test_words_instead_of_an_amount_have_no_difference():
    line = both(figures=with_cell(NOT_APPLICABLE))[CELL]
    assert (line.before, line.difference) == ("不适用", "")


def test_every_cell_and_every_number_of_a_list_is_there():
    document = builders.document()
    cells = {
        f"{grid.key}.{row}.{column}"
        for grid in document.outline.grid
        for row, column in grid.typed_cells()
        if not grid.unit.startswith("—")
    }
    filled = {place for place in cells if not document.figures.get(place, Figure()).is_blank}
    assert filled <= set(both())
    assert "projects.p1.final" in both()


def test_a_row_is_found_by_its_name_where_its_key_is_new():
    document = builders.document()
    rows = tuple(Row(f"old{at}", row.values) for at, row in enumerate(document.rows("projects")))
    line = both(lists={**document.lists, "projects": rows})["projects.p1.final"]
    assert (line.before, line.difference) == ("120.5", "0")


def test_another_outline_last_year_tells_the_same_facts():
    now, last = builders.document("daxiang-2021"), builders.document("tianxin-2018")
    same = {place for place in now.figures if place in last.figures}
    told = {amount.place for _, amounts in year_comparison.group_amounts(now, last) for amount in amounts}
    assert {place for place in same if not last.figures[place].is_blank} <= told
