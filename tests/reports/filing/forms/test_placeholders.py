"""Placeholders of an editable sentence as a person sees them, there and back."""

import pytest

from reports.domain.outlines import Block
from reports.filing.forms import placeholders
from tests.reports.filing.forms.builders import DAXIANG, document

BLOCK = document(DAXIANG).outline.wordings["goal_wording"]


@pytest.fixture
def known():
    return placeholders.list_placeholders(document(DAXIANG), BLOCK)


def test_every_placeholder_has_a_name_of_its_own(known):
    assert known == {"year": "年度", "expenditure.total.goal": "支出合计 · 纳入绩效目标的金额", "kinds": "支出决算逐项"}


def test_the_sentence_goes_there_and_back(known):
    assert placeholders.parse_worded_pattern(placeholders.show_placeholders(BLOCK.sentence, known), known) == BLOCK.sentence


def test_words_around_the_placeholders_are_free(known):
    worded = "【支出决算逐项】；【年度】年合计【支出合计 · 纳入绩效目标的金额】万元[（含上年结转）]。"
    assert placeholders.parse_worded_pattern(worded, known) == "{kinds}；{year}年合计{expenditure.total.goal}万元[（含上年结转）]。"


def test_two_placeholders_of_one_name_are_told_apart():
    block = Block(sentence="{unit.name}（{unit.name|count}）、{unit.name|cn}")
    assert list(placeholders.list_placeholders(document(), block).values()) == ["单位名称", "单位名称数量", "单位名称2"]


def test_facts_that_differ_by_condition_have_a_name():
    block = document().outline.sections["differences"].show[0]
    assert "视数据而定的文字" in placeholders.list_placeholders(document(), block).values()
