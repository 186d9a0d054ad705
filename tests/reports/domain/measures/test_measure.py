"""What a 指标值 or a 完成值 is read as."""

from datetime import date
from decimal import Decimal

import pytest

from reports.domain.measures import Kind, parse_measure


@pytest.mark.parametrize(
    ("typed", "unit", "amount", "family"),
    [
        ("95%", "", "95", "percent"),
        ("９５％", "", "95", "percent"),
        ("百分之九十五", "", "95", "percent"),
        ("百分之九十五点五", "", "95.5", "percent"),
        ("九成", "", "90", "percent"),
        ("282.8", "万元", "2828000", "money"),
        ("2,794,000元", "万元", "2794000", "money"),
        ("0.5亿元", "", "50000000", "money"),
        ("3千元", "", "3000", "money"),
        ("1.2万", "人次", "12000", "visits"),
        ("1公顷", "亩", "15", "area"),
        ("10000㎡", "亩", "15", "area"),
        ("5.2公里", "米", "5200", "length"),
        ("5.2千米", "", "5200", "length"),
        ("2天", "", "172800", "time"),
        ("100%（全部完成）", "", "100", "percent"),
        ("48家（100%）", "%", "100", "percent"),
        ("举办培训12场", "场", "12", "场"),
        ("培训3期，共240人次", "人次", "240", "visits"),
        ("2024年完成12场", "", "12", "场"),
        ("12/12", "%", "100", "percent"),
        ("三项", "", "3", "count"),
        ("100%，全部完成", "", "100", "percent"),
        ("（1,234.5）", "万元", "-12345000", "money"),
    ],
)
def test_a_number_is_read_in_the_first_unit_of_its_family(typed, unit, amount, family):
    read = parse_measure(typed, unit, 2024)
    assert (read.kind, read.low, read.unit.family) == (Kind.NUMBER, Decimal(amount), family)


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("≥95%", "≥"),
        (">=95%", "≥"),
        ("不低于95%", "≥"),
        ("不少于3项", "≥"),
        ("95%以上", "≥"),
        ("95%及以上", "≥"),
        ("≤3%", "≤"),
        ("不超过3%", "≤"),
        ("不高于 3 %", "≤"),
        ("控制在3%以内", "≤"),
        ("3天内", "≤"),
        ("＜3%", "<"),
        ("低于3%", "<"),
        ("大于3", ">"),
        ("=100%", "="),
        ("100%", ""),
    ],
)
def test_the_sign_is_read_from_the_words(typed, sign):
    assert parse_measure(typed).sign == sign


@pytest.mark.parametrize("typed", ["90%–95%", "90%-95%", "90～95%", "90%至95%", "90%—95%", "90到95%"])
def test_a_range_has_two_ends(typed):
    read = parse_measure(typed)
    assert (read.kind, read.low, read.high) == (Kind.RANGE, 90, 95)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("12月31日前", date(2024, 12, 31)),
        ("2024年底前", date(2024, 12, 31)),
        ("年底前完成", date(2024, 12, 31)),
        ("2024年12月", date(2024, 12, 31)),
        ("第四季度", date(2024, 12, 31)),
        ("三季度末", date(2024, 9, 30)),
        ("Q2", date(2024, 6, 30)),
        ("上半年", date(2024, 6, 30)),
        ("6月底", date(2024, 6, 30)),
        ("11月上旬", date(2024, 11, 10)),
        ("2024.12.20", date(2024, 12, 20)),
        ("2024-12-20", date(2024, 12, 20)),
        ("2024/12/20前", date(2024, 12, 20)),
        ("20241220", date(2024, 12, 20)),
        ("１２月２０日", date(2024, 12, 20)),
        ("十二月二十日", date(2024, 12, 20)),
        ("二〇二四年十二月", date(2024, 12, 31)),
        ("已于12月20日完成（提前）", date(2024, 12, 20)),
        ("3月至12月", date(2024, 12, 31)),
    ],
)
def test_a_date_is_read_in_every_written_form(typed, last):
    read = parse_measure(typed, "", 2024)
    assert (read.kind, read.span.last) == (Kind.DATE, last)


@pytest.mark.parametrize("typed", ["明显提升", "按期完成", "全部完成", "无", "一次性通过", "十分满意", "一般"])
def test_words_are_no_number(typed):
    assert parse_measure(typed).kind is Kind.WORDS


@pytest.mark.parametrize("typed", ["3个批次每批5人", "5A级", "1/3", "培训3期，座谈4次", "每季度1次", "第2批"])
def test_what_cannot_be_told_apart_is_said_to_be_unread(typed):
    assert parse_measure(typed, "项").kind is Kind.UNREAD


def test_a_blank_is_a_blank():
    assert parse_measure(" 　\u200b").kind is Kind.BLANK


@pytest.mark.parametrize(
    "typed", ["1" * 500, "((((", "9" * 40 + "%", "0/0", "13月45日", "２" * 300 + "月", "%%%", "-", "≥", "1e999", "百分之", "点五"]
)
def test_nothing_that_is_typed_makes_it_fail(typed):
    assert parse_measure(typed, "%", 2024).kind in Kind
