"""A table across the page in the PDF: 40 rows over several sheets on their side, heads repeated, no row split."""

from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from reports.domain.document import Document
from reports.domain.rendering import pages, pdf
from reports.domain.shapes import Preset
from tests.reports.domain.rendering import builders
from tests.reports.domain.scoring.papers import paper

pytestmark = pytest.mark.slow("prints papers")

ROWS = 40


def widened(report: Document) -> Document:
    """The same report with a 指标评分表 of 40 rows."""
    outline = report.outline
    scoring = outline.lists["scoring"]
    presets = scoring.preset
    more = tuple(
        Preset(key=f"more{at}", rule="thrift", values={**presets[-1].values, "level3": f"补充指标第{at}项"})
        for at in range(ROWS - len(presets))
    )
    listing = scoring.model_copy(update={"preset": presets + more})
    lists = tuple(listing if one.key == "scoring" else one for one in outline.listing)
    changed = outline.model_copy(update={"listing": lists})
    for cached in ("lists", "rules"):
        changed.__dict__.pop(cached, None)
    return Document(
        outline=changed, year=report.year, department=report.department, fields=report.fields, lists=report.lists, figures=report.figures
    )


@pytest.fixture(scope="module")
def sheets() -> list[PageObject]:
    report = widened(paper())
    data = pdf.print_pdf(pages.build_report_page(report), builders.SUBMISSION, builders.DATA)
    return list(PdfReader(BytesIO(data)).pages)


def lying(sheets: list[PageObject]) -> list[PageObject]:
    return [sheet for sheet in sheets if sheet.mediabox.width > sheet.mediabox.height]


def text(sheet: PageObject) -> str:
    return "".join(sheet.extract_text().split())


def test_the_sheets_of_the_table_lie_on_their_side_and_are_the_last(sheets):
    assert 4 <= len(lying(sheets)) < ROWS / 4
    assert sheets[-len(lying(sheets)) :] == lying(sheets)


def test_the_heads_stand_on_every_sheet(sheets):
    with_rows = [sheet for sheet in lying(sheets) if "自评总分" not in text(sheet) or "三级指标" in text(sheet)]
    assert all("评分标准" in text(sheet) and "计算过程" in text(sheet) for sheet in with_rows)


def test_every_row_stands_on_one_sheet(sheets):
    for at in range(ROWS - 25):
        assert sum(f"补充指标第{at}项" in text(sheet) for sheet in lying(sheets)) == 1


def test_the_first_level_is_said_again_on_every_sheet(sheets):
    assert all("产出及" in text(sheet) for sheet in lying(sheets)[-3:-1])


def test_the_number_of_the_paper_stands_on_the_last_sheet_only(sheets):
    assert [at for at, sheet in enumerate(sheets) if "编号：" in text(sheet)] == [len(sheets) - 1]


def test_every_sheet_has_its_number(sheets):
    assert all(f"—{at}—" in text(sheet) for at, sheet in enumerate(lying(sheets), len(sheets) - len(lying(sheets)) + 1))
