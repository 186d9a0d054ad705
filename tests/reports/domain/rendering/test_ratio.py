"""得分系数: a column of a list that is computed from its row, where an outline asks for it."""

import pytest

from reports.domain import interchange
from reports.domain.document import Document
from reports.domain.outlines import Mistakes, Outline, outline_loader
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Table
from tests.reports.domain.scoring.papers import paper

SOURCE = outline_loader.find_source("hunan-standard")
INDICATORS = '"actual", "weight", "score", "reason"]'
WIDTHS = "widths = [0.07, 0.08, 0.18, 0.06, 0.1, 0.08, 0.1, 0.07, 0.07, 0.19]"


def asking(fields: str = '"actual", "weight", "score", "ratio", "reason"]') -> Outline:
    """The 自评表 with one column more."""
    text = SOURCE.text.replace(INDICATORS, fields, 1).replace(WIDTHS, "", 1)
    return outline_loader.parse_outline_text("hunan-standard", text, SOURCE.vocabulary)


@pytest.fixture(scope="module")
def report() -> Document:
    return interchange.load_document(interchange.dump_document(paper()), asking())


def column(document: Document, label: str) -> list[str]:
    [table] = [
        block
        for block in pages.build_section_page(document, "self_rating").blocks
        if isinstance(block, Table) and block.caption == "绩效指标"
    ]
    at = [cell.text for cell in table.head[0]].index(label) - len(table.head[0])
    return [row[at].text for row in table.body]


def test_the_ratio_is_score_by_weight_with_two_decimals(report):
    assert column(report, "得分")[1:3] == ["7.5", "10"]
    assert column(report, "得分系数")[:3] == ["1.00", "0.94", "1.00"]


def test_it_is_not_added_up(report):
    assert column(report, "得分系数")[-1] == ""


@pytest.mark.parametrize("formula", ["", ', formula = "score / weight * 100"'])
def test_with_the_unit_of_per_cent_it_is_one_of_a_hundred(formula):
    per_cent = asking(f'"actual", "weight", "score", {{ key = "ratio", unit = "%"{formula} }}, "reason"]')
    report = interchange.load_document(interchange.dump_document(paper()), per_cent)
    assert column(report, "得分系数")[:3] == ["100.00%", "93.75%", "100.00%"]


def test_it_is_never_stored(report):
    assert '"ratio"' not in interchange.dump_document(report)


def test_where_the_outline_does_not_ask_it_is_not_printed():
    with pytest.raises(ValueError, match="得分系数"):
        column(paper(), "得分系数")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('{ key = "ratio", formula = "score / wieght" }', "“score / wieght”中的“wieght”不存在，是不是想写“weight”？"),
        ('{ key = "ratio", computed = false }', '“得分系数”有公式，须写 kind = "number" 和 computed = true'),
    ],
)
def test_a_mistake_in_the_column_is_told(field, message):
    with pytest.raises(Mistakes) as found:
        asking(f'"actual", "weight", "score", {field}, "reason"]')
    assert [mistake.message for mistake in found.value.mistakes] == [message]
