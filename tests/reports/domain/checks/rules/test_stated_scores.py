"""C52 to C55: stated scores and empty remarks, where they speak and where they are silent."""

import pytest

from reports.domain import scoring
from tests.reports.domain.checks import said
from tests.reports.domain.checks.bureau_paper import build_consistent, bureau_paper, change_row

# the rating comes to 96.18 points, the self-rating to 98.45: both 优


def first(found):
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("本单位自评得分95分。", "称自评 95 分"),
        ("自评总分为88分。", "称自评 88 分"),
        ("经综合评价，自评得分：100分。", "称自评 100 分"),
        ("自评得99.5分。", "称自评 99.5 分"),
        ("综合评分85.6分，等次为“良”。", "称自评 85.6 分"),
        ("自评总得分合计93.8分。", "称自评 93.8 分"),
        ("评价等级为良好。", "应为“优”"),
        ("自评结果为“中”。", "应为“优”"),
        ("自评结论为良，资金使用规范。", "应为“优”"),
        ("自评等次评定为差。", "应为“优”"),
        ("下属单位自评得分88分，等次为优。", "应为“良”"),
    ],
)
def test_c52_a_score_or_grade_that_the_tables_do_not_give(text, words):
    found = said.alone(bureau_paper(texts={"results": text}), "C52")
    assert {one.outcome.value for one in found} == {"R"}
    assert words in "".join(one.message for one in found)
    assert found[0].places == ("narrative.results", "table.scoring", "table.indicators")


def own_scores() -> list[str]:
    document = build_consistent()
    return [str(scoring.compute_total(document, one).points) for one in document.outline.assessment]


@pytest.mark.parametrize(
    "text",
    [
        "本单位自评得分{0}分。",
        "自评表得分{1}分，评价等级为优。",
        "自评总分为{0}分，等次为“优秀”。",
        "自评结果良性循环。",
        "居民满意度测评为93.5分。",
        "自评工作得到好评，等级评定公开透明。",
        "等次质量不高。",
        "预算执行得分10分。",
        "自评结果作为编制下年预算的依据。",
        "按扣分细则扣1.5分。",
        "自评结论与实际一致。",
    ],
)
def test_c52_the_tables_own_scores_and_other_points_say_nothing(text):
    assert said.alone(bureau_paper(texts={"results": text.format(*own_scores())}), "C52") == []


@pytest.mark.parametrize(
    "text",
    [
        "各项绩效目标全部完成。",
        "年初设定的各项目标均已完成。",
        "所有指标全部达到年初目标。",
        "全年各项工作任务全面完成。",
        "各项重点工作任务全部按期完成。",
        "绩效指标均达到目标值。",
        "整体绩效目标全部实现。",
        "年度目标任务全部完成。",
        "各项指标值均达到要求。",
        "全部目标均如期完成。",
        "年度绩效目标任务已全部圆满完成。",
    ],
)
def test_c53_all_done_beside_a_missed_target_must_be_explained(text):
    found = first(said.alone(bureau_paper(texts={"results": text}), "C53"))
    assert (found.outcome.value, found.places[:2]) == ("R", ("narrative.results", "indicators.i2.actual"))
    assert "“应急演练场次”指标值 24，完成值 23等 2 项" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "执法计划全部完成。",
        "各项绩效目标基本完成。",
        "除一项外，各项目标均已完成。",
        "大部分指标全部达到。",
        "确保各项目标全部完成。",
        "合同全部签订，验收合格后付款。",
        "工程任务完成。",
        "各项目标完成率97%。",
        "没有实现各项目标全部完成。",
        "力争各项任务全部完成。",
        "年初确定的整体绩效目标基本完成。",
    ],
)
def test_c53_what_is_hedged_or_of_one_thing_says_nothing(text):
    assert said.alone(bureau_paper(texts={"results": text}), "C53") == []


def test_c53_nothing_is_said_where_nothing_was_missed():
    lists = change_row("indicators", "i2", actual="24")
    document = bureau_paper({"results": "各项绩效目标全部完成。"}, lists, {"delivery.tasks.done": "20"})
    assert said.alone(document, "C53") == []


@pytest.mark.parametrize(
    "reason",
    [
        "扣1分",
        "演练推迟，扣0.8分。",
        "按细则扣减2分",
        "扣60%",
        "演练推迟，得6分",
        "扣除了1.5分",
        "完成率不足，扣分值的20%",
        "减1分",
        "扣0.05分",
        "少办一场，扣去3分",
    ],
)
def test_c54_a_stated_loss_that_was_not_taken_must_be_explained(reason):
    found = first(said.alone(bureau_paper(lists=change_row("indicators", "i2", reason=reason)), "C54"))
    assert (found.outcome.value, found.places) == ("R", ("indicators.i2.score", "indicators.i2.reason"))


def test_c54_a_remark_without_a_score_must_be_explained():
    found = first(said.alone(bureau_paper(lists=change_row("indicators", "i2", score="")), "C54"))
    assert found.message == "绩效指标“应急演练场次”写了“主汛期提前，一场防汛综合演练推迟，下一年”，得分未填"


@pytest.mark.parametrize(
    "reason",
    [
        "扣0.5分",
        "演练推迟一场，扣0.50分。",
        "一是推迟扣0.3分；二是台账不全扣0.2分",
        "得7.5分",
        "主汛期提前，演练推迟",
        "完成率95.8%",
        "比计划少1场",
        "不得分的情形没有发生",
        "扣分原因是演练推迟",
        "扣6.25%",
        "",
    ],
)
def test_c54_the_loss_that_was_taken_says_nothing(reason):
    assert said.alone(bureau_paper(lists=change_row("indicators", "i2", reason=reason)), "C54") == []


@pytest.mark.parametrize(
    "reason",
    ["无", "酌情", "详见附件", "略", "/", "——", "客观原因", "有待加强", "24", "应急演练场次", "酌情扣分", "自评扣分。", "需进一步完善"],
)
def test_c55_a_reason_that_says_nothing_must_be_explained(reason):
    found = first(said.alone(bureau_paper(lists=change_row("indicators", "i2", reason=reason)), "C55"))
    assert (found.outcome.value, found.places) == ("R", ("indicators.i2.reason",))


@pytest.mark.parametrize("actual", ["≥90%", "≥ 24", "≤5", ">20场", "＞20", "=24", "<6", "≥24场", "≤ 0.9", "≥1000"])
def test_c55_a_result_with_a_sign_must_be_explained(actual):
    found = first(said.alone(bureau_paper(lists=change_row("indicators", "i2", actual=actual)), "C55"))
    assert (found.outcome.value, found.places) == ("R", ("indicators.i2.actual",))


@pytest.mark.parametrize(
    ("reason", "actual"),
    [
        ("主汛期提前，演练推迟", "23"),
        ("无法按期开展，改在汛前举行", "23"),
        ("设备未到货", "23"),
        ("客观原因：连续降雨，演练推迟", "23"),
        ("详见附件3：演练因汛情推迟", "23"),
        ("人员不足", "23"),
        ("", "23"),
        ("工期延误", "20-23"),
        ("供应商违约", "约23"),
        ("台账缺失", "基本建成"),
        ("其他原因已在差异成因中说明：汛期提前", "-3"),
    ],
)
def test_c55_a_reason_with_content_says_nothing(reason, actual):
    assert said.alone(bureau_paper(lists=change_row("indicators", "i2", reason=reason, actual=actual)), "C55") == []


def test_c55_nothing_need_be_said_of_full_marks():
    assert said.alone(bureau_paper(lists=change_row("indicators", "i1", reason="无")), "C55") == []
