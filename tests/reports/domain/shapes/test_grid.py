"""Which cells a grid has, which are typed, and what the computed ones are."""

import pytest
from pydantic import ValidationError

from reports.domain.figures import BLANK, CLASSIFIED, Figure
from reports.domain.shapes import Grid, GridLine

GRID = Grid(
    key="money",
    label="支出",
    total="all",
    rows=(
        GridLine(key="head", label="项目：", heading=True),
        GridLine(key="all", label="合计", parts=("basic", "project")),
        GridLine(key="basic", label="基本"),
        GridLine(key="project", label="项目", only=("budget", "final", "rate"), required=False),
    ),
    columns=(
        GridLine(key="budget", label="预算"),
        GridLine(key="final", label="决算", unit="元", places=0),
        GridLine(key="rate", label="执行率", formula="final / budget * 100", unit="%"),
        GridLine(key="share", label="占比", share="final"),
    ),
)
STORED = {
    ("all", "budget"): "30", ("all", "final"): "24", ("basic", "budget"): "20", ("basic", "final"): "16", ("project", "final"): "8",
}  # fmt: skip


def stored(row: str, column: str) -> Figure:
    return Figure.of(STORED[row, column]) if (row, column) in STORED else BLANK


@pytest.mark.parametrize(
    ("row", "column", "there", "typed"),
    [
        ("basic", "budget", True, True),
        ("basic", "rate", True, False),
        ("basic", "share", True, False),
        ("project", "final", True, True),
        ("project", "share", False, False),
        ("head", "final", False, False),
        ("nothing", "final", False, False),
        ("basic", "nothing", False, False),
    ],
)
def test_a_cell_is_there_and_typed_or_not(row: str, column: str, there: bool, typed: bool) -> None:
    assert (GRID.has(row, column), GRID.is_typed(row, column)) == (there, typed)


def test_typed_cells_come_row_by_row() -> None:
    assert list(GRID.typed_cells(("final", "share"))) == [("all", "final"), ("basic", "final"), ("project", "final")]


@pytest.mark.parametrize(
    ("row", "column", "amount"),
    [("basic", "budget", "20"), ("basic", "rate", "80"), ("all", "rate", "80"), ("basic", "share", "66.67"), ("all", "share", "100")],
)
def test_a_cell_is_stored_or_computed(row: str, column: str, amount: str) -> None:
    assert GRID.cell(row, column, stored) == Figure.of(amount)


@pytest.mark.parametrize(("row", "column"), [("project", "rate"), ("project", "share"), ("head", "final"), ("project", "budget")])
def test_a_cell_without_its_operands_is_blank(row: str, column: str) -> None:
    assert GRID.cell(row, column, stored) == BLANK


def test_a_typed_cell_is_never_rounded() -> None:
    assert GRID.cell("basic", "final", lambda *_: Figure.of("16.123456")) == Figure.of("16.123456")


def test_a_computed_cell_is_rounded_to_its_own_places_at_the_end_only() -> None:
    columns = (
        GridLine(key="a", label="甲"),
        GridLine(key="third", label="三分之一", formula="a / 3", places=0),
        GridLine(key="back", label="还原", formula="third * 3", places=1),
    )
    grid = Grid(key="g", label="表", rows=(GridLine(key="r", label="行"),), columns=columns)
    cells = [grid.cell("r", column, lambda *_: Figure.of(10)) for column in ("third", "back")]
    assert cells == [Figure.of(3), Figure.of(10)]


def test_a_row_can_be_computed_from_rows() -> None:
    rows = (GridLine(key="a", label="甲"), GridLine(key="b", label="乙"), GridLine(key="gap", label="差额", formula="a - b"))
    grid = Grid(key="g", label="表", rows=rows, columns=(GridLine(key="x", label="列"),))
    amounts = {"a": Figure.of(5), "b": Figure.of(2)}
    assert grid.cell("gap", "x", lambda row, _: amounts[row]) == Figure.of(3)


def test_in_a_base_data_table_a_blank_operand_counts_as_nothing() -> None:
    rows = (GridLine(key="a", label="甲"), GridLine(key="b", label="乙"), GridLine(key="both", label="合计", formula="a + b"))
    grid = Grid(key="g", label="表", blank="zero", rows=rows, columns=(GridLine(key="x", label="列"),))
    amounts = {"a": Figure.of(5), "b": BLANK}
    assert grid.cell("both", "x", lambda row, _: amounts[row]) == Figure.of(5)


def test_a_cell_none_of_whose_parts_exists_is_no_total() -> None:
    rows = (GridLine(key="all", label="合计", parts=("a", "b")), GridLine(key="a", label="甲", only=("x",)), GridLine(key="b", label="乙", only=("x",)))
    grid = Grid(key="g", label="表", rows=rows, columns=(GridLine(key="x", label="列"), GridLine(key="y", label="只有合计的列")))
    assert grid.sum_of_parts("all", "x", stored) is not None
    assert grid.sum_of_parts("all", "y", stored) is None


def test_the_sum_of_parts_is_known_where_every_part_is() -> None:
    assert GRID.sum_of_parts("all", "final", stored) == Figure.of(24)
    assert GRID.sum_of_parts("all", "budget", stored) == BLANK
    assert GRID.sum_of_parts("basic", "final", stored) is None


def test_a_classified_part_leaves_the_sum_open() -> None:
    assert GRID.sum_of_parts("all", "final", lambda *_: CLASSIFIED) == BLANK


def test_a_part_without_that_cell_is_no_part() -> None:
    assert GRID.sum_of_parts("all", "share", stored) == Figure.of("66.67")


@pytest.mark.parametrize(
    ("row", "column", "unit", "places"),
    [("basic", "budget", "万元", 2), ("basic", "final", "元", 0), ("basic", "rate", "%", 2), ("basic", "share", "%", 2)],
)
def test_unit_and_places_come_from_the_line_before_the_grid(row: str, column: str, unit: str, places: int) -> None:
    assert (GRID.unit_of(row, column), GRID.places_of(row, column)) == (unit, places)


def test_a_cell_is_required_where_grid_row_and_column_are() -> None:
    assert GRID.is_required("basic", "final")
    assert not GRID.is_required("project", "final")
    assert not GRID.model_copy(update={"required": False}).is_required("basic", "final")


def test_a_definition_is_frozen_and_takes_nothing_unknown() -> None:
    with pytest.raises(ValidationError):
        GRID.label = "别的"
    with pytest.raises(ValidationError):
        GridLine(key="a", label="甲", colour="red")  # type: ignore[call-arg]
