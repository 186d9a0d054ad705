"""C56 to C58: how indicators and goals are made, where they speak and where they are silent."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain.figures import BLANK, Figure
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper, change_row

# the rating comes to 96.18 points, the self-rating to 98.45: both 优
ROWS = build_consistent().lists["indicators"]


def first(found):
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"level3": "资金支付率"}, "列在“数量指标”之下"),
        ({"level3": "企业满意度"}, "列在“数量指标”之下"),
        ({"level3": "验收合格率"}, "列在“数量指标”之下"),
        ({"level2": "质量指标", "level3": "报送及时率"}, "列在“质量指标”之下"),
        ({"level2": "时效指标", "level3": "产品合格率"}, "列在“时效指标”之下"),
        ({"level2": "成本指标", "level3": "培训合格率"}, "列在“成本指标”之下"),
        ({"level2": "服务对象满意度", "level3": "资金支付率"}, "列在“服务对象满意度”之下"),
        ({"level3": "设备采购单价"}, "是成本"),
        ({"target": "进一步提升"}, "口号"),
        ({"target": "不断加强"}, "口号"),
        ({"target": "有效改善营商环境"}, "口号"),
        ({"level3": "检查企业家次、培训人次、演练场次、宣传次数、装备数量"}, "包含多项内容"),
    ],
)
def test_c56_an_indicator_that_was_made_badly_is_a_hint(values, words):
    found = first(said.alone(bureau_paper(lists=change_row("indicators", "i1", **values)), "C56"))
    assert found.outcome.value == "W"
    assert words in found.message


@pytest.mark.parametrize(
    "values",
    [
        {"level3": "检查企业数量"},
        {"level3": "培训人数"},
        {"level2": "质量指标", "level3": "工程验收合格率"},
        {"level2": "时效指标", "level3": "项目按时完成率"},
        {"level2": "成本指标", "level3": "单位成本控制额"},
        {"level2": "服务对象满意度", "level3": "企业满意度"},
        {"target": "基本建成"},
        {"target": "提升5个百分点"},
        {"target": "长期"},
        {"level3": "检查、巡查企业家次"},
        {"level2": "经济效益", "level1": "效益指标", "level3": "节约成本"},
    ],
)
def test_c56_an_indicator_that_fits_says_nothing(values):
    assert said.alone(bureau_paper(lists=change_row("indicators", "i1", **values)), "C56") == []


def test_c56_the_same_indicator_twice_and_missing_classes():
    twice = bureau_paper(lists={"indicators": (*ROWS, replace(ROWS[0], key="again"))})
    assert first(said.alone(twice, "C56")).places == ("indicators.again.level3", "indicators.i1.level3")
    without = bureau_paper(lists={"indicators": ROWS[:6]})
    assert first(said.alone(without, "C56")).message == "6 个指标中没有效益、满意度指标"


GOAL = "健全安全生产和自然灾害防治体系，完成年度执法计划。"


def test_c57_a_result_that_is_the_goal_must_be_explained():
    found = first(said.alone(bureau_paper(texts={"goal_expected": GOAL, "goal_reached": GOAL.replace("，", "、")}), "C57"))
    assert (found.outcome.value, found.places) == ("R", ("narrative.goal_reached", "narrative.goal_expected"))


@pytest.mark.parametrize(
    "reached",
    [GOAL, GOAL.strip("。"), GOAL.replace("完成", "完成了"), f" {GOAL}\n", GOAL.replace("。", "！"), GOAL.replace("年度", "全年度")],
)
def test_c57_the_goal_with_a_letter_more_is_no_result(reached):
    assert len(said.alone(bureau_paper(texts={"goal_expected": GOAL, "goal_reached": reached}), "C57")) == 1


@pytest.mark.parametrize(
    "reached",
    [
        "",
        "已全部完成。",
        GOAL + "执法628家次。",
        "安全生产和自然灾害防治体系基本建成，年度执法计划全部完成。",
        "完成执法检查628家次，整改率98.7%。",
        GOAL.replace("年度执法计划", "执法检查628家次"),
        "防治体系还缺两个乡镇站，执法计划已完成。",
        "未完成。",
    ],
)
def test_c57_a_result_of_its_own_says_nothing(reached):
    assert said.alone(bureau_paper(texts={"goal_expected": GOAL, "goal_reached": reached}), "C57") == []


@pytest.mark.parametrize(
    "goal",
    ["森林防火", "完成森林防火", "森林防火项目", "实施森林防火工作", "安全生产监管执法", "做好安全生产监管执法工作", "避难场所标识改造"],
)
def test_c57_the_name_of_a_project_is_no_goal(goal):
    assert len(said.alone(bureau_paper(texts={"goal_expected": goal, "goal_reached": "受害率0.72‰。"}), "C57")) == 1


@pytest.mark.parametrize("goal", ["森林防火受害率不高于0.9‰", "完成森林防火网格巡护", "消防", "避难场所标识改造6处", "安全生产"])
def test_c57_a_goal_about_a_project_says_nothing(goal):
    assert said.alone(bureau_paper(texts={"goal_expected": goal, "goal_reached": "受害率0.72‰。"}), "C57") == []


def score_rows(document, listing: str, *but: str, lost: str = "0.5"):
    """All rows with full marks but those that are named."""

    def score(row):
        weight = row.figure("weight").amount
        return Figure.of(str(weight - Decimal(lost) if row.key in but else weight)) if weight is not None else BLANK

    return {listing: tuple(replace(row, values={**row.values, "score": score(row)}) for row in document.rows(listing))}


@pytest.mark.parametrize("blank", range(10))
def test_c58_a_rating_with_full_marks_everywhere_is_a_hint(blank):
    full = score_rows(build_consistent(), "scoring")["scoring"]
    unscored = tuple(replace(row, values={**row.values, "actual": "不适用", "score": BLANK}) for row in full[:blank])
    found = first(said.alone(bureau_paper(lists={"scoring": (*unscored, *full[blank:])}), "C58"))
    assert (found.outcome.value, found.places) == ("W", ("table.scoring",))


@pytest.mark.parametrize(
    "row", ["staff_rate", "goal_fit", "budget_done", "rules", "openness", "tasks_done", "thrift", "social", "satisfaction", "faults"]
)
def test_c58_a_rating_with_one_loss_says_nothing(row):
    assert said.alone(bureau_paper(lists=score_rows(build_consistent(), "scoring", row)), "C58") == []


def test_c58_few_rows_and_the_list_that_c28_asks_about_say_nothing():
    document = build_consistent()
    assert said.alone(bureau_paper(lists={"scoring": score_rows(document, "scoring")["scoring"][:3]}), "C58") == []
    assert said.alone(bureau_paper(lists=score_rows(document, "indicators")), "C58") == []
    assert said.alone(document, "C58") == []
