"""Blocks share the lines of a section: each line is one block's, or it is reported."""

from reports.domain.outlines import Block, outline_loader
from reports.domain.text_import import text_lines
from reports.domain.text_import.section_blocks import Reader

OUTLINE = outline_loader.load_outline("daxiang-2021")
TEXT, LIST, BARE = Block(text="results"), Block(list="duties", number="（一）", end="。"), Block(list="problems", end="。")
SENTENCE = Block(sentence="合计{income.total.final}万元。")


def read(blocks, text):
    taken = Reader(OUTLINE, {}).section(blocks, text_lines.split_text_lines(text))
    values = {
        one.name: [" ".join(map(str, row.values())) for row in one.value] if one.kind == "rows" else str(one.value)
        for one in taken.mentions
    }
    return values, taken.unplaced


def test_prose_goes_on_to_the_next_sentence():
    assert read([TEXT, SENTENCE], "甲。\n乙。\n合计3万元。") == ({"results": "甲。\n乙。", "income.total.final": "3"}, ())


def test_prose_takes_what_the_sentence_before_it_does_not():
    assert read([SENTENCE, TEXT], "合计3万元。\n甲。\n乙。") == ({"income.total.final": "3", "results": "甲。\n乙。"}, ())


def test_lines_around_a_sentence_are_reported():
    assert read([SENTENCE], "甲。\n合计3万元。\n乙。") == ({"income.total.final": "3"}, ("甲。", "乙。"))


def test_a_sentence_that_is_not_there_takes_nothing():
    assert read([SENTENCE, TEXT], "甲。") == ({"results": "甲。"}, ())


def test_prose_behind_a_numbered_list_begins_where_numbers_end():
    assert read([LIST, TEXT], "（一）甲。\n(二)乙。\n丙。") == ({"duties": ["甲", "乙"], "results": "丙。"}, ())


def test_prose_before_a_numbered_list_ends_where_numbers_begin():
    assert read([TEXT, LIST], "丙。\n（一）甲。") == ({"results": "丙。", "duties": ["甲"]}, ())


def test_a_list_without_numbers_is_a_row_a_paragraph():
    assert read([BARE], "甲。\n乙") == ({"problems": ["甲", "乙"]}, ())


def test_a_list_without_numbers_behind_prose_cannot_be_told_from_it():
    assert read([TEXT, BARE], "甲。\n乙。") == ({"results": "甲。\n乙。"}, ())


def test_a_paragraph_behind_the_last_item_belongs_to_it_when_it_ends_as_one():
    assert read([LIST], "（一）甲。\n又及。\n附件") == ({"duties": ["甲。\n又及"]}, ("附件",))


def test_a_number_inside_a_line_is_no_number_of_an_item():
    block = Block(list="duties", number="1.", end="。")
    assert read([block], "1.甲。\n共支出12.34万元") == ({"duties": ["甲"]}, ("共支出12.34万元",))
    assert read([block], "1.甲。\n共支出12.34万元。\n2.乙。") == ({"duties": ["甲。\n共支出12.34万元", "乙"]}, ())


def test_a_note_is_the_outlines_own():
    assert read([Block(note="单位：万元"), TEXT], "单位:万元\n甲") == ({"results": "甲"}, ())
    assert read([Block(note="单位：万元")], "单位：元") == ({}, ())
    assert read([Block(note="本表不含下属单位")], "本表含下属单位") == ({}, ("本表含下属单位",))


def test_sentences_of_a_list_go_on_over_paragraphs():
    problems = OUTLINE.sections["problems"].show
    assert read(problems, "甲。乙。\n丙。") == ({"problems": ["甲", "乙", "丙"]}, ())


def test_numbered_items_go_on_over_paragraphs_and_other_text_does_not():
    results = OUTLINE.sections["results"].show
    assert read(results, "综述一。\n综述二。一是甲。\n二是乙。\n另外。") == (
        {"results": "综述一。\n综述二", "key_tasks": ["甲", "乙"]},
        ("另外。",),
    )
