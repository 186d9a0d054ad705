"""A grid on the page: inputs, computed cells, the sum of the parts."""

import pytest

from reports.domain.figures import Figure
from reports.filing.forms import SectionForms
from tests.reports.filing.forms.builders import DAXIANG, document, typed


def grid(forms, key):
    return next(form for form in forms if form.entry.key == key)


def outputs(forms):
    return {output.place: output.text for output in forms.outputs()}


def test_only_cells_of_this_section_that_exist_are_asked():
    form = grid(SectionForms(document(DAXIANG), "goal"), "expenditure")
    assert list(form.fields) == ["expenditure.total.goal", "expenditure.basic.goal", "expenditure.project.goal"]
    assert [line.place for line in form.lines] == ["expenditure.total", "expenditure.basic", "expenditure.project"]


def test_a_share_is_shown_and_not_asked():
    form = grid(SectionForms(document(DAXIANG, figures={"income.total.final": "200", "income.fiscal.final": "50"}), "income"), "income")
    line = next(line for line in form.lines if line.place == "income.fiscal")
    typed_cell, share = line.cells
    assert (typed_cell.typed.label, typed_cell.typed.value) == ("财政拨款收入 · 决算数", "50")
    assert (share.typed, share.computed.text) == (None, "25%")


@pytest.mark.parametrize(
    ("total", "parts", "text"),
    [
        ("478.9", ("330.55", "148.35"), "各项之和 478.9，一致"),
        ("478.9", ("330.55", "148.25"), "各项之和 478.8，差 −0.10"),
        ("478.8", ("330.55", "148.35"), "各项之和 478.9，差 +0.10"),
        ("", ("330.55", "148.35"), "各项之和 478.9"),
        ("478.9", ("330.55", ""), "各项未填齐"),
        ("478.9", ("330.55", "涉密"), "各项未填齐"),
        ("", ("", ""), ""),
        ("四百", ("330.55", "148.35"), "各项之和 478.9"),
    ],
)
def test_a_typed_total_is_compared_with_its_parts(total, parts, text):
    cells = zip(("total", "basic", "project"), (total, *parts), strict=True)
    forms = typed(document(), "expenditure", [(f"expenditure.{row}.final", value) for row, value in cells])
    assert outputs(forms)["expenditure.total.final"] == text


def test_what_is_typed_counts_before_what_is_stored():
    stored = document(figures={"expenditure.basic.final": "1", "expenditure.project.final": "2"})
    forms = typed(stored, "expenditure", [("expenditure.basic.final", "10"), ("expenditure.project.final", "20")])
    assert outputs(forms)["expenditure.total.final"] == "各项之和 30"


def test_last_years_figure_stands_at_its_cell():
    last = document(figures={"expenditure.total.final": "378.91"})
    form = grid(SectionForms(document(), "expenditure", last=last), "expenditure")
    cells = [cell.typed for line in form.lines for cell in line.cells]
    assert {cell.place: cell.last for cell in cells if cell.last} == {"expenditure.total.final": "378.91"}


def test_a_blank_page_of_cells_empties_them():
    forms = typed(document(figures={"expenditure.basic.final": "1"}), "expenditure", [("expenditure.basic.final", "")])
    assert forms.changes.figures["expenditure.basic.final"] == Figure()
