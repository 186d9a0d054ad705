import pytest

from reports.domain.rendering.column_widths import fit_column_widths
from reports.domain.rendering.page_blocks import Cell, Table


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def test_a_column_is_as_wide_as_its_longest_text():
    shares = fit_column_widths((row("项目", "合计"), row("其中：资产购置支出", "12.40")))
    assert shares == pytest.approx((10.2 / 13.9, 3.7 / 13.9))


def test_long_prose_does_not_squeeze_the_other_columns():
    name, _ = fit_column_widths((row("甲乙丙", "水" * 2000),))
    assert name == pytest.approx(4.2 / 25.4)


def test_rows_with_spanning_cells_have_no_say():
    assert fit_column_widths((row("一", "二"), (Cell("很长很长很长很长的一行", colspan=2),))) == (0.5, 0.5)


def test_a_table_without_rows_has_no_columns():
    assert fit_column_widths(()) == ()


def test_the_widths_of_the_outline_come_first():
    rows = (row("甲", "乙乙乙乙乙乙"),)
    assert Table("t", "", "", (), rows, (0.5, 0.5)).column_widths == ("50.00%", "50.00%")
    assert Table("t", "", "", (), rows).column_widths == ("23.40%", "76.60%")
