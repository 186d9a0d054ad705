import pytest

from reports.domain.rendering import text_cleanup
from reports.domain.rendering.page_blocks import Cell, FormTable, Paragraph
from tests.reports.domain.rendering import builders


def test_each_line_is_a_paragraph_without_its_typed_indent():
    assert text_cleanup.split_printed_text("　　第一段。\r\n\n  第二段。\u2028第三段。　") == ["第一段。", "第二段。", "第三段。"]


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence():
    sentence = "水" * 299 + "。"
    assert [len(part) for part in text_cleanup.split_printed_text(sentence * 10)] == [1800, 1200]


def test_a_long_paragraph_without_a_full_stop_is_cut_at_a_comma():
    assert [len(part) for part in text_cleanup.split_printed_text(("水" * 299 + "，") * 10)] == [1800, 1200]


def test_a_long_paragraph_without_any_pause_is_cut_all_the_same():
    assert [len(part) for part in text_cleanup.split_printed_text("水" * 4100)] == [2000, 2000, 100]


def test_nothing_is_lost_when_a_paragraph_is_cut():
    text = (builders.DUTY + builders.WORK) * 50
    assert "".join(text_cleanup.split_printed_text(text)) == text


def test_a_long_latin_token_may_break_and_a_word_may_not():
    word, token = "a" * 39, "a" * 40
    assert text_cleanup.clean_printed_text(word) == word
    assert text_cleanup.clean_printed_text(token).count("\u200b") == 9
    assert text_cleanup.clean_printed_text(token).replace("\u200b", "") == token


def test_chinese_is_never_given_break_marks():
    assert text_cleanup.clean_printed_text("水" * 100) == "水" * 100


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_what_cannot_be_printed_is_left_out(mark):
    assert text_cleanup.clean_printed_text(f"一{mark}二") == "一二"


def test_only_the_first_part_of_a_paragraph_keeps_place_and_lead():
    page = builders.report(builders.section(1, "一、概况", Paragraph("甲。\n乙。", place="narrative.x", lead="（一）")))
    assert text_cleanup.clean_page(page).sections[0].blocks == (Paragraph("甲。", place="narrative.x", lead="（一）"), Paragraph("乙。"))


def test_a_paragraph_with_nothing_but_its_lead_is_kept():
    page = builders.report(builders.section(1, "一、概况", Paragraph("", lead="（一）机构设置。")))
    assert text_cleanup.clean_page(page).sections[0].blocks == (Paragraph("", lead="（一）机构设置。"),)


def test_a_cell_keeps_its_lines():
    form = FormTable(((Cell("职责"), Cell("1. 甲\n2. 乙")),))
    page = builders.report(builders.section(1, "一、概况", builders.works(1), form))
    assert text_cleanup.clean_page(page).sections[0].blocks == (builders.works(1), form)
