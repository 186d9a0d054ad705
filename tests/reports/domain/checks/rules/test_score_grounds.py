"""C66 and C67: grounds of scores, and items that are counted but not named; where they speak and where they are silent."""

from dataclasses import replace

import pytest

from reports.domain.figures import Figure
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper, change_row
from tests.reports.domain.checks.papers import row


def first(found):
    (one,) = found
    return one


def scored(listing: str = "scoring", key: str = "", **values: str):
    return bureau_paper(lists=change_row(listing, key, **values))


@pytest.mark.parametrize("key", ["procurement_rate", "tasks_done", "tasks_on_time"])
def test_c66_points_that_the_rule_takes_without_a_reason_are_a_hint(key):
    found = first(said.alone(scored(key=key, reason=""), "C66"))
    assert (found.outcome.value, found.places) == ("W", (f"scoring.{key}.score", f"scoring.{key}.reason"))


BLANK = {
    "staff_rate": ("staff.total.posts",),
    "running_rate": ("running.total.budget",),
    "public_rate": ("three_public.total.budget",),
    "area_rate": ("buildings.total.area_approved", "buildings.total.area_actual"),
    "procurement_rate": ("procurement.total.budget",),
    "tasks_on_time": ("delivery.tasks.on_time",),
    "budget_control": ("expenditure.total.budget",),
}


@pytest.mark.parametrize("key", BLANK)
def test_c66_a_score_that_cannot_be_worked_out_must_be_explained(key):
    document = bureau_paper(lists=change_row("scoring", key, reason=""), cells=dict.fromkeys(BLANK[key], ""))
    found = [one for one in said.alone(document, "C66") if one.places[0] == f"scoring.{key}.score"]
    assert [one.outcome.value for one in found] == ["R"]
    assert "没有写明原因" in found[0].message


@pytest.mark.parametrize("key", BLANK)
def test_c66_a_score_that_cannot_be_worked_out_and_says_why_says_nothing(key):
    document = bureau_paper(lists=change_row("scoring", key, reason="按批复文件另行计算"), cells=dict.fromkeys(BLANK[key], ""))
    assert [one for one in said.alone(document, "C66") if one.places[0] == f"scoring.{key}.score"] == []


@pytest.mark.parametrize("score", ["2", "1.8", "0.5"])
def test_c66_what_is_not_applicable_earns_nothing(score):
    found = first(said.alone(scored(key="ecological", actual="不适用", reason="与职责无关", score=score), "C66"))
    assert (found.outcome.value, found.places) == ("R", ("scoring.ecological.score",))


def test_c66_what_is_not_applicable_and_left_blank_says_nothing():
    assert said.alone(scored(key="ecological", actual="不适用", reason="与职责无关", score=""), "C66") == []


def test_c66_an_indicator_with_points_and_no_result_must_be_explained():
    assert first(said.alone(scored("indicators", "i1", actual=""), "C66")).outcome.value == "R"
    assert said.alone(scored("indicators", "i1", actual="", score=""), "C66") == []


LOST = {"actual": "360", "score": "6", "reason": "执法车辆送修时间较长，检查家次减少"}


def lost_with(*problems: str):
    texts = {"problems": tuple(row(f"q{at}", text=text) for at, text in enumerate(problems, 1))}
    return bureau_paper(lists=change_row("indicators", "i1", **LOST) | texts)


@pytest.mark.parametrize("text", ["采购需求论证启动较晚", "资产系统更新慢", "档案没有归齐", "会议较多", "公务接待台账不全"])
def test_c66_a_large_loss_that_no_problem_speaks_of_is_a_hint(text):
    found = first(said.alone(lost_with(text), "C66"))
    assert (found.outcome.value, found.places) == ("W", ("indicators.i1.score", "table.problems"))


@pytest.mark.parametrize(
    "text", ["执法车辆不足", "对企业的抽查偏少，检查面不够", "送修的车辆多", "检查家次没有达到计划", "一线执法力量不足"]
)
def test_c66_a_loss_that_a_problem_speaks_of_says_nothing(text):
    assert said.alone(lost_with("档案没有归齐", text), "C66") == []


def test_c66_a_consistent_report_says_nothing():
    assert said.alone(build_consistent(), "C66") == []


def test_c66_a_loss_without_a_measure_must_be_explained_where_there_is_a_column_for_it():
    document = build_consistent()
    listing = document.outline.lists["indicators"]
    measure = listing.field("reason").model_copy(update={"key": "measure", "label": "改进措施"})
    lists = tuple(
        one.model_copy(update={"fields": (*one.fields, measure)}) if one.key == "indicators" else one for one in document.outline.listing
    )
    outline = document.outline.model_copy(update={"listing": lists})
    outline.__dict__.pop("lists", None)
    found = said.alone(replace(document, outline=outline), "C66")
    assert [(one.outcome.value, one.places[1]) for one in found] == [("R", "indicators.i2.measure"), ("R", "indicators.i10.measure")]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("年度42项任务中5项未完成。", "R"),
        ("20项重点工作中，3项没有完成。", "R"),
        ("全年30项任务中有3项未按期完成。", "R"),
        ("年度18项工作中仍有2项尚未完成。", "R"),
        ("有5项指标未完成。", "W"),
        ("3项指标没有达到预期。", "W"),
        ("全年6个项目指标中4个未达标。", "W"),
        ("尚有4项任务未能完成。", "W"),
        ("4项重点工作没有如期完成。", "W"),
        ("5项绩效目标未实现。", "W"),
    ],
)
def test_c67_items_that_are_counted_otherwise_or_not_named(text, outcome):
    assert first(said.alone(bureau_paper(texts={"output": text}), "C67")).outcome.value == outcome


@pytest.mark.parametrize(
    "text",
    [
        "年度20项任务中1项未完成。",
        "有5项指标未完成：演练、宣传、装备、培训和巡护。",
        "3项任务未完成，分别是演练、值守和宣传。",
        "4项工作没有完成，原因是主汛期提前。",
        "1项指标未完成。",
        "没有一项任务未完成。",
        "0项任务未完成。",
        "20项任务全部完成。",
        "未完成的任务推迟到下一年度。",
        "5项任务已完成。",
    ],
)
def test_c67_items_that_are_named_or_as_many_as_in_the_table_say_nothing(text):
    assert said.alone(bureau_paper(texts={"output": text}), "C67") == []


def test_c66_negative_and_blank_scores_are_not_its_question():
    blank = replace(build_consistent().rows("scoring")[0], values={"score": Figure.of("5"), "reason": ""})
    assert said.alone(bureau_paper(lists={"scoring": (blank,)}), "C66") == []
