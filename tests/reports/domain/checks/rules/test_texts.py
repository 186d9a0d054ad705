"""Rules over texts: C18, C29, C30, C31, C33, C38, C40, each where it speaks and where it is silent."""

from dataclasses import replace

import pytest

from reports.domain.checks import Context
from reports.domain.checks.rules.empty_texts import count_pasted_criteria
from reports.domain.checks.rules.leftovers import find_broken_numbering
from reports.domain.checks.rules.plagiarism import hash_sentence
from reports.domain.checks.rules.unit_names import find_near_name
from reports.domain.document import Document, Statement
from reports.domain.outlines import Outline, outline_loader
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import TEXTS, paper, row


def changed(outline: Outline, **parts: object) -> Outline:
    """Another outline, which remembers nothing of the first."""
    return Outline.model_construct(**{**{name: getattr(outline, name) for name in Outline.model_fields}, **parts})


OFFICES = {"offices": (row("o1", name="办公室"), row("o2", name="业务科"))}
LONG = "本单位建立了项目库，所有项目先评审后入库。资金按合同和进度支付，年末逐项清理结余。专项资金单独核算，定期公开使用情况。"


def pairs(*answers: str, problems: int = 2):
    asked = tuple(row(f"q{at}", text=f"问题{at}") for at in range(1, problems + 1))
    given = tuple(replace(row(f"s{at}", text=f"建议{at}"), answers=answer) for at, answer in enumerate(answers, 1))
    return {"problems": asked, "suggestions": given}


def test_c18_a_stated_count_that_the_list_does_not_bear_out_is_a_hint():
    document = paper(lists=OFFICES).with_statements(Statement("table.offices", "三", "二", "内设三个科室。"))
    assert said.messages(document, "C18") == [("W", "文中称内设机构 三 个，列出 2 个：“内设三个科室。”")]


def test_c18_a_count_that_has_been_put_right_says_nothing():
    three = {"offices": (*OFFICES["offices"], row("o3", name="监督科"))}
    assert said.messages(paper(lists=three).with_statements(Statement("table.offices", "三", "二", "")), "C18") == []


@pytest.mark.parametrize(("text", "found"), [("本单位内设五个科室。", 1), ("本单位内设两个科室。", 0), ("内设2个股室。", 0)])
def test_c18_reads_counts_in_narrative(text, found):
    assert len(said.of(paper(lists=OFFICES, texts={"management": text}), "C18")) == found


def test_c29_last_years_text_with_other_figures_is_a_hint():
    now, last = paper(texts={"output": LONG + "完成92件。"}), paper(texts={"output": LONG + "完成85件。"})
    assert [finding.places for finding in said.of(now, "C29", Context(last_year=last))] == [("narrative.output",)]


def test_c29_what_may_be_carried_over_is_not_asked():
    document = paper(texts={"management": LONG})
    assert said.messages(document, "C29", Context(last_year=document)) == []


def test_c29_a_new_text_says_nothing():
    now, last = paper(texts={"output": LONG}), paper(texts={"output": "去年全部任务按时完成，群众反映良好，没有发生投诉，资金全部支付。"})
    assert said.messages(now, "C29", Context(last_year=last)) == []


def test_c29_another_departments_text_is_quoted_from_the_own_report_and_the_other_is_not_named():
    marks = {hash_sentence(sentence): "邻区档案馆" for sentence in LONG.split("。") if sentence}
    (found,) = said.of(paper(texts={"management": LONG}), "C29", Context(fingerprints=marks))
    assert found.message.startswith("“" + LONG[:30])
    assert found.message.endswith("”与本区另一单位雷同（100 % 相同，年份和数字不计），请核对是否照抄")
    assert ("邻区档案馆" in f"{found.message}{found.subject}", found.neighbour) == (False, "邻区档案馆")


@pytest.mark.parametrize(
    ("text", "outcome", "words"),
    [
        ("", "E", "未写"),
        ("无。", "E", "只写了“无。”"),
        ("暂无", "E", "只写了“暂无”"),
        ("资金来源、管理制度、审批程序", "E", "只有填写提示"),
        ("资金来源、管理制度、审批程序：均为财政拨款。", "W", "留有填写提示"),
        ("①制度健全完整；②内容合法合规；③执行有效规范。", "W", "疑似照抄评分标准（3 条，没有数据）"),
    ],
)
def test_c30_what_says_nothing_is_found(text, outcome, words):
    (found,) = said.of(paper(texts={"management": text}), "C30")
    assert (found.outcome.value, found.places) == (outcome, ("narrative.management",))
    assert words in found.message


def test_c30_a_row_that_says_nothing_is_a_hint():
    (found,) = said.of(paper(lists={"problems": (row("q1", text="无"),)}), "C30")
    assert (found.outcome.value, found.message) == ("W", "存在的主要问题第 1 行只写了“无”")


@pytest.mark.parametrize("text", ["①办结120件；②制度完整；③程序合规。", "①走访企业；②开放大厅；③培训窗口人员。", "制度健全，程序合规。"])
def test_c30_results_are_no_criteria(text):
    assert count_pasted_criteria(text) == 0


def test_c31_more_suggestions_than_problems_without_pairs_must_be_explained():
    (found,) = said.of(paper(lists=pairs("", "", "")), "C31")
    assert (found.outcome.value, found.places) == ("R", ("table.problems", "table.suggestions"))
    assert found.message == "存在的主要问题 2 条，改进措施或有关建议 3 条，没有逐条对应，也未指明各对应哪个问题"


def test_c31_a_problem_without_an_answer_is_named():
    assert said.messages(paper(lists=pairs("q1", "q1")), "C31") == [("R", "存在的主要问题第 2 条没有对应的改进措施或有关建议")]


@pytest.mark.parametrize("answers", [("", ""), ("q1", "q2"), ("q2", "q1", "")])
def test_c31_pairs_or_equal_numbers_say_nothing(answers):
    assert said.messages(paper(lists=pairs(*answers)), "C31") == []


def named(**fields: str):
    document = paper(texts={"management": fields.pop("text", TEXTS["management"])})
    return replace(document, fields={**document.fields, "unit.name": "云水区政务服务中心", **fields})


def test_c33_a_name_that_is_off_by_one_letter_is_a_hint():
    (found,) = said.of(named(text="云水区政府服务中心制定了办法。"), "C33")
    assert (found.outcome.value, found.places) == ("W", ("narrative.management", "unit.name"))
    assert found.message == "“云水区政府服务中心”与单位名称“云水区政务服务中心”只差一字，请核对"


@pytest.mark.parametrize("text", ["云水区政务服务中心制定了办法。", "长沙市政务服务中心指导。", "政务服务很好。", "云水区人民政府"])
def test_c33_the_name_itself_and_others_say_nothing(text):
    assert said.messages(named(text=text), "C33") == []


def test_c33_units_told_apart_by_a_number_are_two_units():
    assert find_near_name("云水区第一小学校", "与云水区第二小学校合办") == ""


def test_c33_a_year_that_the_paper_states_otherwise_is_a_hint():
    document = paper().with_statements(Statement("year", "2017", "2018", "2017年度收入"))
    assert said.messages(document, "C33") == [("W", "报告年度为 2018，文中称 2017：“2017年度收入”")]


@pytest.mark.parametrize(("text", "found"), [("2017年完成任务。", 1), ("2018年比2017年多完成两成。", 0), ("将于2019年验收。", 0)])
def test_c33_a_text_of_last_year_alone_is_a_hint(text, found):
    assert len(said.of(paper(texts={"output": text}), "C33")) == found


@pytest.mark.parametrize("mark", ["[bookmark: _GoBack]", "错误！未找到引用源", "&nbsp;", "<br/>", "{ PAGE }", "XX单位"])
def test_c38_debris_is_a_hint(mark):
    (found,) = said.of(paper(texts={"management": f"资金{mark}来自财政。"}), "C38")
    assert found.outcome.value == "W"
    assert "残留标记" in found.message


def test_c38_debris_of_the_published_text_is_kept():
    document = paper().with_statements(Statement("section.projects", "[bookmark: _GoBack]", "", ""))
    assert said.messages(document, "C38") == [("W", "原文中有残留标记 [bookmark: _GoBack]")]


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("①甲；②乙；④丙。", ("②", "④")),
        ("一是甲。三是乙。", ("一是", "三是")),
        ("1、甲\n2、乙\n2、丙", ("2、", "2、")),
        ("（一）甲\n（三）乙", ("（一）", "（三）")),
    ],
)
def test_c38_broken_numbering_is_found(text, jump):
    assert find_broken_numbering(text) == jump


@pytest.mark.parametrize("text", ["一是甲。二是乙。", "①甲②乙。另外①丙②丁。", "1、甲\n2、乙", "1.5万元\n3.2万元", "全年完成3、4两项"])
def test_c38_numbering_in_order_says_nothing(text):
    assert find_broken_numbering(text) is None


def test_c40_a_character_that_no_font_has_is_a_hint_at_its_place():
    offices = {"offices": (row("o1", name="办公室"), row("o2", name="👍科"))}
    found = said.of(paper(lists=offices, texts={"management": "资金\ue000来自财政。"}), "C40")
    assert [(each.outcome.value, each.places) for each in found] == [("W", ("narrative.management",)), ("W", ("offices.o2.name",))]
    assert found[0].message == "打印用的字体里没有U+E000，打印出来是“〓”，请改用别的写法"


def test_c40_rare_names_symbols_and_bullets_of_word_are_no_matter():
    assert said.of(paper(texts={"management": "\uf0b7堃、𠮷、㎞、☑、￥3.2"}), "C40") == []


def test_c40_a_reason_that_the_paper_prints_is_told_where_its_finding_stands():
    document = paper(expenditure__total__final="151")
    broken = next(found for found in said.of(document, "C01"))
    context = Context(explanations={broken.key: ("与批复决算一致👍", broken.fingerprint)})
    prints = replace(document, outline=document.outline.model_copy(update={"prints_reasons": True}))
    assert said.of(document, "C40", context) == []
    (found,) = said.of(prints, "C40", context)
    assert (found.outcome.value, found.places) == ("W", broken.places)
    assert found.message == "C01 的核对说明里有打印用的字体没有的“👍”（U+1F44D），打印出来是“〓”，请改用别的写法"


def test_c40_the_outlines_own_words_are_told_at_their_section_and_table():
    outline = paper().outline
    first = outline.section[0].model_copy(update={"heading": "概况👍"})
    grid = outline.grid[0].model_copy(update={"label": "人员\ue000"})
    county = outline.model_copy(update={"section": (first, *outline.section[1:]), "grid": (grid, *outline.grid[1:])})
    found = said.of(replace(paper(), outline=county), "C40")
    assert [(each.places, "提纲自己的文字里" in each.message) for each in found] == [
        ((f"section.{first.key}",), True),
        ((f"table.{grid.key}",), True),
    ]


NOTHING_SAID = ["无", "暂无。", "不涉及", "没有", "无。"]


@pytest.mark.parametrize("text", NOTHING_SAID)
@pytest.mark.parametrize("key", ["other_matters", "social_insurance", "differences", "government_fund", "goal_missed"])
def test_c30_nothing_is_an_answer_where_nothing_had_to_be_said(key, text):
    document = Document(outline_loader.load_outline("hunan-standard"), 2024, "某局", texts={key: text})
    assert [found for found in said.of(document, "C30") if found.places == (f"narrative.{key}",)] == []


@pytest.mark.parametrize("text", NOTHING_SAID)
@pytest.mark.parametrize("key", ["management", "results", "savings", "goal_reached"])
def test_c30_nothing_is_no_answer_where_something_must_be_said(key, text):
    document = Document(outline_loader.load_outline("hunan-standard"), 2024, "某局", texts={key: text})
    assert [found.outcome.value for found in said.of(document, "C30") if found.places == (f"narrative.{key}",)] == ["E"]


def test_c30_a_row_of_a_list_that_may_stay_empty_may_say_nothing():
    document = paper(lists={"problems": (row("q1", text="无"),)})
    listing = [each.model_copy(update={"required": False}) if each.key == "problems" else each for each in document.outline.listing]
    assert said.of(replace(document, outline=document.outline.model_copy(update={"listing": tuple(listing)})), "C30") == []


@pytest.mark.parametrize(
    "text",
    [
        "①–⑤项均已达到。",
        "①-⑤项均已达到。",
        "①至⑤均符合。",
        "①～④符合，⑥不涉及。",
        "符合①、③、⑤。",
        "符合①②④，未达到③。",
        "对照第①、第③条整改。",
        "达到①和④。",
        "①甲；②乙；③丙，其中①、③已办结。",
        "按（一）、（三）项办理。",
    ],
)
def test_c38_numbers_that_are_spoken_of_are_no_gap(text):
    assert find_broken_numbering(text) is None


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("①健全制度；②规范支付；④公开信息。", ("②", "④")),
        ("①健全制度\n③规范支付", ("①", "③")),
        ("①条件审核；②项目评审；④类别划分", ("②", "④")),
        ("一是抓预算，二是抓执行，四是抓公开。", ("二是", "四是")),
        ("1、甲\n2、乙\n4、丙", ("2、", "4、")),
        ("（一）甲；（二）乙；（四）丙", ("（二）", "（四）")),
    ],
)
def test_c38_a_real_gap_is_still_found(text, jump):
    assert find_broken_numbering(text) == jump


def test_c38_the_outlines_own_words_are_no_matter():
    document = Document(outline_loader.load_outline("hunan-standard"), 2024, "某局")
    listing = next(each for each in document.outline.listing if each.preset)
    odd = tuple(each.model_copy(update={"values": {**each.values, "standard": "①甲；③乙。XX单位"}}) for each in listing.preset)
    lists = tuple(each.model_copy(update={"preset": odd}) if each is listing else each for each in document.outline.listing)
    hints = tuple(each.model_copy(update={"hint": "①甲；③乙。&nbsp;"}) for each in document.outline.text)
    outline = changed(document.outline, listing=lists, text=hints)
    texts = {"management": "①甲；③乙。&nbsp;资金来自财政。"}
    assert said.of(Document(outline, 2024, "某局", texts=texts), "C38") == []


def budget(first: str, second: str, amounts: tuple[str, str] = ("20", "20.3")) -> Document:
    functions = (row("f1", name=first, amount=amounts[0]), row("f2", name="住房保障", amount="130"))
    return paper(projects=(row("p1", name=second, final=amounts[1]), row("p2", name="运行维护", final="30")), functions=functions)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("干部教育培训支出", "干部教育培训经费"),
        ("干部教育培训", "干部教育培训项目"),
        ("干部教育培训项目支出", "干部教育培训"),
        ("农村公路养护支出", "农村公路养护项目经费"),
        ("档案 管理", "档案管理经费"),
    ],
)
def test_c09_a_class_and_a_project_of_one_name_with_nearly_one_figure_must_be_explained(first, second):
    assert [found.outcome.value for found in said.of(budget(first, second), "C09")] == ["R"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("其他支出", "其他经费"),
        ("项目支出", "项目经费"),
        ("基本支出", "基本经费"),
        ("其他教育支出", "教育经费"),
        ("专项支出", "专项项目"),
        ("业务支出", "业务经费"),
        ("干部教育", "干部教育培训"),
        ("行政运行", "运行"),
    ],
)
def test_c09_other_names_and_names_that_name_nothing_are_two_things(first, second):
    assert said.of(budget(first, second), "C09") == []


def offices(*names: str):
    return {"offices": tuple(row(f"o{at}", name=name) for at, name in enumerate(names))}


@pytest.mark.parametrize(
    ("count", "names"),
    [
        ("两", ("办公室（党建办公室）", "业务科")),
        ("2", ("办公室（挂政策法规科牌子）", "业务科")),
        ("两", ("办公室", "业务科", "政策法规科（挂牌）")),
        ("两", ("办公室", "业务科", "办公室挂政策法规科牌子")),
        ("三", ("办公室、人事科", "业务科")),
        ("两", ("办公室", "业务科", "（政策法规科）")),
    ],
)
def test_c18_brackets_and_second_names_count_as_one(count, names):
    assert said.of(paper(lists=offices(*names), texts={"management": f"本单位内设{count}个科室。"}), "C18") == []


@pytest.mark.parametrize(("count", "names"), [("四", ("办公室（党建办公室）", "业务科")), ("五", ("办公室", "业务科", "监督科"))])
def test_c18_another_count_is_still_found(count, names):
    assert len(said.of(paper(lists=offices(*names), texts={"management": f"本单位内设{count}个科室。"}), "C18")) == 1


@pytest.mark.parametrize("alias", ["云水区政府服务中心", "云水区政务服务中心", "云水区政务审批中心"])
def test_c33_a_registered_name_is_no_slip(alias):
    document = named(text=f"{alias}制定了办法。")
    assert said.of(document, "C33", Context(aliases=(alias,))) == []


def test_c29_says_once_which_texts_are_copied():
    texts = {"output": LONG, "rationality": LONG + "目标合理。"}
    (found,) = said.of(paper(texts=texts), "C29", Context(last_year=paper(texts=texts)))
    assert found.places == ("narrative.rationality", "narrative.output")
    assert "整体绩效产出情况分析“本单位建立了项目库" in found.message


def test_c29_the_outlines_own_words_and_duties_are_no_copies():
    document = paper(texts={"output": LONG, "summary": LONG})
    definitions = tuple(
        each.model_copy(update={"hint": LONG})
        if each.key == "output"
        else each.model_copy(update={"label": "主要职责"})
        if each.key == "summary"
        else each
        for each in document.outline.text
    )
    document = replace(document, outline=changed(document.outline, text=definitions))
    marks = {hash_sentence(sentence): "邻区档案馆" for sentence in LONG.split("。") if sentence}
    assert said.of(document, "C29", Context(last_year=document, fingerprints=marks)) == []
