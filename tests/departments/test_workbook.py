"""Blank lists: text stays text."""

import zipfile
from io import BytesIO

from departments.workbook import build_workbook
from tests.departments.workbooks import SHEET

TYPED = ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "http://example.cn", "088001", "{=A1}"]


def test_nothing_typed_becomes_a_formula_a_link_or_a_number():
    with zipfile.ZipFile(BytesIO(build_workbook([TYPED], len(TYPED)))) as archive:
        sheet, parts = archive.read(SHEET).decode(), archive.namelist()

    assert (sheet.count('t="s"'), "<f>" in sheet, "hyperlink" in sheet) == (len(TYPED), False, False)
    assert not [part for part in parts if "_rels/sheet" in part]


def test_the_columns_are_set_to_text():
    with zipfile.ZipFile(BytesIO(build_workbook([["预算编码"]], 1))) as archive:
        assert 'numFmtId="49"' in archive.read("xl/styles.xml").decode()


def test_equal_rows_make_equal_bytes():
    assert build_workbook([["档案馆"]], 1) == build_workbook([["档案馆"]], 1)
