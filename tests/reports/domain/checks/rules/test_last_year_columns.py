"""C49 to C51: last year's figures and money left over, where they speak and where they are silent."""

from dataclasses import replace

import pytest

from reports.domain.checks import Context
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper
from tests.reports.domain.checks.papers import paper, row

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
