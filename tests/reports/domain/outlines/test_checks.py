"""Checks of an outline are examined when it is loaded."""

import pytest

from reports.domain.checks import coverage, run
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
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


LISTED = ("C19", "C20", "C21", "C22", "C23", "C25", "C26", "C28")


@pytest.mark.parametrize("number", LISTED)
def test_a_check_without_its_list_is_no_check_in_a_new_outline(number):
    assert f"核对“{number}”没有可看的列表" in mistakes(f'id = "{number}"')


@pytest.mark.parametrize("number", LISTED)
def test_a_check_of_a_list_without_the_columns_that_it_reads_is_refused(number):
    assert "列表中没有" in mistakes(f'id = "{number}"\nsettings = {{ list = "problems" }}')


def test_a_list_that_there_is_not_is_refused_with_the_nearest_name():
    assert "没有可看的列表“problem”，是不是想写“problems”" in mistakes('id = "C19"\nlist = "problem"')


def test_an_outline_does_without_such_a_check_by_off():
    text = f'{SOURCE.text}\n[[check]]\nid = "C19"\noff = "本区不列指标"\n'
    assert outline_loader.parse_outline_text("tianxin-2018", text, SOURCE.vocabulary).check[-1].off == "本区不列指标"


@pytest.mark.parametrize("number", LISTED)
def test_an_outline_that_is_stored_loads_with_a_check_that_looks_at_nothing(number):
    text = f'{SOURCE.text}\n[[check]]\nid = "{number}"\n'
    assert outline_loader.from_kept("tianxin-2018", text, SOURCE.vocabulary).check[-1].id == number


OWN = """
[[list]]
key = "x_tasks"
label = "任务"
fields = [
  { key = "x_name", label = "任务" }, { key = "level3", label = "指标" }, { key = "sign", label = "符号" },
  { key = "target", label = "指标值" }, { key = "actual", label = "完成值" }, { key = "reason", label = "原因" },
  { key = "weight", label = "分值", kind = "number" }, { key = "score", label = "得分", kind = "number" },
]
"""


def test_a_countys_own_list_is_watched():
    checks = "".join(f'[[check]]\nid = "{number}"\nlist = "x_tasks"\n' for number in LISTED if number != "C20")
    head = 'id = "own"\nname = "提纲"\ntitle = "报告"\nnamespace = "x"\n'
    section = '[[section]]\nkey = "all"\nlevel = 1\nheading = "任务"\n[[section.show]]\ntable = "x_tasks"\n'
    outline = outline_loader.parse_outline_text("own", head + OWN + section + checks, SOURCE.vocabulary)
    values = {"level3": "办件", "sign": "≥", "target": "100", "actual": "60人", "weight": Figure.of(101), "score": Figure.of(102)}
    document = Document(outline, 2024, "某局", lists={"x_tasks": (Row("r", values),)})
    found = [finding for finding in run(document) if finding.check in LISTED]
    assert {finding.check for finding in found} == {"C19", "C22", "C26"}
    assert all(place.startswith("x_tasks.r.") for finding in found for place in finding.places)
    assert [line.checks for line in coverage.list_coverage(outline) if line.key == "x_tasks"] == [tuple(n for n in LISTED if n != "C20")]
