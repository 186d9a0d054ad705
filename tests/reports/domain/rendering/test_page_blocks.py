"""The templates that screen and paper share."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from django.template.loader import render_to_string

from reports.domain.rendering.page_blocks import Cell, Note, Paragraph, Table
from tests.reports.domain.rendering import builders


def show(block):
    html = render_to_string(block.template, {"block": block})
    return ElementTree.fromstring(re.sub(r"<col ([^>]*)>", r"<col \1/>", html))


def test_a_head_cell_heads_a_column_and_the_corner_heads_nothing():
    corner, head = show(builders.expenditure()).find("thead/tr")[:2]
    assert (corner.tag, corner.get("scope"), corner.text) == ("td", None, "项目")
    assert (head.tag, head.get("scope"), head.text) == ("th", "col", "支出合计")


def test_a_row_is_headed_by_its_label():
    label, figure = show(builders.expenditure()).findall("tbody/tr")[3][:2]
    assert (label.tag, label.get("scope"), label.get("class")) == ("th", "row", "left indent")
    assert (figure.tag, figure.get("class"), figure.text) == ("td", "right", "36.40")


def test_caption_and_unit_stand_in_the_caption():
    assert [span.text for span in show(builders.expenditure()).find("caption")] == ["表1　2024年度整体支出情况表", "单位：万元"]


def test_columns_have_the_shares_of_the_outline():
    columns = show(builders.expenditure()).find("colgroup")
    assert [column.get("width") for column in columns] == ["28.00%", *["18.00%"] * 4]


def test_a_place_becomes_the_id_that_a_finding_points_to():
    table = Table("table.t", "", "", (), ((Cell("1", place="t.a.b"),),))
    assert [show(table).get("id"), show(table).find("tbody/tr")[0].get("id")] == ["table.t", "t.a.b"]
    assert show(Paragraph("文", place="narrative.x")).get("id") == "narrative.x"


def test_spans_are_written_only_where_there_are_any():
    table = show(Table("t", "", "", (), ((Cell("1", rowspan=2), Cell("2", colspan=3)),)))
    assert [dict(cell.attrib) for cell in table.find("tbody/tr")] == [{"class": "left", "rowspan": "2"}, {"class": "left", "colspan": "3"}]


def test_a_form_row_is_headed_by_its_label():
    label, value = show(builders.contact()).find("tbody/tr")
    assert (label.tag, label.text, value.tag, value.text) == ("th", "填报单位", "td", "云溪县水利局")


def test_a_note_and_a_paragraph_with_its_run_in_heading():
    assert show(Note("单位：万元")).text == "单位：万元"
    paragraph = show(Paragraph("我局内设四个股室。", lead="（一）内设机构。"))
    assert [paragraph[0].text, paragraph[0].tail] == ["（一）内设机构。", "我局内设四个股室。"]


def test_user_text_is_escaped_in_every_block():
    hostile = "<script>alert(1)</script>"
    table = Table("t", hostile, hostile, ((Cell(hostile, head=True),),), ((Cell(hostile),),))
    for block in (Paragraph(hostile, lead=hostile), Note(hostile), table):
        assert "<script>" not in render_to_string(block.template, {"block": block})


def test_no_style_stands_in_the_page():
    section = builders.full_report().sections[4]
    assert "style=" not in render_to_string("reports/blocks/section.html", {"section": section})
