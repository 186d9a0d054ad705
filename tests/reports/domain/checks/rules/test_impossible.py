"""C47 to C51: sizes, impossible values and last year's figures; where they speak and where they are silent."""

from dataclasses import replace

import pytest

from reports.domain.checks import Context
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import bureau_paper, build_consistent, change_row
from tests.reports.domain.checks.papers import paper, row


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


BEFORE = bureau_paper(
    cells={
        "expenditure.total.final": "748.50",
        "expenditure.basic.final": "531.80",
        "expenditure.personnel.final": "439.20",
        "expenditure.project.final": "216.70",
        "three_public.total.final": "16.70",
        "three_public.total.budget": "18.60",
        "three_public.vehicle.final": "14.60",
        "three_public.operation.final": "14.60",
        "three_public.reception.final": "2.10",
        "running.total.final": "92.60",
        "running.office.final": "21.40",
        "running.utilities.final": "30.50",
        "running.meetings.final": "8.20",
        "procurement.total.final": "52.30",
        "project_kinds.business.final": "146.20",
        "project_kinds.maintenance.final": "22",
        "project_kinds.special.final": "48.5",
    },
    lists={
        "projects": tuple(
            replace(one, values={**one.values, "final": one.values["last_final"]}) for one in build_consistent().lists["projects"]
        )
    },
)
COLUMNS = [
    ("expenditure.total.last_final", "784.50"),
    ("expenditure.basic.last_final", "513.80"),
    ("expenditure.project.last_final", "2167"),
    ("three_public.total.last_final", "17.60"),
    ("three_public.total.last_budget", "16.70"),
    ("three_public.reception.last_final", "1.20"),
    ("running.total.last_final", "92.06"),
    ("running.office.last_final", "2140"),
    ("procurement.total.last_final", "53.30"),
    ("project_kinds.special.last_final", "84.50"),
]


@pytest.mark.parametrize(("place", "amount"), COLUMNS)
def test_c49_a_figure_of_last_year_that_its_report_does_not_bear_out(place, amount):
    found = said.alone(bureau_paper(cells={place: amount}), "C49", Context(last_year=BEFORE))
    assert [(one.outcome.value, one.places) for one in found] == [("R", (place,))]


@pytest.mark.parametrize("place", [place for place, _ in COLUMNS])
def test_c49_the_same_figure_or_none_says_nothing(place):
    assert said.alone(bureau_paper(cells={place: ""}), "C49", Context(last_year=BEFORE)) == []
    assert said.alone(bureau_paper(), "C49", Context(last_year=BEFORE)) == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("上年支出合计784.5万元。", 1),
        ("2023年基本支出513.8万元。", 1),
        ("去年“三公”经费1.67万元。", 1),
        ("上年支出合计748.5万元。", 0),
        ("支出比上年增加87.02万元。", 0),
        ("上年结转8.36万元。", 0),
        ("2023年项目支出216.7万元。", 0),
        ("上年食堂支出12万元。", 0),
    ],
)
def test_c49_reads_last_year_in_prose(text, fires):
    assert len(said.alone(bureau_paper(texts={"output": text}), "C49", Context(last_year=BEFORE))) == fires


RISE = {"three_public.total.final": "17.90"}


@pytest.mark.parametrize("amount", ["16.80", "17", "18.5", "20", "25", "30.5", "48", "160", "1581", "16.73"])
def test_c50_a_rise_without_a_word_must_be_explained(amount):
    (found,) = said.alone(bureau_paper(cells={"three_public.total.final": amount}, texts={"savings": "会议优先使用视频。"}), "C50")
    assert (found.outcome.value, found.places) == ("R", ("three_public.total.final", "three_public.total.last_final"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("15.81", ""),
        ("16.70", ""),
        ("16.71", ""),
        ("0", ""),
        ("17.90", "“三公”经费比上年增加，主要是更换一辆执法车。"),
        ("17.90", "因公务接待批次增多，支出上升。"),
        ("17.90", "公务用车运行维护费增加。"),
        ("17.90", "因公出国任务增加一批。"),
        ("", ""),
        ("17.90", "公车老化，维修费用高于上年。"),
    ],
)
def test_c50_no_rise_or_a_told_one_says_nothing(amount, text):
    document = bureau_paper(cells={"three_public.total.final": amount}, texts={"savings": text or "会议优先使用视频。"})
    assert said.alone(document, "C50") == []


LEFT = {"carryover.total.closing": "0", "expenditure.total.final": "638"}


@pytest.mark.parametrize("final", ["638", "700", "755", "420", "84", "0.5", "600", "500", "300", "100"])
def test_c51_money_left_that_was_carried_nowhere_must_be_explained(final):
    (found,) = said.alone(bureau_paper(cells=LEFT | {"expenditure.total.final": final}), "C51")
    assert (found.outcome.value, found.places[0]) == ("R", "carryover.total.closing")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({}, ""),
        (LEFT | {"expenditure.total.final": "756"}, ""),
        (LEFT | {"expenditure.total.final": "839.66"}, ""),
        (LEFT | {"carryover.total.closing": "201.66"}, ""),
        (LEFT | {"carryover.total.closing": ""}, ""),
        (LEFT | {"expenditure.total.adjusted": "0"}, ""),
        (LEFT, "未支付的资金年末由财政收回。"),
        (LEFT, "结余指标已上缴财政统筹。"),
        (LEFT, "项目取消，指标已核减。"),
        (LEFT, "年底指标注销，下年重新安排。"),
    ],
)
def test_c51_money_that_was_spent_carried_or_returned_says_nothing(cells, text):
    document = bureau_paper(cells=cells, texts={"other_matters": text or "无其他事项。"})
    assert said.alone(document, "C51") == []


def test_the_sizes_of_a_paper_without_these_tables_are_not_asked():
    assert [one for one in ("C47", "C48", "C49", "C50", "C51") if said.alone(paper(lists={"problems": (row("q", text="慢"),)}), one)] == []
