"""A pattern reads back what it prints."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain import patterns
from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure, parse_figure
from reports.domain.outlines import outline_loader
from reports.domain.patterns import printing, sentence_matching

OUTLINES = [outline_loader.load_outline(name) for name in ("daxiang-2021", "tianxin-2018")]
SENTENCES = sorted({block.sentence for outline in OUTLINES for section in outline.section for block in section.show if block.sentence})
LETTERS = "甲乙丙丁戊己庚辛壬癸"  # in no sentence of an outline
words = st.text(LETTERS, min_size=1, max_size=12)
years = st.integers(2000, 2099).map(str)
amounts = st.decimals(min_value=0, max_value=10**8, places=2).map(Figure.of)
numbers = st.one_of(amounts, st.just(BLANK), st.just(NOT_APPLICABLE), st.just(CLASSIFIED))


def is_number(slot):
    return bool(slot.formats) or slot.name.count(".") == 2


def expression(slot):
    if slot.name == "year":
        return r"\d{4}"
    return sentence_matching.match_number(slot) if is_number(slot) else sentence_matching.PROSE


def of(slot):
    """Facts that may stand at a placeholder."""
    if slot.name == "year":
        return years
    if "cn" in slot.formats:
        return st.integers(1, 999)
    return numbers if is_number(slot) else words


def read(pattern, text):
    found = sentence_matching.match_pattern(patterns.parse_pattern(pattern), text, expression)
    return None if found is None else {one.slot.name: one.text for one in found}


@pytest.mark.parametrize("sentence", SENTENCES)
@given(data=st.data())
def test_every_sentence_of_the_outlines_reads_back_what_it_printed(sentence, data):
    nodes = patterns.parse_pattern(sentence)
    facts = {slot: data.draw(of(slot)) for slot in patterns.list_slots(nodes)}
    text = printing.print_pattern(nodes, facts.__getitem__)
    found = sentence_matching.match_pattern(nodes, text, expression)
    assert {one.slot: one.text for one in found if one.text} == {
        slot: written for slot, value in facts.items() if (written := printing.format_value(value, slot.formats))
    }


@given(amounts)
def test_an_amount_is_the_same_after_print_and_read(amount):
    text = printing.print_pattern(patterns.parse_pattern("共{a.b.c}万元"), lambda slot: amount)
    assert parse_figure(read("共{a.b.c}万元", text)["a.b.c"]) == amount


def test_width_quotes_and_blanks_of_fixed_words_do_not_matter():
    assert read("（“三公”经费）：{a.b.c}万元，", '("三公" 经费): １２.5 万元,') == {"a.b.c": "１２.5"}


def test_the_gap_of_a_draft_is_nothing():
    assert read("支出{a.b.c}万元，占{a.b.c|share}。", "支出＿＿万元，占＿＿。") == {"a.b.c": ""}


def test_an_optional_part_may_be_absent():
    assert read("编制{a.b.c}名[，{how}]。", "编制8名。") == {"a.b.c": "8"}
    assert read("编制{a.b.c}名[，{how}]。", "编制8名，参公。") == {"a.b.c": "8", "how": "参公"}


@pytest.mark.parametrize("text", ["支出若干万元。", "支出5万元", "另外支出5万元。", ""])
def test_other_text_is_refused(text):
    assert read("支出{a.b.c}万元。", text) is None


@pytest.mark.parametrize(("pattern", "text"), [("{x|count|cn}个", "两个"), ("{x|count}个", "12个"), ("{x|percent}", "85.16％")])
def test_formats_say_what_may_stand(pattern, text):
    assert read(pattern, text) is not None
    assert read(pattern, "许多个") is None


def test_any_number_of_a_style_is_known_in_any_width():
    style = sentence_matching.make_regex(sentence_matching.match_any_number("（一）"))
    assert all(style.fullmatch(text) for text in ("（一）", "(十二)", "（ 三 ）"))
    assert not style.fullmatch("（1）")
    assert sentence_matching.match_any_number("·") == sentence_matching.match_literal("·")


@given(st.text(string.printable, max_size=40))
def test_fixed_words_match_themselves_whatever_signs_are_in_them(text):
    assert sentence_matching.make_regex(
        sentence_matching.BLANKS + sentence_matching.match_literal(text) + sentence_matching.BLANKS
    ).fullmatch("".join(text.split()))
