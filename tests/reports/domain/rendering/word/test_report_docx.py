"""A report as .docx: what stands in the XML. How LibreOffice lays it out is told by scripts/prove.sh word."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar, get_args
from xml.etree import ElementTree as ET

import pytest

from reports.domain.rendering import page_blocks, print_limits
from reports.domain.rendering.page_blocks import Cell, Paragraph, Signature, Table
from reports.domain.rendering.word.report_docx import EditMark, print_word
from reports.domain.rendering.word.word_blocks import WRITERS
from tests.growth import assert_linear
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.word.reading import (
    find_all,
    get_text,
    get_value,
    list_paragraphs,
    list_parts,
    open_part,
)
from tests.reports.domain.rendering.word.schema import list_wrong_orders

ORIGIN = {"perfeval_report": "7", "perfeval_outline": "ab12", "perfeval_sections": '{"duties": 3}'}
MARK = EditMark("9f3c01ab7d20", builders.MOMENT, ORIGIN)
FONTS = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体", "Times New Roman"}


def print_sections(*sections, **options) -> bytes:
    return print_word(builders.report(*sections, **options), MARK)


def print_blocks(*blocks) -> bytes:
    return print_sections(builders.section(1, "一、概况", *blocks))


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Every kind of block, a contents page, a sheet across."""
    page = builders.full_report()
    across = replace(builders.section(1, "五、附表", builders.indicators(2, 2), Signature(("填表人：", "负责人："))), landscape=True)
    return print_word(builders.report(*page.sections, across, builders.section(1, "六、其他"), contents=True), MARK)


def test_the_same_page_gives_the_same_bytes(whole):
    assert print_blocks(builders.works(3)) == print_blocks(builders.works(3))


def test_children_stand_in_the_order_of_the_schema(whole):
    parts = [name for name in list_parts(whole) if name.startswith("word/") and name.endswith(".xml")]
    assert len(parts) == 8
    assert [wrong for name in parts for wrong in list_wrong_orders(open_part(whole, name), name)] == []


def test_every_part_has_its_type_and_every_relation_its_part(whole):
    names = set(list_parts(whole))
    types = {each.get("PartName", "").lstrip("/") for each in open_part(whole, "[Content_Types].xml")} - {""}
    relations = {f"word/{each.get('Target')}" for each in open_part(whole, "word/_rels/document.xml.rels")}
    assert list_parts(whole)[0] == "[Content_Types].xml"
    assert types == {name for name in names if name.endswith(".xml") and name != "[Content_Types].xml"}
    assert relations | {"word/document.xml"} == {name for name in types if name.startswith("word/")}


def test_every_style_that_is_used_is_there(whole):
    known = {get_value(style, "styleId") for style in find_all(open_part(whole, "word/styles.xml"), "style")}
    used = {
        get_value(each)
        for name in list_parts(whole)
        if name.startswith("word/") and name.endswith(".xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for each in find_all(open_part(whole, name), tag)
    }
    assert used <= known


def test_only_the_fonts_of_an_official_paper_are_asked_for(whole):
    asked = set(re.findall(r':(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', ET.tostring(open_part(whole, "word/styles.xml"), encoding="unicode")))
    assert asked - {"zh-CN"} == FONTS
    assert "rFonts" not in ET.tostring(open_part(whole, "word/document.xml"), encoding="unicode")


def test_a_page_has_22_lines_of_28_letters(whole):
    grids = {(get_value(grid, "type"), get_value(grid, "linePitch")) for grid in find_all(open_part(whole, "word/document.xml"), "docGrid")}
    size, margins = (find_all(open_part(whole, "word/document.xml"), f"sectPr/{tag}")[0] for tag in ("pgSz", "pgMar"))
    width, height = int(get_value(size, "w")), int(get_value(size, "h"))
    wide = width - int(get_value(margins, "left")) - int(get_value(margins, "right"))
    high = height - int(get_value(margins, "top")) - int(get_value(margins, "bottom"))
    letter = 16 * 20 - 5  # 三号, set a quarter of a point closer
    assert grids == {("lines", "579")}
    assert (wide // letter, high // 579) == (28, 22)


def test_another_line_pitch_of_the_outline_is_taken_over():
    grid = find_all(open_part(print_sections(line_pitch="28"), "word/document.xml"), "docGrid")[0]
    assert get_value(grid, "linePitch") == "560"


def test_sheets_lie_across_and_stand_upright_again(whole):
    sizes = find_all(open_part(whole, "word/document.xml"), "sectPr/pgSz")
    assert [get_value(size, "orient") for size in sizes] == [None, None, "landscape", None]


def test_the_number_stands_right_on_odd_pages_and_left_on_even_ones(whole):
    document, settings = open_part(whole, "word/document.xml"), open_part(whole, "word/settings.xml")
    sheets = find_all(document, "sectPr")
    named = [[(get_value(each, "type"), *each.attrib.values()) for each in find_all(sheet, "footerReference")] for sheet in sheets]
    assert len(find_all(settings, "evenAndOddHeaders")) == 1
    assert [[each[-1] for each in sheet] for sheet in named] == [["rIdContents", "rIdContents"], ["rIdOdd", "rIdEven"], [], []]
    sides = [get_value(find_all(open_part(whole, f"word/footer-{kind}.xml"), "jc")[0]) for kind in ("odd", "even")]
    assert sides == ["right", "left"]


def test_the_contents_name_every_heading_of_two_ranks(whole):
    document = open_part(whole, "word/document.xml")
    entries = [(get_text(each), get_value(each, "anchor")) for each in find_all(document, "hyperlink")]
    marks = {get_value(each, "name") for each in find_all(document, "bookmarkStart")}
    assert [text for text, _ in entries][:3] == ["一、部门概况", "（一）部门基本情况", "二、部门整体支出管理及使用情况"]
    assert {anchor for _, anchor in entries} == marks


def test_headings_are_real_and_deep_as_they_stand():
    content = print_sections(builders.section(1, "一、概况"), builders.section(3, "1、职责", hint="简要"), builders.section(1, "附件1"))
    assert [pair for pair in list_paragraphs(content) if pair[0].startswith("Heading")] == [
        ("Heading1", "一、概况"),
        ("Heading3", "1、职责（简要）"),
        ("Heading1", "附件1"),
    ]
    assert [get_value(each) for each in find_all(open_part(content, "word/document.xml"), "outlineLvl")] == ["0", "1", "0"]


def test_a_heading_that_runs_in_is_a_style_of_its_letters():
    content = print_sections(replace(builders.section(2, "", Paragraph("设三个股室。", lead="（一）机构设置。")), title=""))
    run = find_all(open_part(content, "word/document.xml"), "r")[-2]
    assert (get_value(find_all(run, "rStyle")[0]), get_text(run)) == ("RunIn2", "（一）机构设置。")


def test_a_long_table_repeats_its_head_and_splits_no_row():
    document = open_part(print_blocks(builders.works(60)), "word/document.xml")
    rows = find_all(document, "tr")
    assert [len(find_all(row, "tblHeader")) for row in rows] == [1, *[0] * 60]
    assert all(find_all(row, "cantSplit") for row in rows)
    kept = [bool(find_all(row, "keepNext")) for row in rows]
    assert (kept[1:-2], kept[-2:]) == ([False] * 58, [True, False])  # the last row never stands alone


def test_a_row_higher_than_a_page_may_be_split():
    tall = Table("", "", "", builders.heads("项目"), ((Cell("很长。" * 600),),))
    rows = find_all(open_part(print_blocks(tall), "word/document.xml"), "tr")
    assert [len(find_all(row, "cantSplit")) for row in rows] == [1, 0]


def test_what_closes_a_table_stands_with_its_last_row():
    rows = find_all(open_part(print_blocks(builders.works(12), Signature(("填表人：", "负责人："))), "word/document.xml"), "tr")
    assert bool(find_all(rows[-1], "keepNext")) is True


def test_cells_that_span_rows_and_columns_fill_the_grid():
    body = (
        (Cell("甲", rowspan=2), Cell("乙", colspan=2)),
        (Cell("丙"), Cell("")),
    )
    table = Table("", "", "", (), body, (0.2, 0.4, 0.4))
    rows = find_all(open_part(print_blocks(table), "word/document.xml"), "tr")
    cells = [[(get_text(cell), _get_span(cell), _get_merge(cell)) for cell in find_all(row, "tc")] for row in rows]
    assert cells == [[("甲", 1, "restart"), ("乙", 2, None)], [("", 1, "continue"), ("丙", 1, None), ("", 1, None)]]
    widths = [[int(get_value(width, "w")) for width in find_all(row, "tcW")] for row in rows]
    assert {sum(row) for row in widths} == {8844}


def _get_span(cell: ET.Element) -> int:
    return sum(int(get_value(each) or 0) for each in find_all(cell, "gridSpan")) or 1


def _get_merge(cell: ET.Element) -> str | None:
    return next((get_value(each) for each in find_all(cell, "vMerge")), None)


def test_two_tables_that_touch_stay_two_unless_they_are_joined():
    apart, joined = (
        print_blocks(builders.works(1), builders.works(1)),
        print_blocks(builders.works(1), replace(builders.works(1), caption="", unit="", joined=True)),
    )
    assert ("AfterTable", "") in list_paragraphs(apart)
    body = [each.tag.rpartition("}")[2] for each in open_part(joined, "word/document.xml")[0]]
    assert body[-4:] == ["tbl", "tbl", "p", "sectPr"]


def test_no_letter_is_replaced_or_cut():
    text = "喆堃珺镕赟𠮷，￥1,234.56，😀，" + "a" * 200
    assert ("BodyText", text) in list_paragraphs(print_blocks(Paragraph(text)))


def test_what_xml_forbids_is_left_out_and_a_line_is_a_paragraph():
    content = print_blocks(Paragraph("甲\x07乙\x0b丙\ud800\u202e丁\n\n　戊"), builders.contact())
    assert [text for style, text in list_paragraphs(content) if style == "BodyText"] == ["甲乙", "丙丁", "戊"]


def test_a_blank_cell_is_a_cell_and_lines_of_a_cell_are_lines():
    table = Table("", "", "", (), ((Cell(""), Cell("一\n二")),))
    cells = find_all(open_part(print_blocks(table), "word/document.xml"), "tc")
    assert [[get_text(each) for each in find_all(cell, "p")] for cell in cells] == [[""], ["一", "二"]]


def test_it_says_that_it_is_no_paper(whole):
    core = {each.tag.rpartition("}")[2]: each.text for each in open_part(whole, "docProps/core.xml")}
    assert get_text(open_part(whole, "word/header.xml")) == "编辑稿，以系统内文本为准　校验码：9f3c01ab7d20"
    assert (core["category"], core["contentStatus"], core["description"]) == ("编辑稿", "编辑稿", "编辑稿，以系统内文本为准")
    assert (core["creator"], core["created"], core["modified"]) == ("云溪县水利局", "2025-03-14T08:30:00Z", "2025-03-14T08:30:00Z")


def test_it_carries_where_it_comes_from(whole):
    assert {each.get("name"): each[0].text for each in open_part(whole, "docProps/custom.xml")} == ORIGIN


def test_every_kind_of_block_has_its_writer():
    assert set(WRITERS) == set(get_args(page_blocks.Block))


def test_a_kind_without_a_writer_is_no_gap_in_the_paper(monkeypatch):
    @dataclass(frozen=True)
    class Chart(Paragraph):
        template: ClassVar[str] = "reports/blocks/chart.html"

    with pytest.raises(KeyError):
        print_blocks(Chart("图"))


def test_an_absurd_report_is_refused_in_words():
    with pytest.raises(print_limits.TooLarge, match="最多能打印300000字"):
        print_blocks(Paragraph("字" * 300_001))


def test_it_takes_as_long_as_the_table_is_long():
    assert_linear(lambda rows: print_blocks(builders.works(rows)), 400)
