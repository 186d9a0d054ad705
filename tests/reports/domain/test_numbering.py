"""Numbering styles are written as their first number, and read back."""

import pytest

from reports.domain import numbering


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (111, "一百一十一"), (120, "一百二十"), (200, "二百"), (999, "九百九十九"), (0, "0"), (1000, "1000"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_chinese(number: int, written: str) -> None:
    assert numbering.format_chinese_number(number) == written


def test_every_chinese_number_is_read_back() -> None:
    assert [numbering.from_chinese(numbering.format_chinese_number(number)) for number in range(1, 1000)] == list(range(1, 1000))


@pytest.mark.parametrize("text", ["", "百", "十十", "零", "1", "一千"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert numbering.from_chinese(text) is None


@pytest.mark.parametrize(
    ("style", "number", "label"),
    [
        ("一、", 3, "三、"), ("（一）", 12, "（十二）"), ("(一)", 2, "(二)"), ("1、", 10, "10、"), ("1.", 4, "4."), ("（1）", 7, "（7）"),
        ("①", 5, "⑤"), ("一是", 2, "二是"), ("第一，", 3, "第三，"), ("第1条", 9, "第9条"), ("", 1, ""), ("※", 2, "※"),
    ],
)  # fmt: skip
def test_a_label_follows_its_style(style: str, number: int, label: str) -> None:
    assert numbering.format_label(style, number) == label
