"""Sentences: known names word for word first; the fixed words of an alternative before its prose."""

import pytest

from reports.domain.outlines import outline_loader
from reports.domain.text_import import sentence_parsing

DAXIANG, TIANXIN = outline_loader.load_outline("daxiang-2021"), outline_loader.load_outline("tianxin-2018")
WHY = next(block for block in TIANXIN.sections["differences"].show if block.sentence)
COUNT = "内设{offices|count|cn}个科室。"


def read(outline, pattern, text, known=None, named=None):
    said = sentence_parsing.read_sentence(outline, pattern, named or {}, text, known or {})
    return None if said is None else {one.name: str(one.value) for one in said}


def test_two_names_side_by_side_are_told_apart_when_one_is_known():
    assert read(DAXIANG, "{department}{unit.name}。", "甲局乙馆。", {"unit.name": "乙馆"}) == {"department": "甲局", "unit.name": "乙馆"}


def test_a_known_name_may_be_said_in_other_words():
    assert read(DAXIANG, "{unit.name}公开。", "乙中心公开。", {"unit.name": "乙馆"}) == {"unit.name": "乙中心"}


def test_a_city_and_a_district_are_known_by_their_kind():
    assert read(DAXIANG, "{city}{district}{unit.name}。", "江城市望溪区乙馆。") == {
        "city": "江城市",
        "district": "望溪区",
        "unit.name": "乙馆",
    }


def test_last_year_tells_the_year():
    assert read(DAXIANG, "{last_year}年结转。", "2022年结转。") == {"year": "2023"}


@pytest.mark.parametrize(
    ("text", "count"), [("内设两个科室。", "2"), ("内设12个科室。", "12"), ("内设二十一个科室。", "21"), ("内设零个科室。", "0")]
)
def test_a_count_is_read_in_words_and_digits(text, count):
    assert read(TIANXIN, COUNT, text) == {"offices": count}


@pytest.mark.parametrize(
    ("words", "branch", "reason"),
    [("预决算数没有差异", "True", None), ("因设备推迟到货", "False", "因设备推迟到货"), ("＿＿", None, None)],
)
def test_the_alternative_that_the_paper_chose_is_known_by_its_words(words, branch, reason):
    text = WHY.sentence.replace("{why}", words)
    for slot, value in (("year", "2023"), ("expenditure.project.budget", "1"), ("expenditure.project.adjusted", "1")):
        text = text.replace(f"{{{slot}}}", value)
    said = read(TIANXIN, WHY.sentence, text.replace("{expenditure.project.final}", "1"), named=WHY.parts)
    assert (said.get(WHY.parts["why"].when), said.get("differences")) == (branch, reason)


def test_an_amount_that_no_report_can_hold_leaves_the_sentence_unread():
    assert read(DAXIANG, "支出{expenditure.total.final}万元。", "支出9999999999万元。") is None


def test_prose_in_a_sentence_is_its_text():
    assert read(TIANXIN, "{summary}。", "平稳。") == {"summary": "平稳"}
