"""Rules over the list of indicators: C19, C21, C22, C23, C25, C26, C28."""

from functools import lru_cache

import pytest

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


def test_c23_words_in_place_of_a_number_are_asked_and_not_refused():
    (found,) = said.of(paper({"actual": "基本完成"}), "C23")
    assert (found.outcome.value, found.message) == ("R", "“指标1”指标值 100件，完成值“基本完成”读不出数字，完成了多少？")


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


def one(sign: str, target: str, unit: str, actual: str, **more: str) -> Document:
    return paper({"sign": sign, "target": target, "unit": unit, "actual": actual, **more})


@pytest.mark.parametrize(
    ("sign", "target", "unit", "actual"),
    [
        ("≥", "100", "件", "104人"),
        ("≥", "100", "%", "12件"),
        ("≥", "50", "万元", "3个"),
        ("≥", "10", "公里", "3亩"),
        ("≥", "95%", "", "200万元"),
        ("≤", "3", "天", "2%"),
        ("≥", "100", "吨", "100米"),
        ("=", "３", "辆", "３人"),
        ("≥", "500平方米", "", "500人次"),
        ("≥", "60", "度", "60元（含税）"),
    ],
)
def test_c23_a_number_that_surely_measures_something_else_must_be_fixed(sign, target, unit, actual):
    assert [found.outcome.value for found in said.of(one(sign, target, unit, actual), "C23")] == ["E"]


@pytest.mark.parametrize(
    ("sign", "target", "unit", "actual"),
    [
        ("≥", "100", "件", "基本完成"),
        ("≤", "12月31日前", "", "基本完成"),
        ("≤", "2024年底前", "", "100"),
        ("≥", "200", "人次", "210人"),
        ("≥", "95", "分", "96%"),
        ("≥", "3", "期", "3户"),
        ("≥", "98", "%", "0.985"),
        ("≥", "100", "件", "大部分已办结，其余在办"),
        ("≥", "100", "件", "12月20日"),
        ("≥", "100", "件", "一季度30件，二季度40件，三季度45件"),
        ("≥", "80", "%", "良好"),
    ],
)
def test_c23_what_cannot_be_read_is_a_question(sign, target, unit, actual):
    assert [found.outcome.value for found in said.of(one(sign, target, unit, actual), "C23")] == ["R"]


@pytest.mark.parametrize(
    ("sign", "target", "unit", "actual"),
    [
        ("≤", "12月31日前", "", "12月20日"),
        ("≤", "2024年底前", "", "按期完成"),
        ("≤", "第四季度", "", "11月已完成"),
        ("=", "2024.12.31", "时间", "2024.12.20"),
        ("≥", "282.8", "万元", "2794000元"),
        ("≥", "1万人次", "", "12000人次"),
        ("≥", "1", "万人次", "12000人次"),
        ("≥", "100%", "", "100%（全部完成）"),
        ("≥", "95", "%", "９５％"),
        ("≥", "100", "%", "全部完成"),
        ("≥", "100", "件", "104项"),
        ("≥", "1", "公顷", "15亩"),
        ("≥", "3", "公里", "3200米"),
        ("≤", "30", "天", "1个月"),
        ("=", "90%–95%", "", "93%"),
        ("≤", "0", "起", "未发生"),
        ("≥", "3", "期", "3场"),
        ("=", "100", "%", "已完成"),
        ("定性", "明显提升", "", "有所提升"),
        ("定性", "95%", "", "有所提升"),
        ("≥", "12", "场", "共举办培训12场"),
        ("≥", "30", "%", "30.0%（其中城区45%）"),
    ],
)
def test_c23_the_same_in_other_words_says_nothing(sign, target, unit, actual):
    assert said.messages(one(sign, target, unit, actual), "C23") == []


@pytest.mark.parametrize(("target", "actual"), [("100", "不适用"), ("3个批次每批5人", "3"), ("不超过3%", "2%")])
def test_c23_what_cannot_be_compared_is_said_to_be_unchecked(target, actual):
    assert [found.outcome.value for found in said.of(one("≥", target, "", actual), "C23")] == ["not_evaluated"]


@pytest.mark.parametrize(
    ("sign", "target", "unit", "actual"),
    [
        ("≥", "100", "件", "60"),
        ("≥", "100", "件", "140件"),
        ("≥", "10", "万元", "5000元"),
        ("≥", "1", "万人次", "20000人次"),
        ("≤", "3", "%", "4.5%"),
        ("≤", "100", "万元", "1500000元"),
        ("<", "10", "天", "2周"),
        ("=", "100", "%", "６５％"),
        ("=", "90%–95%", "", "50%"),
        ("", "不少于9项", "", "20项"),
        ("≥", "100", "件", "全年办结60件"),
    ],
)
def test_c22_far_from_the_target_on_the_wrong_side_must_be_explained(sign, target, unit, actual):
    (found,) = said.of(one(sign, target, unit, actual, score="20", reason="见说明"), "C22")
    assert found.outcome.value == "R"


@pytest.mark.parametrize(
    ("sign", "target", "unit", "actual"),
    [
        ("≤", "3", "%", "0"),
        ("≤", "6", "件", "1"),
        ("", "不超过3%", "", "0.5%"),
        ("<", "10", "天", "3天"),
        ("", "5个工作日以内", "", "2个工作日"),
        ("≤", "282.8", "万元", "1500000元"),
        ("定性", "95", "%", "20%"),
        ("≤", "12月31日前", "", "3月20日"),
        ("≥", "282.8", "万元", "2794000元"),
        ("=", "90%–95%", "", "93%"),
        ("≥", "30%", "", "不适用"),
        ("≥", "3", "%", "不超过3%"),
        ("≤", "30", "天", "1个月"),
    ],
)
def test_c22_near_the_target_or_on_the_right_side_says_nothing(sign, target, unit, actual):
    assert said.messages(one(sign, target, unit, actual), "C22") == []


def test_c22_says_in_which_unit_it_divided():
    (found,) = said.of(one("≥", "10", "万元", "5000元"), "C22")
    assert found.message == "“指标1”完成值 ÷ 指标值 = 0.5 ÷ 10 = 5.00 %（都按万元计），低于 70 %"


@pytest.mark.parametrize(
    ("sign", "target", "actual"),
    [("≤", "12月31日前", "2025年1月15日"), ("≤", "2024年6月底", "未按期完成"), ("≥", "282.8万元", "2794000元"), ("", "不超过3%", "4%")],
)
def test_c21_full_marks_for_a_target_that_is_surely_missed_must_be_fixed(sign, target, actual):
    assert [found.outcome.value for found in said.of(one(sign, target, "", actual), "C21")] == ["E"]


@pytest.mark.parametrize(
    ("sign", "target", "actual"),
    [("≤", "12月31日前", "12月20日"), ("≤", "3%", "0"), ("≥", "100", "约99"), ("≥", "1.2万", "12,000"), ("≤", "年底前", "1月10日")],
)
def test_c21_full_marks_for_what_may_be_reached_say_nothing(sign, target, actual):
    assert said.messages(one(sign, target, "", actual), "C21") == []


def test_a_blank_adjusted_target_means_the_initial_one():
    document = paper({"target": "", "initial": "100", "actual": "60", "score": "20", "reason": "晚"})
    (found,) = said.of(document, "C22")
    assert found.places == ("indicators.i1.actual", "indicators.i1.initial")
