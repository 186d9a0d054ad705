"""What never stands alone on a page: a title, a heading, 总分 and signature, the verdict."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.demo import sample_reports
from reports.domain import interchange
from reports.domain.outlines import outline_loader
from reports.domain.rendering import pages, pdf
from reports.domain.rendering.page_blocks import Note, Paragraph, ReportPage, SectionPage, Signature
from reports.domain.rendering.page_breaks import close_tables
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.measuring import printed_pages

pytestmark = pytest.mark.slow("prints papers")

VERDICT = pdf.Verdict("https://jx.example.cn/verify/3F9K-27QD", "0" * 64, Decimal("92.5"), Decimal(90), "优")
FINAL = replace(builders.SUBMISSION, kind=pdf.PaperKind.FINAL, verdict=VERDICT)
CLOSING = (Paragraph("自评总分：92.5分，等次：优。"), Note("注：金额单位为万元。"), Signature(("填表人：甲", "单位负责人（签字）：")))


def print_texts(page: ReportPage, stamp: pdf.Stamp = builders.SUBMISSION) -> list[str]:
    sheets = PdfReader(BytesIO(pdf.print_pdf(page, stamp, builders.DATA))).pages
    return ["".join(sheet.extract_text().split()) for sheet in sheets]


def across(*blocks, title: str = "附表", **more) -> SectionPage:
    return replace(builders.section(1, title, *blocks), landscape=True, **more)


@pytest.mark.parametrize("contents", [False, True])
def test_a_first_section_across_the_page_has_the_title_on_its_sheet(contents):
    page = builders.report(across(builders.works(5)), builders.section(1, "二、说明", Paragraph("水")), contents=contents)
    sheets = PdfReader(BytesIO(pdf.print_pdf(page, builders.SUBMISSION, builders.DATA))).pages[2 * contents :]
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in sheets] == [True, False]
    assert all(words in texts[0] for words in ("绩效自评报告", "附表", "第1号山塘"))
    assert [f"—{at}—" in text for at, text in enumerate(texts, 1)] == [True, True]


def test_pages_are_counted_on_where_sections_lie_across_and_upright_in_turn():
    sections = (across(builders.works(3)), builders.section(1, "二、", Paragraph("水")), across(builders.works(3), title="三、"))
    texts = print_texts(builders.report(*sections))
    assert [f"—{at}—" in text for at, text in enumerate(texts, 1)] == [True] * 3


def test_a_heading_without_text_stands_above_the_section_across_the_page():
    sections = (builders.section(1, "一、附表"), replace(across(builders.works(3), title="（一）明细"), level=2))
    [text] = print_texts(builders.report(*sections))
    assert all(words in text for words in ("绩效自评报告", "一、附表", "（一）明细"))


def test_a_heading_without_text_begins_the_page_that_its_section_would_begin():
    second = replace(builders.section(2, "（一）明细", Paragraph("水")), new_page=True)
    texts = print_texts(builders.report(builders.section(1, "一、概况", Paragraph("水")), builders.section(1, "二、附表"), second))
    assert ["二、附表" in text for text in texts] == ["（一）明细" in text for text in texts] == [False, True]


def test_a_title_is_not_parted_from_a_first_section_that_begins_a_page():
    assert len(print_texts(builders.report(replace(builders.section(1, "一、概况", Paragraph("水")), new_page=True)))) == 1


@pytest.mark.parametrize("rows", range(14, 26))
def test_the_last_rows_go_with_what_closes_the_table(rows):
    texts = print_texts(builders.report(across(builders.works(rows), *CLOSING)))
    assert all(words in texts[-1] for words in (f"第{rows}号山塘", f"第{rows - 1}号山塘", "自评总分", "负责人（签字）"))


@pytest.mark.parametrize("lines", range(17, 22))
def test_a_line_of_text_goes_with_the_verdict(lines):
    texts = print_texts(builders.report(builders.section(1, "一、概况", *builders.paragraphs(*["水"] * lines))), FINAL)
    assert "水" in texts[-1]
    assert "审核结论" in texts[-1]


@pytest.mark.parametrize("filler", range(8, 20, 2))
def test_a_form_takes_the_table_above_it_along(filler):
    blocks = (*builders.paragraphs(*["水"] * filler), builders.works(3), builders.contact(), *CLOSING)
    last = print_texts(builders.report(builders.section(1, "一、概况", *blocks)))[-1]
    assert "填报单位" not in last or "第3号山塘" in last


def test_prose_below_a_table_goes_on_by_itself():
    blocks = (builders.works(3), Paragraph(builders.FUNDS))
    assert close_tables(blocks) == blocks
    assert close_tables(builders.paragraphs("水")) == builders.paragraphs("水")


@pytest.mark.parametrize("stamp", [builders.SUBMISSION, builders.DRAFT, FINAL], ids=["submission", "draft", "final"])
@pytest.mark.parametrize("planted", [False, True])
def test_no_page_of_the_demonstration_in_the_hunan_outline_has_less_than_five_lines(planted, stamp):
    district = tomllib.loads(Path(sample_reports.__file__).with_name("district.toml").read_text(encoding="utf-8"))
    [entry] = [each for each in district["department"] if each.get("outline") == "hunan-standard" and each.get("planted", False) == planted]
    raw = sample_reports.build_sample_report(entry, district, 2024)
    document = interchange.load_document(json.dumps(raw), outline_loader.load_outline("hunan-standard"))
    printed = printed_pages(pdf.print_pdf(pages.build_report_page(document), stamp, builders.DATA))
    assert min(len([line for line in lines if not line.text.startswith("—")]) for lines in printed) >= 5
