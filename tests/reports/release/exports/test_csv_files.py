"""汇总表 as CSV, read back as another program reads it."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest

from reports.release.exports import csv_files
from tests.departments.raw_rows import store_raw_name
from tests.reports.release.exports.conftest import made
from tests.reports.release.statistics.builders import at

pytestmark = pytest.mark.django_db


def rows(reports: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made(csv_files.write_csv_file, reports).decode("utf-8-sig"))))


def test_it_begins_with_the_mark_that_excel_looks_for(year):
    assert made(csv_files.write_csv_file, year).startswith("\ufeff预算编码,单位,业务股室,年度,状态,报送截止".encode())


def test_one_row_a_department_with_plain_numbers(year):
    head, row = rows(year.filter(department__code="A1"))

    found = dict(zip(head, row, strict=True))
    assert [found[name] for name in ("预算编码", "年度", "支出合计决算", "执行率决算÷调整预算", "审核通过时间")] == [
        *("A1", "2018", "95", "0.95"),
        "2019-04-02 12:00",
    ]


@pytest.mark.parametrize("typed", ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "　＋1"])
def test_a_text_that_looks_like_a_formula_is_marked_as_text(typed: str):
    assert csv_files.format_csv_cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("a=b", "a=b"),
        (Decimal("-1.500000"), "-1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal(1) / 3, "0.333333"),
        (0, "0"),
        (at("2019-03-31 17:30"), "2019-03-31 17:30"),
    ],
)
def test_every_other_value_stays_what_it_is(value: Any, written: str):
    assert csv_files.format_csv_cell(value) == written


def test_a_comma_or_a_break_stays_inside_its_cell(year):
    report = year.get(department__code="A1")
    store_raw_name(report.department, '甲,"乙"\n丙')

    assert rows(year.filter(pk=report.pk))[1][1] == '甲,"乙"\n丙'
