"""A Document answers every name that a pattern may use."""

from dataclasses import replace

import pytest

from reports.domain.document import Row, Statement
from reports.domain.figures import BLANK, Figure
from tests import builders

DOCUMENT = builders.document()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("last_year", "2017"),
        ("year", "2018"),
        ("district", "云水区"),
        ("unit.superior", "云水区人民政府"),
        ("summary", "全年工作按计划完成"),
        ("offices", 3),
        ("expenditure.total.final", Figure.of("573.5")),
        ("expenditure.total.nothing", BLANK),
        ("nothing", BLANK),
    ],
)
def test_a_name_has_its_value(name: str, value: object) -> None:
    assert DOCUMENT.value(name) == value


def test_a_blank_field_shows_its_default() -> None:
    assert builders.document(fields={}).field("unit.name") == "云水区档案馆"


def test_a_field_without_default_stays_blank() -> None:
    assert builders.document(fields={}).field("unit.superior") == ""


def test_a_default_may_lead_to_another() -> None:
    assert builders.document("daxiang-2021", fields={}).field("accounts.entity") == "云水区图书馆"


def test_the_title_is_filled_in() -> None:
    assert DOCUMENT.title == "云水区部门整体支出（2018年度）绩效自评报告"


def test_computed_cells_are_computed() -> None:
    assert builders.document("daxiang-2021").cell("income", "fiscal", "share") == Figure.of("93.33")


def test_a_typed_total_can_be_compared_with_its_parts() -> None:
    assert DOCUMENT.sum_of_parts("expenditure", "total", "final") == Figure.of("573.5")


def test_filled_figures_leave_out_blanks() -> None:
    document = replace(DOCUMENT, figures={"staff.total.posts": Figure.of(1), "staff.total.actual": BLANK})
    assert list(document.filled_figures()) == [("staff.total.posts", Figure.of(1))]


def test_statements_are_added_to_a_copy() -> None:
    statement = Statement("staff.total.posts", "25", "24", "编制25名")
    assert DOCUMENT.with_statements(statement).statements == (statement,)
    assert DOCUMENT.statements == ()


def test_a_row_gives_texts_and_figures() -> None:
    row = Row("l1", {"post": "馆长", "count": Figure.of(1)})
    assert (row.text("post"), row.text("count"), row.text("none")) == ("馆长", "1", "")
    assert (row.figure("count"), row.figure("post")) == (Figure.of(1), BLANK)


@pytest.mark.parametrize(("values", "blank"), [({}, True), ({"text": ""}, True), ({"n": BLANK}, True), ({"n": Figure.of(0)}, False)])
def test_a_row_is_blank_when_all_its_values_are(values: dict[str, str | Figure], blank: bool) -> None:
    assert Row("x", values).is_blank is blank
