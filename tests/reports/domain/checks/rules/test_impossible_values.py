"""C47 and C48: sizes and impossible values, where they speak and where they are silent."""

import pytest

from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper, change_row


def times(factor: int, *grids: str) -> dict[str, str]:
    return {
        place: f"{figure.amount * factor:f}"
        for place, figure in build_consistent().figures.items()
        if figure.amount is not None and place.split(".")[0] in grids
    }


SIZES = [
    (times(10_000, "three_public"), "E"),
    (times(10_000, "running"), "E"),
    (times(10_000, "procurement"), "R"),
    (times(10_000, "expenditure"), "R"),
    ({"three_public.total.final": "900"}, "E"),
    ({"three_public.total.budget": "8396.6"}, "E"),
    ({"expenditure.basic.final": "5561200"}, "R"),
    ({"expenditure.basic.final": "0.0556"}, "R"),
    ({"procurement.total.final": "642600"}, "R"),
    ({"running.total.last_final": "926000"}, "E"),
]


@pytest.mark.parametrize(("cells", "outcome"), SIZES)
def test_c47_a_table_out_of_proportion_is_found(cells, outcome):
    found = said.alone(bureau_paper(cells=cells), "C47")
    assert [one.outcome.value for one in found][:1] == [outcome]
    assert " " in found[0].message


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"three_public.total.final": "835.52"},
        {"three_public.total.final": ""},
        {"running.total.final": "500"},
        {"procurement.total.final": "830"},
        {"staff.total.actual": "0"},
        {"staff.total.actual": ""},
        {"staff.total.actual": "3"},
        {"staff.total.actual": "900"},
        {"expenditure.basic.final": "0"},
        {"expenditure.total.budget": "0"},
    ],
)
def test_c47_what_may_be_so_says_nothing(cells):
    assert said.alone(bureau_paper(cells=cells), "C47") == []


VALUES = [
    (change_row("indicators", "i11", actual="985"), "E", "不在 0 到 100 之间，并且得了满分"),
    (change_row("indicators", "i11", actual="104"), "E", "不在 0 到 100 之间"),
    (change_row("indicators", "i11", actual="104%", unit=""), "E", "104%"),
    (change_row("indicators", "i4", actual="962", score="5"), "E", "962%"),
    (change_row("indicators", "i3", actual="987"), "R", "987%"),
    (change_row("indicators", "i11", actual="-93.6"), "E", "不在 0 到 100 之间"),
    (change_row("indicators", "i2", score="-1"), "E", "得分不能是负数"),
    (change_row("scoring", "satisfaction", score="-5"), "E", "得分不能是负数"),
    (change_row("scoring", "satisfaction", score="50"), "E", "高于分值 5"),
    (change_row("scoring", "rules", score="3.1"), "E", "得分 3.1，高于分值 3"),
]


@pytest.mark.parametrize(("lists", "outcome", "words"), VALUES)
def test_c48_a_value_that_cannot_be_is_found(lists, outcome, words):
    (found,) = said.alone(bureau_paper(lists=lists), "C48")
    assert found.outcome.value == outcome
    assert words in found.message


@pytest.mark.parametrize(
    "lists",
    [
        {},
        change_row("indicators", "i11", actual="100"),
        change_row("indicators", "i11", actual="93.6分", unit="分"),
        change_row("indicators", "i1", actual="985"),
        change_row("indicators", "i7", actual="130"),
        change_row("indicators", "i11", actual="985份", unit=""),
        change_row("indicators", "i3", level3="任务完成率", actual="118"),
        change_row("indicators", "i4", actual="约96%"),
        change_row("indicators", "i11", actual=""),
        change_row("indicators", "i2", score="0"),
        change_row("scoring", "satisfaction", score="5"),
        change_row("indicators", "i1", score="11"),  # C19 says it
    ],
)
def test_c48_what_may_be_so_says_nothing(lists):
    assert said.alone(bureau_paper(lists=lists), "C48") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("本年支出合计,867.48万元。", "“,867.48”不是完整的数字"),
        ("项目支出1,23.4万元。", "1,23.4"),
        ("项目支出12.34.5万元。", "12.34.5"),
        ("群众满意度104%。", "超过 100 %"),
        ("验收合格率985%。", "超过 100 %"),
        ("预算编码9010。", "两位数字颠倒"),
        ("单位编码：9010", "两位数字颠倒"),
        ("事项按期办结率999%。", "超过 100 %"),
        ("设备完好率为9860%。", "超过 100 %"),
        ("拨付补助,120.50元。", "不是完整的数字"),
    ],
)
def test_c48_prose_is_read_too(text, words):
    (found,) = said.alone(bureau_paper(texts={"output": text}), "C48")
    assert (found.outcome.value, found.places) == ("R", ("narrative.output",))
    assert words in found.message


@pytest.mark.parametrize(
    "text",
    [
        "其中,867.48万元用于装备,其余结转。",
        "项目支出1,234.50万元。",
        "群众满意度100%。",
        "目标完成率104%。",
        "预算编码9001。",
        "工程编码9010。",
        "第1.2.3条规定。",
        "支出1,2,3三项。",
        "受理量增长120%。",
        "2024.12.31万元支付完毕",
    ],
)
def test_c48_prose_that_may_be_so_says_nothing(text):
    found = said.alone(bureau_paper(texts={"output": text}), "C48")
    assert found == [] or text.startswith("2024.12.31")


def test_c48_people_below_nothing_are_an_error():
    (found,) = said.alone(bureau_paper(cells={"staff.worker.actual": "-2"}), "C48")
    assert (found.outcome.value, found.places) == ("E", ("staff.worker.actual",))
