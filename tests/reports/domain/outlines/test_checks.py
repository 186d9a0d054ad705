"""Checks of an outline are examined when it is loaded."""

import pytest

from reports.domain.outlines import Mistakes, outline_loader

SOURCE = outline_loader.find_source("tianxin-2018")


def mistakes(check: str) -> str:
    with pytest.raises(Mistakes) as refusal:
        outline_loader.parse_outline_text("tianxin-2018", f"{SOURCE.text}\n[[check]]\n{check}\n", SOURCE.vocabulary)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ('id = "C01"\nrule = "C1O"', "没有核对规则“C1O”"),
        ('id = "C12"', "规则“C12”缺少设置“actual”"),
        (
            'id = "C12"\nsettings = { actual = "expenditure.total.finall", planned = "expenditure.total.budget" }',
            "“expenditure.total.finall”不存在",
        ),
        ('id = "C12"\nsettings = { leest = "90" }', "没有设置“leest”，是不是想写“least”"),
        ('id = "C26"\nsettings = { most = "很多" }', "“most”应为数字"),
        ('id = "C15"\nsettings = { grid = "expenditures", columns = "budget" }', "没有表格“expenditures”"),
        ('id = "C15"\nsettings = { grid = "expenditure", columns = "budget finale" }', "没有列“finale”"),
        ('id = "C01"\nbalance = "staff.total.actual * staff.total.posts = 8"', "只能是各项的和与差"),
        ('id = "C01"\nbalance = "staff.total.actual / staff.total.posts <= 1"', "只能是各项的和与差"),
        ('id = "C01"\nbalance = "staff.total.actual"', "缺少比较符号"),
        ('id = "C01"\nsame = ["projects.use"]', "没有列表的金额列“projects.use”"),
        ('id = "C01"\ngrid = "staff"\nrule = "C10"', "只能是 grid、balance、same、rule 之一"),
        ('id = "C01"\ngrid = "staff"\nreason = "why"', "没有文字“why”"),
    ],
)
def test_a_mistake_in_a_check_is_said_in_words(check, words):
    assert words in mistakes(check)


def test_a_check_is_repeated_for_every_combination():
    outline = outline_loader.load_outline("tianxin-2018")
    check = next(check for check in outline.check if check.id == "C12")
    assert [one.settings["actual"] for one in check.repeated()] == ["expenditure.total.final", "expenditure.project.final"]
