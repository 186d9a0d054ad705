"""Tables on paper: heads on every page, no row split, and the absurd cell still printed in time."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.domain.rendering import pdf
from reports.domain.rendering.page_blocks import Cell, Paragraph, Table
from tests.growth import assert_linear
from tests.reports.domain.rendering import builders

pytestmark = pytest.mark.slow("prints long papers")


def pages(*blocks) -> list[str]:
    content = pdf.print_pdf(builders.report(builders.section(1, "一、明细", *blocks)), builders.DRAFT, builders.DATA)
    return [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(content)).pages]


def test_the_head_is_repeated_on_each_page_and_the_caption_is_not():
    printed = pages(builders.works(60))
    assert len(printed) > 2
    assert [page.count("项目名称") for page in printed] == [1] * len(printed)
    assert "".join(printed).count("表2") == 1


def test_no_row_is_split():
    for page in pages(builders.works(60)):
        assert page.count("号山塘清淤扩容及渠道配套工程") == page.count("第")


@pytest.mark.parametrize("lines", range(8, 17))
def test_a_short_table_is_kept_on_one_page_with_its_caption(lines):
    printed = pages(Paragraph("水" * 28 * lines), builders.expenditure())
    parts = ("表1", "单位：万元", "年初部门预算", "其中：资产")
    assert {tuple(part in page for part in parts) for page in printed} <= {(True,) * 4, (False,) * 4}


@pytest.mark.parametrize("lines", range(10, 18))
def test_heading_caption_and_first_row_of_a_long_table_stay_together(lines):
    title = builders.section(1, "一、概况", Paragraph("水" * 28 * lines))
    content = pdf.print_pdf(
        builders.report(title, builders.section(2, "（二）明细情况", builders.works(40))), builders.DRAFT, builders.DATA
    )
    printed = [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(content)).pages]
    parts = ("（二）明细情况", "表2", "第1号山塘")
    assert {tuple(part in page for part in parts) for page in printed} == {(True,) * 3, (False,) * 3}


@pytest.mark.parametrize(("piece", "times"), [("水", 20_000), ("a", 50_000), ("水\n", 300)])
def test_an_absurd_cell_is_printed_whole_and_in_linear_time(piece, times):
    printed: dict[int, bytes] = {}

    def print_cell(times: int) -> None:
        rows = (builders.row("甲", "1"), (Cell("乙"), Cell(piece * times)), builders.row("丙", "2"))
        table = Table("t", "表", "", builders.heads("项目", "说明"), rows, (0.3, 0.7))
        printed[times] = pdf.print_pdf(builders.report(builders.section(1, "一、明细", table)), builders.DRAFT, builders.DATA)

    print_cell(1)  # fonts and style sheet are loaded once
    assert_linear(print_cell, times)
    texts = [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(printed[times])).pages]
    assert "".join(texts).count(piece[0]) >= times
    assert all("说明" in text for text in texts)


def test_an_absurd_token_in_a_paragraph_is_printed_whole():
    assert "".join(pages(Paragraph("见" + "a" * 50_000 + "。"))).count("a") == 50_000
