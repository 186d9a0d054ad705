"""What was once read wrong in silence is read right, or the doubt is said: one test for each case that was seen."""

import pytest

from reports.domain import text_import
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.text_import import PieceKind
from tests.reports.domain.text_import.papers import ARCHIVE, LIBRARY

VOCABULARY = outline_loader.find_source("daxiang-2021").vocabulary
DAXIANG, TIANXIN = outline_loader.load_outline("daxiang-2021"), outline_loader.load_outline("tianxin-2018")
SMALL = """
id = "small-2025"
name = "小提纲"
title = "{unit.name}{year}年度绩效自评报告"
field = [{ key = "year" }, { key = "department" }, { key = "unit.name" }]
text = [{ key = "summary" }]
list = [{ key = "offices" }, { key = "leaders" }, { key = "problems" }]
grid = [{ key = "expenditure", rows = ["total", "basic", "project"], columns = ["last_final", "final"] }]
section = [
  { key = "preamble", level = 1, number = "-", show = [{ text = "summary" }] },
  { key = "basics", level = 1, heading = "机构设置情况", also = ["机构和人员"], show = [
    { sentence = "内设机构：{names}。", parts = { names = { each = "offices", item = "{name}", join = "、" } } },
    { sentence = "人员编制{posts}。", parts = { posts = { each = "leaders", item = "{post}{count}名", join = "、" } } },
  ] },
  { key = "money", level = 1, heading = "支出情况", show = [
    { wordings = [
      "{year}年支出合计{expenditure.total.final}万元，较上年增长{expenditure.project.final}万元。",
      "全年共支出{expenditure.total.final}万元[，其中基本支出{expenditure.basic.final}万元]。",
    ] },
  ] },
  { key = "problems", level = 1, heading = "存在问题", show = [
    { sentence = "主要问题：{problems}。", parts = { problems = { each = "problems", join = "，" } } },
  ] },
]
"""
OUTLINE = outline_loader.parse_outline_text("small-2025", SMALL, VOCABULARY)
PAPER = """某馆2025年度绩效自评报告
一、机构设置情况
内设机构：办公室、业务股。
人员编制行政编12名、事业编20名。
二、支出情况
2025年支出合计300万元，较上年增长12万元。
三、存在问题
主要问题：进度偏慢。
"""


def read(old="", new="", text=PAPER):
    assert old in text
    return text_import.read_report_text(OUTLINE, text.replace(old, new))


def rows(found, key):
    return [tuple(str(value) for value in row.values.values()) for row in found.document.rows(key)]


def reasons(found):
    return [(found.quote(piece), piece.reason) for piece in found.doubts]


def test_the_paper_itself_is_read_completely():
    found = read()
    assert (found.is_complete, found.doubts, found.unplaced, found.missing) == (True, (), (), ())


def test_every_character_is_in_one_piece():
    for outline, text in ((OUTLINE, PAPER), (TIANXIN, ARCHIVE), (DAXIANG, LIBRARY), (DAXIANG, f"\ufeff \n{LIBRARY}\n\n 另页")):
        found = text_import.read_report_text(outline, text)
        assert "".join(text[piece.start : piece.end] for piece in found.pieces) == text
        assert sum(piece.length for piece in found.pieces) == len(text)
        assert [text[piece.start : piece.end].strip() for piece in found.pieces if piece.kind is PieceKind.UNPLACED] == [
            words.rpartition("：")[2] if "（部门决算数" in words else words for words in found.unplaced
        ]


@pytest.mark.parametrize("words", ["行政编12名、事业编20个", "行政编12人，事业编20位", "行政编12名；事业编20名"])
def test_measure_words_and_separators_may_differ(words):
    found = read("行政编12名、事业编20名", words)
    assert (rows(found, "leaders"), found.doubts) == ([("行政编", "12"), ("事业编", "20")], ())


def test_a_name_that_holds_a_figure_with_a_unit_is_doubtful():
    found = read("行政编12名、事业编20名", "行政编12台、事业编20名")
    assert rows(found, "leaders") == [("行政编12台、事业编", "20")]
    assert reasons(found) == [("行政编12台、事业编20", "名称中有带单位的数字，可能是两项并成了一项")]


@pytest.mark.parametrize("words", ["办公室（含机要室、档案室）、业务股", "办公室“一厅、一室”、业务股"])
def test_brackets_and_quotation_marks_are_not_split(words):
    found = read("办公室、业务股", words)
    assert (rows(found, "offices"), found.doubts) == ([(words.removesuffix("、业务股"),), ("业务股",)], ())


def test_a_bracket_that_does_not_close_is_doubtful():
    assert reasons(read("办公室、业务股", "办公室（含机要室、业务股"))[0][1] == "括号或引号不成对，从哪里断开不能确定"


def test_a_joining_mark_inside_an_item_is_doubtful():
    found = read("进度偏慢", "按月通报进度，督促及时结算")
    assert [quote for quote, _ in reasons(found)] == ["按月通报进度", "督促及时结算"]
    assert "也可能是句中的标点" in reasons(found)[0][1]


def test_the_year_of_the_title_wins_and_the_sentence_becomes_a_statement():
    found = read("2025年支出合计", "2024年支出合计")
    assert found.document.year == 2025
    assert [(one.place, one.stated, one.found) for one in found.document.statements] == [("year", "2024", "2025")]


def test_the_unit_of_the_title_wins():
    found = text_import.read_report_text(DAXIANG, LIBRARY.replace("望溪区图书馆单位内设", "望溪区文化馆单位内设"))
    assert found.document.department == "望溪区图书馆"
    assert ("unit.name", "望溪区文化馆") in [(one.place, one.stated) for one in found.document.statements]


def test_what_stands_before_the_first_heading_is_a_section_like_others():
    found = read("一、机构", "按照要求开展自评，现报告如下。\n一、机构")
    assert (found.document.text("summary"), found.is_complete) == ("按照要求开展自评，现报告如下。", True)


def test_a_name_that_a_page_has_cut_is_joined():
    found = read("办公室、业务股", "办公室、政治部干\n部处、业务股")
    assert (rows(found, "offices"), found.is_complete) == ([("办公室",), ("政治部干部处",), ("业务股",)], True)


def test_fixed_words_and_headings_that_a_page_has_cut_are_known():
    text = ARCHIVE.replace("调整预算数及决算数差异成因分析", "调整预算及决\n算数差异成因分析").replace(
        "我单位主要职责是", "我单位主\n要职责是"
    )
    assert text_import.read_report_text(TIANXIN, text).document.lists == text_import.read_report_text(TIANXIN, ARCHIVE).document.lists


@pytest.mark.parametrize("dash", ["-", "—", "－"])
def test_a_dash_before_a_number_may_be_no_minus(dash):
    found = read("支出合计300万元", f"支出合计{dash}300万元")
    said = found.document.figures.get("expenditure.total.final", Figure.of(300))
    assert said == Figure.of(300) or "expenditure.total.final" in {piece.place for piece in found.doubts}
    assert not found.is_complete


@pytest.mark.parametrize("word", ["超过", "不足", "突破", "仅", "—"])
def test_a_name_that_ends_as_a_sentence_goes_on_is_doubtful(word):
    found = read("行政编12名", f"行政编{word}12名")
    assert not found.is_complete
    assert all(piece.place.startswith("leaders.") for piece in found.doubts)


def test_an_item_with_an_amount_that_is_not_exact_is_doubtful():
    text = ARCHIVE.replace("档案数字化29.5万元", "档案数字化29余万元")
    found = text_import.read_report_text(TIANXIN, text)
    assert any(piece.place.startswith("projects.") or "29余万元" in found.quote(piece) for piece in found.doubts) or any(
        "29余万元" in words for words in found.unplaced
    )


def test_a_heading_in_another_style_is_not_swallowed_by_the_text_above_it():
    found = text_import.read_report_text(TIANXIN, ARCHIVE.replace("（二）、整体绩效产出情况分析", "二、产出情况"))
    assert "产出情况" not in found.document.text("rationality")
    assert any("二、产出情况" in words for words in found.unplaced)


def test_a_number_that_a_page_has_cut_is_doubtful():
    found = read("300万元", "3\n00万元")
    assert found.document.figure("expenditure.total.final") == Figure.of(300)
    assert [piece.place for piece in found.doubts] == ["expenditure.total.final"]


def test_a_reworded_clause_leaves_the_others_recognisable_and_doubtful():
    kinds = LIBRARY.replace("2023年度收入合计200万元，其中：", "2023年度收入合计200万元，较上年持平，其中：")
    found = text_import.read_report_text(DAXIANG, kinds)
    whole = text_import.read_report_text(DAXIANG, LIBRARY)
    assert found.document.figures == whole.document.figures
    assert {piece.place for piece in found.doubts} >= {"income.total.final", "income.fiscal.final", "income.other.final"}
    assert "较上年持平" in found.unplaced


def test_a_heading_in_like_words_is_doubtful_and_the_outline_can_make_it_sure():
    found = read("机构设置情况", "机构设置及人员情况")
    assert rows(found, "offices") == [("办公室",), ("业务股",)]
    assert reasons(found) == [("一、机构设置及人员情况", "标题与提纲的“机构设置情况”不同，按相近认作这一节")]
    assert read("机构设置情况", "机构和人员").is_complete


def test_below_a_heading_that_is_not_the_outlines_nothing_is_guessed():
    found = read("二、支出情况", "二、其他事宜说明")
    assert found.missing == ("money",)
    assert found.unplaced == ("二、其他事宜说明", "2025年支出合计300万元，较上年增长12万元。")


def test_a_fall_where_the_outline_says_a_rise_turns_the_sign():
    assert read("增长", "下降").document.figure("expenditure.project.final") == Figure.of(-12)
    assert read("增长", "增加").document.figure("expenditure.project.final") == Figure.of(12)


@pytest.mark.parametrize("words", ["全年共支出300万元。", "全年共支出300万元，其中基本支出200万元。"])
def test_any_wording_of_the_outline_is_read_and_the_first_is_printed(words):
    found = read("2025年支出合计300万元，较上年增长12万元。", words)
    assert (found.document.figure("expenditure.total.final"), found.is_complete) == (Figure.of(300), True)
    assert OUTLINE.sections["money"].show[0].sentence.startswith("{year}年支出合计")


@pytest.mark.parametrize("written", ["300万元", "3,000,000元", "0.03亿元", "3000千元", "３００万元", "300.00万元", "300 万元"])
def test_units_and_digits_are_one_value(written):
    found = read("300万元", written)
    assert (found.document.figure("expenditure.total.final"), found.is_complete) == (Figure.of(300), True)


@pytest.mark.parametrize("written", ["占百分之75", "占75％", "占百分之七十五", "占７５%"])
def test_per_cent_is_one_value(written):
    found = text_import.read_report_text(DAXIANG, LIBRARY.replace("150万元，占75%", f"150万元，{written}"))
    assert [one.place for one in found.document.statements] == ["income.institution.final", "year"]


def test_a_table_in_another_unit_is_converted():
    text = ARCHIVE.replace("单位：万元", "单位：元").replace("\t12\n\t\n\t12\n", "\t120000\n\t\n\t120000\n")
    assert text_import.read_report_text(TIANXIN, text).document.figure("expenditure.project.assets") == Figure.of(12)


def test_a_row_with_a_missing_cell_is_doubtful():
    found = text_import.read_report_text(TIANXIN, ARCHIVE.replace("\t0\n\t2.8\n\t0.6\n\t3.4\n", "\t2.8\n\t0.6\n\t3.4\n"))
    assert {piece.place for piece in found.doubts if piece.place.startswith("three")} == {
        f"three_public.{row}.final" for row in ("abroad", "vehicle", "reception")
    }


def test_a_title_in_other_words_gives_its_year_with_a_doubt():
    found = read("某馆2025年度绩效自评报告", "某馆关于2025年工作的报告")
    assert (found.document.year, [piece.place for piece in found.doubts]) == (2025, ["year"])
