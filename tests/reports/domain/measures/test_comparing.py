"""Whether a 完成值 reaches its 指标值, and in what unit."""

import pytest

from reports.domain.measures import Relation, compare_measures, parse_measure


def compare(target, actual, sign="≥", unit=""):
    aimed = parse_measure(target, unit, 2024)
    return compare_measures(aimed, parse_measure(actual, aimed.unit.name or unit, 2024), sign)


@pytest.mark.parametrize(
    ("target", "actual", "sign"),
    [
        ("282.8万元", "2828000元", "="),
        ("1万人次", "12000人次", "≥"),
        ("3%", "0", "≤"),
        ("6件", "1件", "≤"),
        ("12月31日前", "12月20日", "≤"),
        ("2024年底前", "按期完成", "≤"),
        ("第四季度", "11月20日", "="),
        ("90%–95%", "93%", "="),
        ("100%", "全部完成", "≥"),
        ("0起", "未发生", "≤"),
        ("0起", "全年未发生安全事故", "≤"),
        ("0件", "无投诉", "="),
        ("1公顷", "15亩", "≥"),
        ("下降3%", "下降5%", "≥"),
    ],
)
def test_a_target_that_is_reached_in_other_words(target, actual, sign):
    assert compare(target, actual, sign).is_met is True


@pytest.mark.parametrize(
    ("target", "actual", "sign"),
    [
        ("282.8万元", "2794000元", "≥"),
        ("3%", "3.1%", "≤"),
        ("95%", "94.9％（较上年提高）", "≥"),
        ("2024年12月31日前", "2025年1月15日", "≤"),
        ("12月31日前", "未按期完成", "≤"),
        ("5公里", "4800米", "≥"),
        ("90%–95%", "96%", "="),
        ("3天", "80小时", "≤"),
        ("100%", "11/12", "="),
        ("下降3%", "增长2%", "≥"),
    ],
)
def test_a_target_that_is_missed_in_other_words(target, actual, sign):
    assert compare(target, actual, sign).is_met is False


@pytest.mark.parametrize(
    ("target", "actual", "sign"),
    [
        ("100件", "约98件", "≥"),  # rough
        ("12000人次", "1.2万人次", "≥"),  # rounded when it was converted
        ("30天", "1个月", "≤"),  # of how many days?
        ("6月底前", "7月", "≤"),  # of which year?
        ("下降3%", "下降5%", "≤"),  # at most or at least?
        ("95%", "基本完成", "≥"),
        ("100件", "完成", "≥"),
        ("12月31日前", "基本完成", "≤"),
        ("100", "104件", ""),  # no sign
        ("100件", "超过95件", "≥"),
        ("282.8", "2794000元", "≥"),  # the target names no unit
    ],
)
def test_what_is_not_sure_is_never_called_missed(target, actual, sign):
    assert compare(target, actual, sign).is_met is not False


@pytest.mark.parametrize(
    ("target", "actual", "relation"),
    [
        ("100件", "104人", Relation.DIFFERENT),
        ("100%", "12件", Relation.DIFFERENT),
        ("50万元", "3个", Relation.DIFFERENT),
        ("10公里", "3亩", Relation.DIFFERENT),
        ("100件", "104项", Relation.OPEN),
        ("3个", "3处", Relation.OPEN),
        ("200人次", "210人", Relation.UNSURE),
        ("95分", "96%", Relation.UNSURE),
        ("3期", "3户", Relation.UNSURE),
        ("3期", "3场", Relation.OPEN),
        ("98%", "0.985", Relation.UNSURE),
    ],
)
def test_units_are_one_thing_another_or_perhaps(target, actual, relation):
    assert compare(target, actual).relation is relation
