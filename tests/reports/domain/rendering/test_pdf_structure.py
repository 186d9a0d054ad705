"""The structure tree of a paper, as a screen reader and veraPDF walk it: headings, heads of tables, alternative texts, the data once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from reports.domain.rendering import pdf
from reports.domain.rendering.page_blocks import Paragraph
from tests.reports.domain.rendering import builders

pytestmark = pytest.mark.slow("prints papers")

ADDRESS = "https://jx.example.cn/verify/3F9K-27QD"
FINAL = replace(builders.SUBMISSION, kind=pdf.PaperKind.FINAL, verdict=pdf.Verdict(ADDRESS, "0" * 64))


def walk(element: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    element = element.get_object()
    if not hasattr(element, "get") or "/S" not in element:
        return
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid.get_object(), int):
            yield from walk(kid)


def list_elements(content: bytes) -> list[Any]:
    root = PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    return [element for kid in root["/K"] for element in walk(kid)]


def list_heading_levels(content: bytes) -> list[int]:
    kinds = (str(element["/S"]) for element in list_elements(content))
    return [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]


def find_steps_down(levels: list[int]) -> list[tuple[int, int]]:
    """Where a heading is more than one level below the one before it."""
    return [(before, after) for before, after in pairwise([0, *levels]) if after > before + 1]


def print_levels(*levels: int) -> list[int]:
    sections = [builders.section(level, f"{at}、", Paragraph("水")) for at, level in enumerate(levels)]
    return list_heading_levels(pdf.print_pdf(builders.report(*sections), builders.SUBMISSION, builders.DATA))


def test_headings_of_a_whole_report_go_down_one_level_at_a_time(submission):
    levels = list_heading_levels(submission)
    assert (levels[:4], find_steps_down(levels)) == ([1, 2, 3, 2], [])


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        ((1, 3, 3, 1), [1, 2, 3, 3, 2]),  # 1、 straight under 一、
        ((2, 3, 1), [1, 2, 3, 2]),
        ((3, 2, 3), [1, 2, 2, 3]),
        ((1, 2, 3), [1, 2, 3, 4]),
    ],
)
def test_a_level_that_the_outline_skips_is_no_gap(levels, printed):
    assert print_levels(*levels) == printed


def test_a_section_whose_heading_runs_in_is_no_rung():
    runs_in = replace(builders.section(2, "", Paragraph("水")), title="", place="section.x")
    page = builders.report(builders.section(1, "一、"), runs_in, builders.section(3, "1、", Paragraph("水")))
    assert list_heading_levels(pdf.print_pdf(page, builders.SUBMISSION, builders.DATA)) == [1, 2, 3]


def test_every_head_of_a_table_says_what_it_heads(submission):
    heads = [element for element in list_elements(submission) if element["/S"] == "/TH"]
    scopes = {str(head["/A"]["/Scope"]) for head in heads}
    assert scopes == {"/Column", "/Row"}
    inside = [(str(head["/P"].get_object()["/P"].get_object()["/S"]), str(head["/A"]["/Scope"])) for head in heads]
    assert set(inside) == {("/THead", "/Column"), ("/TBody", "/Row")}


def test_the_code_says_in_words_where_it_leads():
    content = pdf.print_pdf(builders.report(builders.section(1, "一、", Paragraph("水"))), FINAL, builders.DATA)
    figures = [element for element in list_elements(content) if element["/S"] == "/Figure"]
    assert [str(figure.get("/Alt")) for figure in figures] == [f"核验二维码：{ADDRESS}"]


@pytest.mark.parametrize("stamp", [builders.SUBMISSION, builders.DRAFT, FINAL], ids=["submission", "draft", "final"])
def test_the_data_is_associated_once(stamp):
    content = pdf.print_pdf(builders.report(builders.section(1, "一、", Paragraph("水"))), stamp, builders.DATA)
    root = PdfReader(BytesIO(content)).trailer["/Root"]
    assert [file.get_object()["/UF"] for file in root["/AF"]] == ["report.json"]
    assert len(root["/Names"]["/EmbeddedFiles"]["/Names"]) == 2
