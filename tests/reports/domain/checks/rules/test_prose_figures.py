"""C41 and C42: amounts of prose against the tables and against each other, where they speak and where they are silent."""

import pytest

from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row

# 支出合计 514, 基本 356.5, 项目 157.5, 三公 1.86 + 12.35; 在职 21, 编制 23
CELLS = {
    **{f"expenditure__total__{column}": "514" for column in ("budget", "adjusted", "final")},
    **{f"expenditure__basic__{column}": "356.5" for column in ("budget", "adjusted", "final")},
    **{f"expenditure__project__{column}": "157.5" for column in ("budget", "adjusted", "final")},
    "three_public__reception__final": "1.86",
    "three_public__vehicle__final": "12.35",
    "three_public__total__final": "14.21",
    "staff__total__posts": "23",
    "staff__total__actual": "21",
}
PROJECTS = (row("p1", name="档案数字化二期", final="109.5"), row("p2", name="库房消防改造", final="48"))


def written(text: str):
    return paper(projects=PROJECTS, texts={"summary": text}, **CELLS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018年支出合计514元。", "相差 10000 倍"),
        ("全年总支出51.4万元。", "相差 10 倍"),
        ("本单位2018年支出合计5.14亿元。", "相差 100 倍"),
        ("其中：基本支出365.5万元，用于人员工资。", ""),
        ("项目支出为1575万元。", "相差 10 倍"),
        ("“三公”经费支出142.1万元。", "相差 10 倍"),
        ("公务接待费18.6万元，比预算节约。", "相差 10 倍"),
        ("公务用车购置及运行费12.53万元。", "差 +0.18 万元"),
        ("库房消防改造项目安排资金480万元，档案数字化二期190.5万元。", "差 +81.00 万元"),
        ("现有在职职工12人。", "前后颠倒"),
        ("本单位核定编制32名。", "前后颠倒"),
        ("支出合计（含上年结转）约51万元。", "相差 10 倍"),
        ("全年总支出600万元。", "差 +86.00 万元"),
    ],
)
def test_c41_an_amount_that_the_table_does_not_bear_out_must_be_explained(text, words):
    found = [one for one in said.alone(written(text), "C41") + said.of(written(text), "C09") if words in one.message]
    assert [one.outcome.value for one in found] == ["R"]
    assert found[0].places[0] == "narrative.summary"


@pytest.mark.parametrize(
    "text",
    [
        "2018年支出合计514万元。",
        "2018年支出合计0.0514亿元。",
        "2018年支出合计5140000元，其中基本支出3,565,000元。",
        "全年总支出约510万元。",
        "基本支出356.50万元，项目支出157.5万元。",
        "上年支出合计600万元。",
        "支出合计计划压减到480万元。",
        "食堂全年支出12万元。",
        "基本支出中工资福利支出251.3万元。",
        "档案数字化二期项目支出109.5万元，首期款51.2万元。",
        "“三公”经费支出14.21万元，其中公务接待费1.86万元。",
        "在职职工21人，编制23名，其中女职工12人。",
        "培训在职人员120人次。",
        "人均公用经费2.6万元。",
        "基本支出比上年增加35.6万元。",
    ],
)
def test_c41_what_agrees_or_speaks_of_something_else_says_nothing(text):
    assert said.alone(written(text), "C41") == []


def test_c41_names_both_figures_and_links_the_cell():
    (found,) = said.of(written("2018年支出合计514元。"), "C41")
    assert found.places == ("narrative.summary", "expenditure.total.final")
    assert found.figures == (("expenditure.total.final", "514"),)
    assert (
        found.message
        == "“2018年支出合计514元。”称支出合计 0.0514 万元，支出合计 · 部门决算数为 514 万元，相差 10000 倍，请核对单位和小数点"
    )


def test_c41_c09_and_c41_do_not_ask_the_same_twice():
    found = [one.check for one in said.of(written("项目支出为158.5万元。"), "C09") + said.of(written("项目支出为158.5万元。"), "C41")]
    assert found == ["C09"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("热线受理工单15842件。", "全年受理工单15482件。"),
        ("按期办结率99.3%。", "热线按期办结率93.9%。"),
        ("回访满意率96.8%。", "满意率9.68%。"),
        ("接待读者31.6万人次。", "全年接待读者3160人次。"),
        ("调解矛盾纠纷1873件。", "调解矛盾纠纷18730件。"),
        ("新增学位720个。", "新增学位7200个。"),
        ("维修路灯2310盏、更换灯杆231项。", "更换灯杆2310项。"),
        ("培训参训216人次。", "业务培训参训261人次。"),
        ("发放补助资金386.5万元。", "发放补助资金38.65万元。"),
        ("资助学生3612人次。", "资助学生3162人次。"),
    ],
)
def test_c42_two_sentences_that_differ_by_a_slip_must_be_explained(first, second):
    found = said.of(paper(texts={"summary": second}, lists={"key_tasks": (row("k1", text=first),)}), "C42")
    told = said.of(paper(texts={"summary": second}, lists={"key_tasks": (row("k1", text=first),)}), "C09")
    assert [one.outcome.value for one in [*found, *told]] == ["R"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("受理工单15842件。", "受理工单15842件。"),
        ("按期办结率99.3%。", "按期办结率不低于98%。"),
        ("一季度受理工单1584件。", "全年受理工单7410件。"),
        ("开展检查48次。", "开展检查84次。"),
        ("资助学生约3600人次。", "资助学生361人次。"),
        ("接待读者31.6万人次。", "接待群众3.16万人次。"),
        ("上年受理工单1584件。", "受理工单15840件。"),
        ("受理工单15842件。", "办结工单15482件。"),
        ("新增学位720个。", "新增学位比上年增加72个。"),
        ("参训216人次。", "参训261名。"),
    ],
)
def test_c42_other_numbers_say_nothing(first, second):
    assert said.alone(paper(texts={"summary": second}, lists={"key_tasks": (row("k1", text=first),)}), "C42") == []
