"""核对规则 in words."""

import pytest

from reports.domain.checks import cycle_settings
from reports.domain.checks.rule_descriptions import RuleDescription, describe_rules
from reports.domain.outlines import outline_loader

OUTLINE = outline_loader.load_outline("hunan-standard")

EVERYWHERE = {f"C{number}" for number in range(40, 68)}


def of(key: str, **own: str) -> RuleDescription:
    return next(one for one in describe_rules([OUTLINE], {key: own}) if one.id == key)


def test_a_rule_says_how_it_checks_and_a_declared_sum_needs_no_words():
    assert of("C12").explanation == "执行率 = 实际数 ÷ 计划数；四舍五入的尾差容许到最高的执行率仍不足时列出。"
    assert of("C01").explanation == ""


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("C01", "必须修改"),
        ("C09", "必须修改、须说明"),
        ("C16", "必须修改、须说明"),
        ("C20", "须说明"),
        ("C21", "必须修改、须说明"),
        ("C30", "必须修改、提示"),
    ],
)
def test_a_check_names_each_class_that_it_may_say(key: str, words: str):
    assert of(key).severity == words


def test_what_stands_under_one_number_is_one_line():
    assert len(of("C01").checks) > 1
    assert of("C01").label.count("；") > 0
    assert len(describe_rules([OUTLINE])) == len({check.id for check in OUTLINE.check} | EVERYWHERE)


def test_the_outlines_own_thresholds_are_said_with_their_unit():
    assert (of("C14").limits, of("C19").limits) == ("相差不超过 10 %", "分值合计 90 分")


def test_what_a_cycle_changes_is_said_beside_the_outlines_own():
    assert (
        of("C12", severity="W", least="85", reason="疫情").this_year == "提示（提纲：须说明）；执行率不低于 85 %（提纲：90 %）；理由：疫情"
    )
    assert of("C14", within="20%").this_year == "相差不超过 20 %（提纲：10 %）"
    assert (of("C29", off="本年不核对").this_year, of("C29").this_year) == ("停用：本年不核对", "")


@pytest.mark.parametrize(
    ("key", "typed", "kept"), [("C12", " 85 % ", "85"), ("C12", "８５", "85"), ("C14", "20", "20%"), ("C14", "20％", "20%")]
)
def test_a_threshold_is_typed_with_or_without_its_unit(key: str, typed: str, kept: str):
    [threshold] = of(key).thresholds
    assert threshold.kept(typed) == kept
    assert not list(cycle_settings.find_problems({key: {threshold.name: kept}}, [OUTLINE]))
