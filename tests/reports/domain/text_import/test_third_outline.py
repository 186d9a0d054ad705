"""An outline made only of data, with a form, a list as a table and a section without a mark, is read back as well."""

from reports.domain import text_import
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from tests.reports.domain.text_import.test_round_trip import printed

OUTLINE = """
id = "form-2024"
name = "表格式自评报告提纲"
title = "{unit.name}{year}年度自评表"
field = [{ key = "year" }, { key = "department" }, { key = "unit.name" }, { key = "contact.name" }]
text = [{ key = "results" }, { key = "summary" }]
list = [{ key = "problems" }, { key = "projects", fields = ["name", "final", "use"] }]
grid = [{ key = "expenditure", rows = ["total", "basic", "project"], columns = ["last_final", "final", "share"] }]
section = [
  { key = "basics", level = 1, heading = "基本情况", show = [
    { form = ["unit.name", "contact.name", "problems", "expenditure.total.final"] },
  ] },
  { key = "money", level = 1, heading = "支出情况", show = [
    { table = "expenditure", caption = "{year}年支出表" },
    { text = "results" },
  ] },
  { key = "projects", level = 1, heading = "项目情况", show = [{ text = "summary" }] },
  { key = "lines", level = 2, number = "-", show = [{ table = "projects" }] },
]
"""


def test_a_form_report_reads_back_as_it_was():
    outline = outline_loader.parse_outline_text("form-2024", OUTLINE, outline_loader.find_source("daxiang-2021").vocabulary)
    text = printed(text_import.read_report_text(outline, PAPER).document)
    assert text.split() == PAPER.split()
    assert text_import.read_report_text(outline, text).unplaced == ()


PAPER = """档案馆2024年度自评表
一、基本情况
\t单位名称
\t档案馆
\t填表人
\t某人
\t存在的主要问题
\t1. 人手不足
\t2. 库房偏小
\t支出合计（决算数）
\t300
二、支出情况
\t2024年支出表
\t单位：万元
\t
\t2023年决算数
\t决算数
\t占比
\t支出合计
\t280
\t300
\t100%
\t基本支出
\t200
\t210
\t70%
\t项目支出
\t80
\t90
\t30%
支出平稳。
三、项目情况
两个项目。
单位：万元
\t项目名称
\t决算数
\t主要用途
\t库房
\t60
\t恒温
\t扫描
\t30
\t著录
"""


def test_forms_tables_and_unmarked_sections_are_placed():
    outline = outline_loader.parse_outline_text("form-2024", OUTLINE, outline_loader.find_source("daxiang-2021").vocabulary)
    found = text_import.read_report_text(outline, PAPER)
    document = found.document
    assert (found.unplaced, found.missing, document.statements) == ((), (), ())
    assert (document.year, document.fields["contact.name"], document.text("summary")) == (2024, "某人", "两个项目。")
    assert [row.text("text") for row in document.rows("problems")] == ["人手不足", "库房偏小"]
    assert document.rows("projects")[1] == Row(document.rows("projects")[1].key, {"name": "扫描", "final": Figure.of(30), "use": "著录"})
    assert document.figure("expenditure.project.last_final") == Figure.of(80)
