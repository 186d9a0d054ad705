"""Two invented papers with slips: what is placed, what is not, and what contradicts."""

import pytest

from reports.domain import text_import
from reports.domain.document import Statement
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.text_import import Unreadable
from tests.growth import assert_linear
from tests.reports.domain.text_import.papers import ARCHIVE, LIBRARY

TIANXIN, DAXIANG = outline_loader.load_outline("tianxin-2018"), outline_loader.load_outline("daxiang-2021")


@pytest.fixture(scope="module")
def archive():
    return text_import.read_report_text(TIANXIN, ARCHIVE)


@pytest.fixture(scope="module")
def library():
    return text_import.read_report_text(DAXIANG, LIBRARY)


def rows(found, key):
    return [{name: str(value) for name, value in row.values.items()} for row in found.document.rows(key)]


def test_what_no_block_takes_is_reported_in_the_order_of_the_text(archive, library):
    assert archive.unplaced == ("本页另附照片两张。", "整体支出情况（部门决算数，政府专项）：约五万")
    assert library.unplaced == ("附件：无关的一页说明",)


def test_debris_is_stated_where_it_stands(archive):
    assert [(one.place, one.stated, one.found) for one in archive.document.statements if one.is_debris] == [
        ("section.basics", "[bookmark: _GoBack]", "")
    ]


def test_counts_amounts_and_words_that_contradict_become_statements(archive):
    scale = "2023年度我单位整体支出合计300万元，其中基本支出210.5万元，项目支出89万元。"
    why = "2023年度我单位项目支出年初预算数为90万元，调整预算数为89.5万元，决算数为89.5万元，因部分设备推迟到货。"
    assert tuple(statement for statement in archive.document.statements if not statement.is_debris) == (
        Statement("table.offices", "六", "五", "内设六个科室，分别是办公室、收集科、保管科、利用科、信息科。"),
        Statement("expenditure.project.final", "89", "89.5", scale),
        Statement("expenditure.project.budget", "90", "89.5", why),
        Statement("expenditure.project.budget", "因部分设备推迟到货", "预决算数没有差异", why),
    )


def test_shares_and_years_that_contradict_become_statements(library):
    assert library.document.statements == (
        Statement("income.institution.final", "15.5%", "15%", "事业收入30万元，占15.5%"),
        Statement("year", "2022", "2023", "2022年度支出合计198.20万元，其中：基本支出120万元，占60.54%；"),
    )


def test_the_cell_of_a_table_is_the_home_of_its_figure(archive):
    assert archive.document.figure("expenditure.project.final") == Figure.of("89.5")
    assert archive.document.figure("expenditure.project.budget") == Figure.of("89.5")
    assert archive.document.figure("expenditure.special.final").is_blank


def test_every_item_is_a_row(archive, library):
    assert rows(archive, "leaders") == [{"post": "馆长", "count": "1"}, {"post": "副馆长", "count": "2"}]
    assert rows(archive, "functions") == [{"name": "文化、档案支出", "amount": "280"}, {"name": "社会保障支出", "amount": "20"}]
    assert rows(archive, "key_tasks") == [{"text": "接收到期档案1200卷"}, {"text": "完成库房改造。\n改造后温湿度全年达标"}]
    assert rows(archive, "projects")[1] == {
        "name": "档案数字化",
        "final": "29.5",
        "use": "扫描著录",
        "organisation": "由信息科组织实施",
    }
    assert rows(library, "duties") == [{"text": "提供借阅服务"}, {"text": "开展阅读推广。承办读书节"}]
    assert rows(library, "key_tasks") == [{"text": "接待读者12万人次。流通图书30万册次"}, {"text": "举办讲座24场"}]


def test_prose_keeps_its_paragraphs(archive):
    assert archive.document.text("management") == "专款专用，逐笔审批。\n第二段也是管理情况。"


def test_a_title_on_two_lines_gives_the_city_because_the_unit_is_known(library):
    assert library.document.fields == {
        "year": "2023",
        "city": "江城市",
        "unit.name": "望溪区图书馆",
        "department": "望溪区图书馆",
    }
    assert library.document.title == "2023年江城市望溪区图书馆部门整体支出绩效评价报告"


def test_a_sentence_in_the_departments_own_words_keeps_its_figures_bound(library):
    wording = "{year}年度本馆纳入绩效目标的金额为{expenditure.total.goal}万元，其中：{kinds}，全部公开。"
    assert library.document.wordings == {"goal_wording": wording}
    assert library.document.figure("expenditure.project.goal") == Figure.of(78)


def test_the_same_text_gives_the_same_report_twice(archive):
    assert text_import.read_report_text(TIANXIN, ARCHIVE) == archive


def test_lines_before_the_first_heading_that_are_no_title_are_reported():
    assert text_import.read_report_text(DAXIANG, f"某县人民政府\n{LIBRARY}").unplaced[0] == "某县人民政府"


def test_a_contents_page_is_not_taken_for_the_report():
    contents = "一、部门简介\n二、财务收支情况说明\n三、预算绩效情况\n四、绩效完成情况\n"
    title, _, body = LIBRARY.partition("一、部门简介")
    found = text_import.read_report_text(DAXIANG, f"{title}{contents}一、部门简介{body}")
    assert found.document == text_import.read_report_text(DAXIANG, LIBRARY).document
    assert found.unplaced[:4] == tuple(contents.split())


def test_a_heading_that_the_text_lacks_is_named(library):
    assert library.missing == ()
    assert text_import.read_report_text(DAXIANG, LIBRARY.replace("（二）存在问题\n新书采购偏慢。\n", "")).missing == ("problems",)


def test_a_hint_that_is_not_the_outlines_is_reported():
    text = ARCHIVE.replace("（部门整体支出绩效目标设定情况）", "（目标）")
    assert "（目标）" in text_import.read_report_text(TIANXIN, text).unplaced


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n\t\n", "没有内容"),
        ("一封与报告无关的信。", "没有找到提纲"),
        ("部门简介\n存在问题\n人手不足。", "没有找到年度"),
    ],
)
def test_a_text_that_is_no_such_report_is_refused_with_a_reason(text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        text_import.read_report_text(DAXIANG, text)


def test_a_paragraph_of_a_hundred_thousand_letters_is_refused_in_linear_time():
    def read_paragraph(letters: int) -> None:
        found = text_import.read_report_text(TIANXIN, f"一、部门概况\n1、部门基本情况\n{'为' * letters}\n（一）2023年度整体支出情况")
        assert [len(passage) for passage in found.unplaced] == [letters]

    assert_linear(read_paragraph, 100_000)
