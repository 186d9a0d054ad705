"""C43 to C46: shares, changes, rates and counts that prose states, recomputed; where they speak and where they are silent."""

import pytest

from reports.domain.checks import Context
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row

CELLS = {
    "expenditure__total__budget": "530",
    "expenditure__total__adjusted": "573.5",
    "expenditure__total__final": "514",
    "expenditure__basic__budget": "356.5",
    "expenditure__basic__adjusted": "360",
    "expenditure__basic__final": "356.5",
    "expenditure__project__budget": "173.5",
    "expenditure__project__adjusted": "213.5",
    "expenditure__project__final": "157.5",
    "three_public__total__budget": "8",
    "three_public__total__final": "6.55",
    "staff__total__posts": "24",
    "staff__total__actual": "22",
}
LISTS = {
    "problems": (row("q1", text="进度前慢后快"), row("q2", text="指标不够量化")),
    "suggestions": (row("s1", text="按季度下达"), row("s2", text="细化指标"), row("s3", text="加强培训")),
    "key_tasks": (row("k1", text="改造库房"), row("k2", text="数字化"), row("k3", text="开放日")),
    "goals": (row("g1", text="综合窗口受理事项不少于400项"), row("g2", text="满意率不低于95%")),
    "leaders": (row("l1", post="馆长", count="1"), row("l2", post="副馆长", count="2")),
}
LAST = paper(expenditure__total__final="478.4", expenditure__basic__final="330", expenditure__project__final="148.4")


def find(check: str, text: str, last=None):
    projects = tuple(row(f"p{at}", name=name, final="52.5") for at, name in enumerate(("库房改造", "数字化二期", "开放日活动")))
    document = paper(projects=projects, texts={"summary": text}, lists=LISTS, **CELLS)
    return said.alone(document, check, Context(last_year=last))


def fires(check: str, text: str, words: str, last=None):
    (found,) = find(check, text, last)
    assert (found.outcome.value, found.places[0]) == ("R", "narrative.summary")
    assert words in found.message


SHARES = [
    ("支出合计514万元，其中：基本支出356.5万元，占50.2%。", "356.5 ÷ 514 = 69.36 %"),
    ("基本支出356.5万元，占支出合计的96.4%。", "356.5 ÷ 514 = 69.36 %"),
    ("基本支出356.5万元，占总支出比重为6.94%。", "69.36 %"),
    ("全年支出514万元，其中项目支出157.5万元，占36%；", "157.5 ÷ 514 = 30.64 %"),
    ("支出合计514万元，其中：基本支出356.5万元，占69.36%；项目支出157.5万元，占31.64%。", "30.64 %"),
    ("项目支出157.5万元（占总支出的3.06%）。", "30.64 %"),
    ("收入合计600万元，其中财政拨款收入450万元，占85%。", "450 ÷ 600 = 75.00 %"),
    ("培训216人次，其中窗口人员108人次，占60%。", "108 ÷ 216 = 50.00 %"),
    ("受理事项412项，其中即办件206项，占比为5%。", "206 ÷ 412 = 50.00 %"),
    ("项目支出157.5万元，其中设备购置63万元，占46%。", "63 ÷ 157.5 = 40.00 %"),
]
SILENT_SHARES = [
    "支出合计514万元，其中：基本支出356.5万元，占69.36%；项目支出157.5万元，占30.64%。",
    "基本支出356.5万元，占支出合计的69.4%。",
    "基本支出356.5万元，约占总支出的七成，占69%。",
    "基本支出356.5万元，占支出合计的近70%。",
    "项目支出157.5万元，占年初预算的90.8%。",
    "基本支出356.5万元，占上年支出的74%。",
    "人员经费251万元，占基本支出的70.4%。",
    "工程款80万元，占合同总价的60%。",
    "女职工12人，占54.5%。",
    "全县占比位居前列，达到50%。",
    "办理事项412项，即办件占60%。",
]


@pytest.mark.parametrize(("text", "words"), SHARES)
def test_c43_a_share_that_the_amounts_do_not_give_must_be_explained(text, words):
    fires("C43", text, words)


@pytest.mark.parametrize("text", SILENT_SHARES)
def test_c43_a_share_that_fits_or_is_of_something_else_says_nothing(text):
    assert find("C43", text) == []


CHANGES = [
    ("全年支出514万元，比上年增加35.6万元，增长17.4%。", "35.6 ÷ 478.4 = 7.44 %"),
    ("支出514万元，较上年增加35.6万元，增长6.93%。", "所写的是除以 514 的结果"),
    ("采购支出514万元，比上年减少35.6万元，下降7.44%。", "35.6 ÷ 549.6 = 6.48 %"),
    ("上年支出478.4万元，本年支出514万元，增加35.6万元，增长4.74%。", "7.44 %"),
    ("三公经费由8万元压减到6.55万元，下降28.1%。", "1.45 ÷ 8 = 18.13 %"),
    ("受理事项由365项增加到412项，增长21.9%。", "47 ÷ 365 = 12.88 %"),
    ("支出合计514万元，比上年增长12%。", "35.6 ÷ 478.4 = 7.44 %"),
    ("基本支出356.5万元，同比增长0.8%。", "26.5 ÷ 330 = 8.03 %"),
    ("支出合计514万元，比上年增加53.6万元。", "514 − 478.4 = 35.6 万元"),
    ("项目支出157.5万元，比上年下降6.1%。", "−9.1 ÷ 148.4"),
]
SILENT_CHANGES = [
    "全年支出514万元，比上年增加35.6万元，增长7.44%。",
    "支出合计514万元，比上年增长7.4%。",
    "支出514万元，比上年增加35.6万元。",
    "三公经费由8万元压减到6.55万元，下降18.1%。",
    "受理事项由365项增加到412项，增长12.9%。",
    "办件量412项，比上年增长12%。",
    "满意率98.1%，比上年提高1.2%。",
    "食堂支出12万元，比上年增长12%。",
    "因灾直接经济损失比上年下降5.4%。",
    "支出合计514万元，比上年约增长8%。",
    "公务接待批次比上年减少3批，下降20%。",
]


@pytest.mark.parametrize(("text", "words"), CHANGES)
def test_c44_a_change_that_the_amounts_do_not_give_must_be_explained(text, words):
    fires("C44", text, words, LAST)


@pytest.mark.parametrize("text", SILENT_CHANGES)
def test_c44_a_change_that_fits_or_cannot_be_known_says_nothing(text):
    assert find("C44", text, LAST) == []


def test_c44_without_last_years_report_nothing_is_said_of_last_year():
    assert find("C44", "支出合计514万元，比上年增长12%。") == []


RATES = [
    ("预算执行率99.6%。", "514 ÷ 573.5 = 89.63 %"),
    ("2018年预算执行率为96.98%。", "所写的是除以"),
    ("项目支出执行率93.77%。", "157.5 ÷ 213.5 = 73.77 %"),
    ("基本支出执行率为90.99%。", "99.03 %"),
    ("“三公”经费控制率为18.88%。", "6.55 ÷ 8 = 81.88 %"),
    ("在职人员控制率97.16%。", "22 ÷ 24 = 91.67 %"),
    ("计划受理400项，实际受理412项，完成率为130%。", "412 ÷ 400 = 103.00 %"),
    ("综合窗口实际受理412项，完成目标的130%。", "412 ÷ 400 = 103.00 %"),
    ("计划培训200人次，培训216人次，完成年度计划的180%。", "216 ÷ 200 = 108.00 %"),
    ("支出合计514万元，完成预算的98.6%。", "514 ÷ 573.5 = 89.63 %"),
]
SILENT_RATES = [
    "预算执行率89.63%。",
    "整体支出预算执行率89.6%。",
    "项目支出执行率73.8%，基本支出执行率99%。",
    "预算执行率不低于95%。",
    "培训经费执行率88%。",
    "“三公”经费控制率为81.88%。",
    "计划受理400项，实际受理412项，完成率为103%。",
    "综合窗口实际受理412项，完成目标的103%。",
    "各项目标完成率100%。",
    "支出合计514万元，完成调整预算的89.63%。",
    "支出合计514万元，完成预算的96.98%。",
]


@pytest.mark.parametrize(("text", "words"), RATES)
def test_c45_a_rate_that_the_amounts_do_not_give_must_be_explained(text, words):
    fires("C45", text, words)


@pytest.mark.parametrize("text", SILENT_RATES)
def test_c45_a_rate_that_fits_or_is_of_something_else_says_nothing(text):
    assert find("C45", text) == []


COUNTS = [
    ("本年度共安排四个项目。", "项目"),
    ("实施5个专项项目，均按计划完成。", "项目"),
    ("对两个项目逐一核对合同和凭证。", "项目"),
    ("存在以下三个问题：", "存在的主要问题"),
    ("自评中发现三方面问题。", "存在的主要问题"),
    ("提出四条建议。", "改进措施或有关建议"),
    ("采取以下两项措施：", "改进措施或有关建议"),
    ("年初确定五项重点工作，全部完成。", "年度重点工作"),
    ("设定6项绩效目标。", "绩效目标"),
    ("上述四个项目均已验收。", "项目"),
]
SILENT_COUNTS = [
    "本年度共安排三个项目。",
    "三个项目均已验收，其中对两个项目开展了第三方评价。",
    "重点对两个项目进行抽查。",
    "新建2个项目部。",
    "存在以下两个问题：",
    "存在的主要问题有两个方面的问题。",
    "提出三条建议。",
    "年初确定三项重点工作。",
    "承办5个项目库评审会。",
    "走访4个项目现场。",
    "上年实施4个项目。",
    "引进6个项目落地园区。",
]


@pytest.mark.parametrize(("text", "label"), COUNTS)
def test_c46_a_count_that_the_list_does_not_bear_out_must_be_explained(text, label):
    fires("C46", text, label)


@pytest.mark.parametrize("text", SILENT_COUNTS)
def test_c46_a_count_that_fits_or_is_of_a_part_says_nothing(text):
    assert find("C46", text) == []
