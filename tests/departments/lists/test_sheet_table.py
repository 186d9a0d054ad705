"""Lists from Excel, good and bad."""

from io import BytesIO

import pytest

from departments.lists.columns import Column
from departments.lists.sheet_cells import Unreadable
from departments.lists.sheet_table import SheetLine, read_table
from departments.untrusted import sheet_facts, workbook_rows
from departments.workbook import build_workbook
from tests.departments.workbooks import a_list, a_sheet, a_zip, with_part


def read_lines(file: BytesIO, required: list[str], optional: list[str]) -> list[SheetLine]:
    columns = [Column(name, "", required=True) for name in required] + [Column(name, "") for name in optional]
    return list(read_table(file, tuple(columns)).lines)


def text(address: str, content: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{content}</t></is></c>'


def test_a_line_keeps_its_number_in_excel_and_its_leading_zeros():
    file = a_list(["预算编码", "单位名称"], ["", ""], ["088001", "档案馆"])

    assert read_lines(file, ["预算编码", "单位名称"], []) == [SheetLine(3, {"预算编码": "088001", "单位名称": "档案馆"})]


def test_columns_stand_in_any_order_and_others_are_left_aside():
    file = a_list(["备注", "单位名称*", "预算编码"], ["无", "档案馆", "1"])

    assert read_lines(file, ["预算编码"], ["单位名称"])[0].cells == {"单位名称": "档案馆", "预算编码": "1"}


def test_a_whole_number_reads_without_its_decimal_point_and_is_known_as_number():
    file = a_sheet(f'<row r="1">{text("A1", "编码")}</row><row r="2"><c r="A2"><v>88001</v></c></row>')

    assert read_lines(file, ["编码"], []) == [SheetLine(2, {"编码": "88001"}, frozenset({"编码"}))]


def test_a_tick_and_a_date_read_as_words():
    cells = '<c t="b"><v>1</v></c><c t="d"><v>2024-03-31T00:00:00</v></c>'
    file = a_sheet(f'<row r="1">{text("A1", "参加")}{text("B1", "日期")}</row><row r="2">{cells}</row>')

    (line,) = read_lines(file, ["参加", "日期"], [])
    assert (line["参加"], line["日期"][:10]) == ("是", "2024-03-31")


def test_bidi_marks_and_spaces_are_cleaned():
    assert read_lines(a_list(["编码"], [" 1\u202e2 "]), ["编码"], [])[0]["编码"] == "12"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (BytesIO(b"not a zip"), workbook_rows.NOT_XLSX),
        (BytesIO(b""), workbook_rows.NOT_XLSX),
        (BytesIO(build_workbook([["x"]], 1)[:-40]), workbook_rows.NOT_XLSX),
        (with_part("xl/workbook.xml", "<broken"), workbook_rows.NOT_XLSX),
        (a_zip({"word.xml": "x"}), workbook_rows.NOT_XLSX),
        (a_zip({"[Content_Types].xml": "x"} | {f"part{at}": "x" for at in range(300)}), workbook_rows.TOO_MANY),
        (with_part("xl/worksheets/sheet1.xml", "<broken"), workbook_rows.NOT_XLSX),
        (with_part("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), workbook_rows.NOT_XLSX),
        (BytesIO(b"x" * (workbook_rows.MAX_FILE + 1)), workbook_rows.TOO_LARGE),
        (with_part("xl/media/zeros.bin", "0" * (workbook_rows.MAX_UNPACKED + 1)), workbook_rows.TOO_LARGE),
        (a_sheet(f'<row r="1">{text("A1", "编码")}</row><row r="1048576">{text("XFD1048576", "x")}</row>'), sheet_facts.TOO_WIDE),
        (a_sheet('<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row>'), sheet_facts.TOO_WIDE),
        (a_sheet(f"<row>{'<c/>' * 100}<c><v>1</v></c></row>"), sheet_facts.TOO_WIDE),
        (a_sheet(f'<row r="1">{text("第一格", "x")}</row>'), workbook_rows.NOT_XLSX),
        (a_sheet(""), "表中没有内容，请按列说明填写后再导入。"),
        (a_list(["单位名称"], ["档案馆"]), "第 1 行（表头）缺少“编码”列，请对照列说明补上。"),
        (a_list(["编码", "编码"], ["1", "2"]), "第 1 行（表头）有不止一列“编码”，请只保留一列。"),
        (a_list(["编码"]), "表头下面没有数据行，请填写后再导入。"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(file: BytesIO, sentence: str):
    with pytest.raises(Unreadable) as refused:
        read_lines(file, ["编码"], [])

    assert str(refused.value) == sentence


def test_an_empty_cell_far_away_that_only_has_a_colour_does_no_harm():
    file = a_sheet(
        f'<row r="1">{text("A1", "编码")}</row><row r="2">{text("A2", "1")}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )

    assert [line["编码"] for line in read_lines(file, ["编码"], [])] == ["1"]
