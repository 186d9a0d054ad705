"""What the PDF says and carries."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.domain.rendering import pdf
from reports.domain.rendering.print_limits import TooLarge
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.measuring import printed_pages, text

pytestmark = pytest.mark.slow("prints papers")

AGAIN = """
import sys, django
django.setup()
from reports.domain.rendering import pdf
from tests.reports.domain.rendering import builders
sys.stdout.buffer.write(pdf.print_pdf(builders.full_report(), builders.SUBMISSION, builders.DATA))
"""


def squeeze(value: str) -> str:
    return "".join(value.split())


def test_the_same_report_gives_the_same_bytes(submission):
    assert pdf.print_pdf(builders.full_report(), builders.SUBMISSION, builders.DATA) == submission


def test_another_process_gives_the_same_bytes(submission):
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    again = subprocess.run([sys.executable, "-c", AGAIN], env=environment, capture_output=True, check=True)
    assert again.stdout == submission


def test_another_moment_gives_another_file(submission):
    later = replace(builders.SUBMISSION, moment=builders.MOMENT + timedelta(seconds=1))
    assert pdf.print_pdf(builders.full_report(), later, builders.DATA) != submission


def test_every_font_is_ours_embedded_and_cut_down(reader):
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert {descriptor["/FontName"].split("+")[1].split("-")[0] for descriptor in descriptors} == {"GW"}
    assert all("+" in descriptor["/FontName"] and "/FontFile2" in descriptor for descriptor in descriptors)


def test_the_text_can_be_read_back_in_order(submission):
    printed = squeeze(text(submission))
    body = printed[printed.find("部门整体支出绩效自评报告") :]
    first = [builders.DUTY, builders.WORK, "（二）内设机构设置。我局内设", "表1", "2540.18"]
    places = [body.find(squeeze(part)) for part in (*first, "表2", "1、项目资金管理情况", "四、存在的主要问题")]
    assert -1 not in places
    assert places == sorted(places)


def test_a_hint_stands_behind_its_heading(submission):
    assert "（一）部门基本情况（包括在职人员、内设机构和主要职责）" in squeeze(text(submission))


def test_bookmarks_are_the_headings_without_their_hints(reader):
    def titles(outline):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    assert titles(reader.outline)[:4] == [
        "一、部门概况",
        ["（一）部门基本情况"],
        "二、部门整体支出管理及使用情况",
        ["（一）2024年度整体支出情况", "（二）项目支出情况", ["1、项目资金管理情况", "2、项目组织实施情况"]],
    ]


def test_the_contents_page_names_the_page_of_each_heading(submission):
    reader = PdfReader(BytesIO(submission))
    pages = [squeeze(page.extract_text()) for page in reader.pages]
    for heading in ("（二）项目支出情况", "三、部门整体支出绩效情况", "四、存在的主要问题及改进措施"):
        [page] = [number for number, page in enumerate(pages[2:], 1) if heading in page]
        assert f"{heading}{'…'}" in pages[0]
        assert pages[0].split(heading)[1].lstrip("…").startswith(str(page))
    assert pages[0].endswith("I")


def test_without_contents_the_report_begins_on_page_one():
    reader = PdfReader(BytesIO(pdf.print_pdf(builders.full_report(contents=False), builders.SUBMISSION, builders.DATA)))
    assert "目录" not in squeeze(reader.pages[0].extract_text())
    assert "—1—" in squeeze(reader.pages[0].extract_text())


def test_metadata_names_title_author_keywords_and_dates(reader):
    assert reader.metadata.title == "云溪县水利局（2024年度）部门整体支出绩效自评报告"
    assert reader.metadata.author == "云溪县水利局"
    assert reader.metadata["/Keywords"] == "部门整体支出, 绩效自评, 2024"
    assert reader.metadata.creation_date == reader.metadata.modification_date == builders.MOMENT


def test_the_file_is_tagged_and_written_in_chinese(reader):
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "zh-CN"
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in catalog["/Metadata"].get_data()


def test_the_data_of_the_report_is_attached(reader):
    files = reader.trailer["/Root"]["/AF"]
    assert {file.get_object()["/AFRelationship"] for file in files} == {"/Data"}
    assert reader.attachments == {"report.json": [builders.DATA]}


def test_a_draft_says_so_once_on_every_page_and_has_no_number(draft):
    pages = text(draft).split("\f")[:-1]
    assert [page.count("草稿") for page in pages] == [1] * len(pages)
    assert "编号" not in text(draft)


def test_the_draft_mark_leaves_the_text_whole(draft, submission):
    stamp = f"编号：{builders.SUBMISSION.number}校验码：{builders.SUBMISSION.short_hash}"
    assert sorted(squeeze(text(draft)).replace("草稿", "")) == sorted(squeeze(text(submission)).replace(stamp, ""))
    assert all(squeeze(paragraph) in squeeze(text(draft)) for paragraph in (builders.DUTY, builders.FUNDS))


def test_a_submission_is_clean_and_carries_number_and_hash_at_the_foot_of_its_last_page(submission):
    *pages, last = [squeeze(page) for page in text(submission).split("\f")[:-1]]
    assert "草稿" not in "".join(pages) + last
    assert builders.SUBMISSION.number not in "".join(pages)
    assert f"编号：{builders.SUBMISSION.number}校验码：{builders.SUBMISSION.short_hash}" in last


def test_a_full_last_page_still_carries_the_number():
    page = builders.report(builders.section(1, "一、概况", *builders.paragraphs("水" * (28 * (16 + 22) - 2))))
    pages = printed_pages(pdf.print_pdf(page, builders.SUBMISSION, builders.DATA))
    assert [len(lines) for lines in pages] == [2 + 1 + 16 + 1, 22 + 1]
    assert builders.SUBMISSION.number in pages[-1][-1].text


def test_a_report_beyond_any_real_one_is_refused_in_words():
    page = builders.report(builders.section(1, "一、概况", *builders.paragraphs("水" * 300_001)))
    with pytest.raises(TooLarge, match="最多能打印300000字；请先精简“一、概况”"):
        pdf.print_pdf(page, builders.DRAFT, builders.DATA)


def test_a_table_beyond_any_real_one_is_refused_in_words():
    page = builders.report(builders.section(1, "一、项目", builders.works(2001)))
    with pytest.raises(TooLarge, match="2001行表格"):
        pdf.print_pdf(page, builders.DRAFT, builders.DATA)
