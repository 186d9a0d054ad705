"""A form is read by its labels."""

from reports.domain.outlines import Block, outline_loader
from reports.domain.text_import import labelled_values, text_lines
from reports.domain.text_import.section_blocks import Reader

OUTLINE = outline_loader.load_outline("daxiang-2021")
FORM = Block(form=("unit.name", "conclusion", "offices", "expenditure.total.final"))


def read(text):
    said, unplaced = labelled_values.read_form(OUTLINE, FORM, text_lines.split_text_lines(text))
    return {one.name: [dict(row) for row in one.value] if one.kind == "rows" else str(one.value) for one in said}, unplaced


def test_values_stand_beside_or_below_their_labels():
    assert read("单位名称\t乙馆\n评价结论\n第一段。\n第二段。\n内设机构\n1. 甲\n2. 乙\n支出合计（决算数）\t12.50") == (
        {
            "unit.name": "乙馆",
            "conclusion": "第一段。\n第二段。",
            "offices": [{"name": "甲"}, {"name": "乙"}],
            "expenditure.total.final": "12.5",
        },
        (),
    )


def test_a_value_that_is_no_number_stays_unplaced_and_a_blank_one_says_nothing():
    assert read("支出合计（决算数）\t若干\n单位名称\t") == ({}, ("若干",))


def test_lines_before_the_first_label_are_not_the_forms():
    taken = Reader(OUTLINE, {}).section([FORM], text_lines.split_text_lines("前言\n单位名称\n乙馆"))
    assert ([one.value for one in taken.mentions], taken.unplaced) == (["乙馆"], ("前言",))
