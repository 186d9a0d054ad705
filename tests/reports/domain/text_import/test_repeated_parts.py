"""Repeated parts are cut where items end, not at every mark."""

import pytest

from reports.domain.outlines import Part, outline_loader
from reports.domain.text_import import repeated_parts

TIANXIN, DAXIANG = outline_loader.load_outline("tianxin-2018"), outline_loader.load_outline("daxiang-2021")
FUNCTIONS = Part(each="functions", item="{name}{amount}万元", join="、")
GOALS = Part(each="goals", number="一是", join="；")
INCOME = Part(each="income", item="{label}{final}万元，占{final|share}", join="；")


def rows(part, text):
    said = repeated_parts.read_repeated_part(TIANXIN, part, text)
    return None if said is None else [{name: str(value) for name, value in row.items()} for row in said[0].value]


def figures(text):
    said = repeated_parts.read_repeated_part(DAXIANG, INCOME, text)
    return None if said is None else [(one.kind, one.name, str(one.value)) for one in said]


def test_a_mark_inside_a_name_does_not_cut_it():
    assert rows(FUNCTIONS, "文化、体育支出5万元、教育支出1,234.5万元") == [
        {"name": "文化、体育支出", "amount": "5"},
        {"name": "教育支出", "amount": "1234.5"},
    ]


def test_a_piece_that_is_no_item_belongs_to_the_item_before_when_that_reads():
    part = Part(each="projects", item="{name}{final}万元，用于{use}", join="；")
    assert rows(part, "甲3万元，用于一；二；乙4万元，用于三") == [
        {"name": "甲", "final": "3", "use": "一；二"},
        {"name": "乙", "final": "4", "use": "三"},
    ]


@pytest.mark.parametrize("text", ["一是甲；乙；二是丙", "一是甲；乙。二是丙", "一是甲；乙；\n二是丙"])
def test_numbered_items_are_cut_only_before_the_next_number(text):
    assert rows(GOALS, text) == [{"text": "甲；乙"}, {"text": "丙"}]


def test_a_number_out_of_turn_is_text():
    assert rows(GOALS, "一是甲；三是丙") == [{"text": "甲；三是丙"}]


@pytest.mark.parametrize("text", ["教育支出若干万元", "教育支出9999999999万元", "教育支出5万元、余下的"])
def test_items_that_do_not_read_are_refused(text):
    assert rows(FUNCTIONS, text) is None


def test_lines_of_a_grid_are_known_by_their_labels_in_any_order():
    assert figures("其他收入1万元，占2%；事业收入＿＿万元，占＿＿") == [
        ("figure", "income.other.final", "1"),
        ("share", "income.other.final", "2"),
    ]


@pytest.mark.parametrize("text", ["利息收入1万元，占2%", "其他收入1万元，占2%；其他收入1万元，占2%", "其他收入9999999999万元，占2%"])
def test_a_line_that_is_not_the_grids_is_refused(text):
    assert figures(text) is None


def test_without_labels_lines_come_in_the_order_of_the_outline():
    part = Part(each="income", rows=("fiscal", "other"), item="{final}万元", join="和")
    assert [one.name for one in repeated_parts.read_repeated_part(DAXIANG, part, "1万元和2万元")] == [
        "income.fiscal.final",
        "income.other.final",
    ]


def test_an_optional_piece_of_an_item_may_be_absent():
    part = Part(each="income", rows=("fiscal", "other"), item="{label}{final}万元[，占{final|share}]", join="；")
    said = repeated_parts.read_repeated_part(DAXIANG, part, "财政拨款收入1万元；其他收入1万元，占50%")
    assert [one.kind for one in said] == ["figure", "figure", "share"]
