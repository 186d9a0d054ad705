"""The paper in hunan-standard reads back as it was: 基础数据表, 自评表 and 指标评分表 included."""

from dataclasses import replace

import pytest

from reports.domain import text_import
from reports.domain.checks import Finding, Outcome
from reports.domain.checks.verdict import Findings
from reports.domain.document import Document
from reports.domain.figures import Figure
from reports.domain.rendering import page_blocks, pages, reasons
from tests.reports.demo.test_bureau import document
from tests.reports.domain.text_import.test_round_trip import facts, of_block

PAPER = document()
NOT_PRINTED = {  # asked for the sums and rates, in no table or sentence of the paper
    "expenditure.total.last_final",
    "expenditure.basic.last_final",
    "expenditure.personnel.last_final",
    "three_public.total.last_budget",
}


def text_of(page: pages.ReportPage, *, by_row: bool = False) -> str:
    """A paragraph a line; of a table a cell a line, or a row."""
    lines = [page.title]
    for section in page.sections:
        lines += [section.title] if section.title else []
        lines += [line for block in section.blocks for line in (_rows(block) if by_row else of_block(block))]
    return "\n".join(lines)


def _rows(block: page_blocks.Block) -> list[str]:
    if not isinstance(block, page_blocks.Table):
        return of_block(block)
    above = [f"\t{line}" for line in (block.caption, block.unit) if line]
    return [*above, *("\t".join(cell.text for cell in row) for row in (*block.head, *block.body))]


def shown(paper: Document) -> object:
    """The facts that the paper shows: the names of city and district stand nowhere in it."""
    year, fields, texts, lists, figures = facts(paper)
    fields = {key: text for key, text in fields.items() if key not in ("city", "district")}
    return year, fields, texts, lists, {place: figure for place, figure in figures.items() if place not in NOT_PRINTED}


@pytest.mark.parametrize("by_row", [False, True], ids=["a cell a line", "a row a line"])
def test_the_printed_paper_reads_back_as_it_was(by_row):
    found = text_import.read_report_text(PAPER.outline, text_of(pages.build_report_page(PAPER), by_row=by_row))
    assert (found.unplaced, found.missing, found.document.statements) == ((), (), ())
    assert facts(found.document) == shown(PAPER)


def test_rows_of_the_outline_keep_their_keys():
    found = text_import.read_report_text(PAPER.outline, text_of(pages.build_report_page(PAPER))).document
    assert [row.key for row in found.rows("scoring")] == [row.key for row in PAPER.rows("scoring")]
    assert [row.key for row in found.lists["scoring"]] == [row.key for row in PAPER.lists["scoring"]]


def test_a_total_that_the_scores_do_not_come_to_is_told():
    text = text_of(pages.build_report_page(PAPER)).replace("自评总分：96.18分", "自评总分：98分")
    [one] = text_import.read_report_text(PAPER.outline, text).document.statements
    assert (one.place, one.stated, one.found) == ("rating.score", "98", "96.18")


def test_a_grade_that_the_scores_do_not_come_to_is_told():
    text = text_of(pages.build_report_page(PAPER)).replace("自评总分：96.18分，等次：优", "自评总分：96.18分，等次：良")
    assert [(one.place, one.stated) for one in text_import.read_report_text(PAPER.outline, text).document.statements] == [
        ("rating.grade", "良")
    ]


def test_a_score_that_differs_from_the_row_it_stands_in_is_read_as_it_is():
    text = text_of(pages.build_report_page(PAPER)).replace("\t3.78\n", "\t3.87\n")
    found = text_import.read_report_text(PAPER.outline, text).document
    assert found.figure("scoring.procurement_rate.score") == Figure.of("3.87")


def test_reasons_that_are_printed_are_no_text_of_the_department():
    finding = Finding(
        "C16", "决算不超过预算", Outcome.MUST_EXPLAIN, ("three_public.reception.final",), "预算 2，决算 0", explained="没有接待"
    )
    found = text_import.read_report_text(PAPER.outline, text_of(reasons.build_reasoned_page(PAPER, Findings((finding,)))))
    assert found.unplaced == ()
    assert found.document.text("other_matters") == PAPER.text("other_matters")


def test_a_repeated_table_that_differs_is_told():
    """The projects stand in the report and again, with fewer columns, in 基础数据表."""
    head, _, annex = text_of(pages.build_report_page(PAPER)).partition("附件1")
    found = text_import.read_report_text(PAPER.outline, head + "附件1" + annex.replace("\t50.90", "\t50.09"))
    assert [one.place for one in found.document.statements] == ["table.projects"]


def test_an_indicator_that_does_not_apply_is_read_as_such():
    rows = tuple(
        replace(row, values={**row.values, "actual": "不适用"}) if row.key == "ecological" else row for row in PAPER.lists["scoring"]
    )
    paper = replace(PAPER, lists={**PAPER.lists, "scoring": rows})
    found = text_import.read_report_text(paper.outline, text_of(pages.build_report_page(paper))).document
    assert {row.key: row.text("actual") for row in found.rows("scoring")}["ecological"] == "不适用"
