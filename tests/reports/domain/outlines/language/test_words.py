"""A preamble, papers with their 文号, a stated count beside a list, rise and fall in one wording, items of several lines."""

from dataclasses import replace

import pytest

from reports.domain import checks, text_import
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Mistakes, outline_loader
from reports.domain.rendering import pages
from tests.reports.domain.outlines.language import HERE, load_county
from tests.reports.domain.text_import.test_round_trip import printed

AMOUNTS = {
    "expenditure.total.last_final": "100",
    "expenditure.total.final": "90",
    "expenditure.basic.last_final": "60",
    "expenditure.basic.final": "65.5",
    "expenditure.project.last_final": "40",
    "expenditure.project.final": "24.5",
}


@pytest.fixture
def document() -> Document:
    projects = (
        Row("p1", {"name": "河道清淤", "final": Figure.of(20), "use": "清淤三公里\n护坡两处", "organisation": "公开招标"}),
        Row("p2", {"name": "水质监测", "final": Figure.of("4.5"), "use": "购置监测设备"}),
    )
    papers = (
        Row("d1", {"name": "松口县预算绩效管理办法", "number": "松财绩〔2025〕7号"}),
        Row("d2", {"name": "关于开展自评的通知", "number": "松财〔2026〕3号"}),
    )
    offices = tuple(Row(f"o{at}", {"name": name}) for at, name in enumerate(("办公室", "水政股", "规划股")))
    lists = {"projects": projects, "songkou_papers": papers, "offices": offices}
    figures = {place: Figure.of(amount) for place, amount in AMOUNTS.items()}
    fields = {"year": "2025", "department": "松口县水利局", "unit.name": "松口县水利局", "songkou_offices": "16"}
    texts = {
        "songkou_preamble": "根据县财政局的要求，现将自评情况报告如下。",
        "songkou_meeting": "经局务会研究。",
        "songkou_contract": "合同由法律顾问审核。",
    }
    return Document(load_county("songkou-2025"), 2025, "松口县水利局", "", fields, texts, lists, figures)


def test_every_construct_is_printed(document: Document) -> None:
    lines = printed(document).splitlines()
    assert lines[1] == "根据县财政局的要求，现将自评情况报告如下。"
    assert "本次自评依据《松口县预算绩效管理办法》（松财绩〔2025〕7号）、《关于开展自评的通知》（松财〔2026〕3号）。" in lines
    assert "本单位内设机构16个：办公室、水政股、规划股等。" in lines
    sentence = (
        "2025年支出90万元，比上年减少10万元，下降10%，其中：基本支出65.5万元，比上年增加5.5万元；项目支出24.5万元，比上年减少15.5万元。"
    )
    assert sentence in lines
    assert lines[-8:] == [
        *("（一）河道清淤。", "项目支出20万元。", "主要用途：清淤三公里", "护坡两处", "组织实施：公开招标"),
        *("（二）水质监测。", "项目支出4.5万元。", "主要用途：购置监测设备"),
    ]


def test_headings_go_four_levels_down(document: Document) -> None:
    titles = [section.title for section in pages.build_report_page(document).sections if section.title]
    assert titles[2:] == ["三、项目情况", "（一）项目安排", "1、立项依据", "（1）集体决策", "（2）合同管理", "（二）各项目情况"]


def test_the_paper_reads_back_as_it_was(document: Document) -> None:
    read = text_import.read_report_text(document.outline, printed(document))
    assert (read.unplaced, read.document.statements, [read.quote(one) for one in read.doubts]) == ((), (), [])
    assert (read.document.fields, read.document.texts, read.document.figures) == (document.fields, document.texts, document.figures)
    for key, rows in document.lists.items():
        assert [row.values for row in read.document.rows(key)] == [row.values for row in rows]


def test_a_paper_of_the_other_direction_reads_as_its_sign(document: Document) -> None:
    text = printed(document).replace("比上年减少10万元，下降10%", "比上年增加了10万元，增长10%")
    stated = text_import.read_report_text(document.outline, text).document.statements
    assert [(one.place, one.stated, one.found) for one in stated] == [
        ("expenditure.total.change", "增加了10", "-10"),
        ("expenditure.total.growth", "增长10%", "-10"),
    ]


def test_a_line_that_follows_no_pattern_goes_on_with_the_one_before_or_is_told(document: Document) -> None:
    text = printed(document).replace("项目支出20万元。", "项目支出情况良好。")
    read = text_import.read_report_text(document.outline, text)
    assert read.document.rows("projects")[0].values["name"] == "河道清淤。项目支出情况良好"
    assert ["接在了前一行的后面" in one.reason for one in read.doubts] == [True]


def test_a_count_smaller_than_its_list_is_told(document: Document) -> None:
    less = replace(document, fields={**document.fields, "songkou_offices": "2"})
    assert [finding.message for finding in checks.run(less)] == ["内设机构数 2，应不小于 3，差 −1 个"]
    assert checks.run(document) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"项目支出{final}万元。"', '"项目支出{finale}万元。"', "“finale”不存在，是不是想写“final”"),
        ('number = "（一）"\nlines', 'number = "（一）"\nend = "。"\nlines', "句末标点写在 lines 里"),
        ('list = "projects"\nnumber = "（一）"', 'text = "songkou_preamble"', "lines（一项的各行）只能用于 list"),
        ("{expenditure.total.change|change}", "{expenditure.total.change|rise}", "格式“rise”不存在，可用的有：count、cn"),
    ],
)
def test_what_does_not_fit_is_told_in_words(old: str, new: str, message: str) -> None:
    text = (HERE / "songkou-2025.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("songkou-2025", text.replace(old, new), outline_loader.find_source("daxiang-2021").vocabulary)
    assert message in str(found.value)
