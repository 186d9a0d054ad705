"""Amounts in Chinese numerals are read as people write them."""

import pytest

from reports.release.publishing.chinese_numbers import iter_chinese_amounts, parse_chinese_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("十二", 12),
        ("一百零五", 105),
        ("二〇一八", 2018),
        ("一万二千三百", 12_300),
        ("一亿二千万", 120_000_000),
        ("壹佰贰拾叁万肆仟伍佰", 1_234_500),
        ("两千", 2_000),
    ],
)
def test_a_number_in_words_is_read(words: str, number: int):
    assert parse_chinese_number(words) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("安排一百二十万元", [("一百二十万元", "120", "万元")]),
        ("共壹佰贰拾万圆", [("壹佰贰拾万", "120", "万")]),
        ("支出三百五十六点七万元，", [("三百五十六点七万元", "356.7", "万元")]),
        ("投入一亿二千万元", [("一亿二千万元", "12000", "万元")]),
        ("十二万三千四百五十六元", [("十二万三千四百五十六元", "123456", "元")]),
        ("约一点二亿元", [("一点二亿元", "1.2", "亿元")]),
        ("二〇一八年开展十二次检查，一是加强管理", []),
    ],
)
def test_amounts_stand_beside_their_unit(text: str, found: list[tuple[str, str, str]]):
    assert list(iter_chinese_amounts(text)) == found
