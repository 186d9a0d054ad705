"""上年数: offered from last year's report, filled in by one press, and marked as taken over."""

import pytest

from reports.domain import places
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.filing.forms import SectionForms, form_buttons
from reports.filing.forms.taken_over import compare_with_last_year
from tests.reports.filing.forms.builders import document, posted

HUNAN = "hunan-standard"
LAST = document(
    HUNAN,
    figures={"three_public.total.final": "5.11", "three_public.total.budget": "6"},
    lists={
        "projects": (Row("p1", {"name": "档案数字化", "final": Figure.of("48.25")}), Row("p2", {"name": "修缮", "final": Figure.of("3")}))
    },
)


def inputs_of(now, place, data=None):
    forms = SectionForms(now, places.find_section(now.outline, place), data=data, last=LAST)
    return {
        cell.typed.place: cell.typed for form in forms if form.shape == "grid" for line in form.lines for cell in line.cells if cell.typed
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [("", "上年报告：5.11"), ("5.110", "取自上年报告"), ("５.11", "取自上年报告"), ("5.12", "上年报告为 5.11"), ("五", "上年报告为 5.11")],
)
def test_an_input_says_whether_it_holds_what_last_year_says(value, words):
    assert compare_with_last_year(value, Figure.of("5.11")).words == words


def test_where_last_years_report_says_nothing_nothing_is_said():
    assert compare_with_last_year("5", None) is None


def test_a_column_of_last_year_is_filled_from_last_years_report_where_it_is_blank():
    now = document(HUNAN)
    place = next(place for place in inputs_of(now, "three_public.total.last_final") if place == "three_public.total.last_final")
    assert inputs_of(now, place)[place].before.words == "上年报告：5.11"
    data = form_buttons.apply_operation("carry:table.three_public", posted([(place, ""), ("three_public.total.final", "")]), now, LAST)
    assert (data[place], data["three_public.total.final"]) == ("5.11", "")
    assert inputs_of(now, place, data)[place].before.words == "取自上年报告"


def test_what_was_typed_stays():
    place = "three_public.total.last_final"
    data = form_buttons.apply_operation("carry:table.three_public", posted([(place, "7")]), document(HUNAN), LAST)
    assert data[place] == "7"


def test_a_row_is_known_again_by_its_key_or_its_name():
    now = document(HUNAN)
    typed = posted(
        [("projects:key", "p1"), ("projects:key", "n1"), ("projects.n1.name", "修缮"), ("projects:key", "n2"), ("projects.n2.name", "新")]
    )
    data = form_buttons.apply_operation("carry:table.projects", typed, now, LAST)
    assert [data.get(f"projects.{key}.last_final", "") for key in ("p1", "n1", "n2")] == ["48.25", "3", ""]
