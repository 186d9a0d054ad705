"""One ruled sheet: money, goals and indicators close under one another, with labels at the side and words beside the money."""

import pytest

from reports.domain import text_import
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Mistakes, outline_loader
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Table
from tests.reports.domain.outlines.language import HERE, load_county
from tests.reports.domain.text_import.test_round_trip import printed

AMOUNTS = {
    **{f"expenditure.total.{key}": amount for key, amount in (("budget", "90"), ("adjusted", "100"), ("final", "95"))},
    **{f"expenditure.basic.{key}": amount for key, amount in (("budget", "50"), ("adjusted", "60"), ("final", "58"))},
    **{f"expenditure.project.{key}": amount for key, amount in (("budget", "40"), ("adjusted", "40"), ("final", "37"))},
}
INDICATORS = (
    ("产出指标", "数量指标", "培训期数", "机关培训", "8期", "10期", "10期", "60", "60"),
    ("产出指标", "质量指标", "合格率", "", "95%", "95%", "96%", "20", "20"),
    ("满意度指标", "满意度", "群众满意度", "", "90%", "92%", "91%", "10", "8"),
)
NAMES = ("level1", "level2", "level3", "qingping_level4", "initial", "target", "actual", "weight", "score")


@pytest.fixture
def document() -> Document:
    rows = tuple(Row(f"i{at}", make_values(values)) for at, values in enumerate(INDICATORS))
    fields = {
        "year": "2025",
        "department": "清平市林业局",
        "unit.name": "清平市林业局",
        "contact.name": "某人",
        "contact.phone": "0731-80000001",
    }
    texts = {"goal_expected": "完成造林一千亩。", "goal_reached": "已全部完成。", "qingping_money": "项目资金按进度支付。"}
    figures = {place: Figure.of(amount) for place, amount in AMOUNTS.items()}
    return Document(load_county("qingping-2025"), 2025, "清平市林业局", "", fields, texts, {"indicators": rows}, figures)


def make_values(values: tuple[str, ...]) -> dict[str, str | Figure]:
    return {name: Figure.of(text) if name in ("weight", "score") else text for name, text in zip(NAMES, values, strict=True) if text}


def test_the_parts_close_under_one_another_with_their_labels_at_the_side(document: Document) -> None:
    tables = [block for block in pages.build_section_page(document, "sheet").blocks if isinstance(block, Table)]
    assert [(table.body[0][0].text, table.body[0][0].rowspan, len(table.body), table.joined) for table in tables] == [
        ("基本情况", 3, 3, False),
        ("年度预算", 4, 4, True),
        ("年度总体目标", 2, 2, True),
        ("绩效指标", 5, 5, True),
    ]
    assert [round(sum(table.shares), 6) for table in tables] == [1, 1, 1, 1]
    assert [cell.text for cell in tables[1].body[1]] == ["支出合计", "90", "100", "95", "95%", "10", "9.5", "项目资金按进度支付。"]
    assert [cell.text for cell in tables[3].body[-1]][-2:] == ["100", "97.5"]


def test_the_sheet_reads_back_as_it_was(document: Document) -> None:
    read = text_import.read_report_text(document.outline, printed(document))
    assert (read.unplaced, read.document.statements) == ((), ())
    assert (read.document.fields, read.document.texts, read.document.figures) == (document.fields, document.texts, document.figures)
    assert [row.values for row in read.document.rows("indicators")] == [row.values for row in document.rows("indicators")]


def test_goals_that_cannot_be_told_apart_are_told(document: Document) -> None:
    text = printed(document).replace("\t已全部完成。", "\t造林一千亩\n\t已全部完成。")
    read = text_import.read_report_text(document.outline, text)
    assert "goal_reached" not in read.document.texts
    assert read.unplaced == ("完成造林一千亩。", "造林一千亩", "已全部完成。")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('beside = { total = "qingping_money" }', 'beside = { totale = "qingping_money" }', "没有行“totale”，是不是想写“total”"),
        ('beside = { total = "qingping_money" }', 'beside = { total = "indicators" }', "行旁边只能是文字（text）或栏目（field）"),
        ('beside_label = "说明"\n', "", "beside 和 beside_label（这一栏的标题）须一起写"),
        (
            'row = ["goal_expected", "goal_reached"]',
            'row = ["goal_expected", "goal_reach"]',
            "没有数据项“goal_reach”，是不是想写“goal_reached”",
        ),
        ('row = ["goal_expected", "goal_reached"]', 'text = "goal_expected"', "side（旁边的标签）只能用于 table、form、row"),
    ],
)
def test_what_does_not_fit_is_told_in_words(old: str, new: str, message: str) -> None:
    text = (HERE / "qingping-2025.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("qingping-2025", text.replace(old, new), outline_loader.find_source("daxiang-2021").vocabulary)
    assert message in str(found.value)
