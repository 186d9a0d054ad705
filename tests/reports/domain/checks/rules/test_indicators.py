"""Rules over the list of indicators: C19, C21, C22, C23, C25, C26, C28."""

from functools import lru_cache

import pytest

from reports.domain.checks.targets import read_number
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Outline, outline_loader
from tests.reports.domain.checks import said

NUMBERS = ("C19", "C21", "C22", "C23", "C25", "C26", "C28")
GOOD = {
    "level1": "产出指标",
    "level2": "数量指标",
    "sign": "≥",
    "target": "100",
    "unit": "件",
    "actual": "104",
    "weight": "25",
    "score": "25",
}


@lru_cache
def outline() -> Outline:
    checks = "".join(f'[[check]]\nid = "{number}"\n' for number in NUMBERS)
    head = 'id = "scored"\nname = "提纲"\ntitle = "报告"\n[[list]]\nkey = "indicators"\n'
    section = '[[section]]\nkey = "all"\nlevel = 1\nheading = "指标"\n[[section.show]]\ntable = "indicators"\n'
    return outline_loader.parse_outline_text("scored", head + section + checks, outline_loader.find_source("tianxin-2018").vocabulary)


def paper(*rows: dict[str, str]) -> Document:
    """Four indicators of 25 points; what is given changes the first ones."""
    changed = [*rows, *[{}] * (4 - len(rows))]
    indicators = tuple(_row(at, {**GOOD, "level3": f"指标{at}", **one}) for at, one in enumerate(changed, 1))
    return Document(outline(), 2024, "某局", lists={"indicators": indicators})


def _row(at: int, values: dict[str, str]) -> Row:
    amounts = {key: Figure.of(values[key]) for key in ("weight", "score") if values[key]}
    return Row(f"i{at}", {key: value for key, value in values.items() if key not in ("weight", "score")} | amounts)


def test_weights_that_add_up_say_nothing():
    assert said.messages(paper(), "C19") == []


def test_c19_other_weights_show_their_sum():
    assert said.messages(paper({"weight": "20", "score": "20"}), "C19") == [("E", "各指标分值合计 95，应为 100，差 −5 分")]


def test_c19_a_blank_weight_is_not_evaluated():
    assert said.messages(paper({"weight": "", "score": ""}), "C19") == [("not_evaluated", "未能核对：1 个指标的分值未填")]


def test_c19_no_score_above_its_weight():
    (found,) = said.of(paper({"score": "26"}), "C19")
    assert (found.outcome.value, found.places) == ("E", ("indicators.i1.score", "indicators.i1.weight"))


def test_c21_points_lost_ask_for_a_reason():
    assert said.messages(paper({"score": "20"}), "C21") == [("R", "“指标1”得分 20，低于分值 25，没有写明原因")]
    assert said.messages(paper({"score": "20", "reason": "设备晚到"}), "C21") == []


@pytest.mark.parametrize(
    ("sign", "target", "actual"), [("≥", "100", "99"), ("≤", "95%", "96%"), ("=", "3", "4"), (">", "3", "3"), ("<", "3", "3")]
)
def test_c21_full_marks_for_a_missed_target_must_be_fixed(sign, target, actual):
    found = said.messages(paper({"sign": sign, "target": target, "actual": actual, "unit": ""}), "C21")
    assert found == [("E", f"“指标1”得满分 25，但完成值 {actual} 未达到指标值 {sign}{target}")]


@pytest.mark.parametrize(("sign", "target", "actual"), [("≥", "100", "100"), ("定性", "明显提升", "有所提升"), ("≥", "100", "大部分")])
def test_c21_a_target_that_is_met_or_cannot_be_measured_says_nothing(sign, target, actual):
    assert said.messages(paper({"sign": sign, "target": target, "actual": actual}), "C21") == []


@pytest.mark.parametrize(("actual", "words"), [("69", "69.00 %，低于 70 %"), ("131", "131.00 %，高于 130 %")])
def test_c22_far_from_the_target_must_be_explained(actual, words):
    (found,) = said.of(paper({"actual": actual, "score": "20", "reason": "见说明"}), "C22")
    assert found.outcome.value == "R"
    assert found.message == f"“指标1”完成值 ÷ 指标值 = {actual} ÷ 100 = {words}"


@pytest.mark.parametrize("actual", ["70", "100", "130"])
def test_c22_near_the_target_says_nothing(actual):
    assert said.messages(paper({"actual": actual}), "C22") == []


def test_c23_words_in_place_of_a_number_must_be_fixed():
    (found,) = said.of(paper({"actual": "基本完成"}), "C23")
    assert found.message == "“指标1”指标值 100件 可以计量，完成值“基本完成”不是同一单位的数字"


def test_c23_a_number_of_another_unit_must_be_fixed():
    assert len(said.of(paper({"actual": "104人"}), "C23")) == 1


def test_c23_a_blank_is_not_evaluated():
    assert said.messages(paper({"actual": ""}), "C23") == [("not_evaluated", "未能核对：“指标1”的完成值未填")]


@pytest.mark.parametrize("actual", ["104件", "104", "1,040"])
def test_c23_a_number_of_its_unit_says_nothing(actual):
    assert said.messages(paper({"actual": actual}), "C23") == []


def test_c25_cost_with_at_least_is_a_hint():
    assert len(said.of(paper({"level1": "成本指标"}), "C25")) == 1
    assert said.of(paper({"level1": "成本指标", "sign": "≤", "actual": "99"}), "C25") == []


def test_c26_more_than_forty_points_is_a_hint():
    document = paper({"weight": "41", "score": "41"}, {"weight": "9", "score": "9"})
    assert said.messages(document, "C26") == [("W", "“指标1”分值 41，超过 40 分，请核对是否应细分")]
    assert said.messages(paper(), "C26") == []


def test_c28_full_marks_everywhere_are_a_hint():
    assert said.messages(paper(), "C28") == [("W", "4 个指标全部得满分，请核对评分依据")]
    assert said.messages(paper({"score": "24", "reason": "晚"}), "C28") == []


@pytest.mark.parametrize(("text", "units", "number"), [("95", {"%"}, 95), ("95％", {"%"}, 95), ("≥95%", {""}, 95), ("九成", {"%"}, None)])
def test_a_value_is_a_number_in_its_unit(text, units, number):
    assert read_number(text, units) == number
