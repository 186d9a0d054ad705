from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from reports.domain.rendering import engine, pdf, row_spans
from reports.domain.rendering.page_blocks import Cell, Table
from reports.domain.rendering.text_cleanup import clean_page
from tests.reports.domain.rendering import builders


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("t", "", "", ((Cell("头", head=True),),), rows)


def bodies(page):
    return [[[(cell.text, cell.rowspan) for cell in row] for row in found.body] for found in row_spans.iter_page_tables(page)]


GROUPED = table(
    (Cell("产出", rowspan=3, place="t.a"), Cell("数量", rowspan=2), Cell("1")),
    (Cell("2"),),
    (Cell("质量"), Cell("3")),
)


def test_a_cell_is_cut_where_the_page_ends_and_repeated_on_the_next():
    page = builders.report(builders.section(1, "一、", GROUPED))
    assert bodies(row_spans.split_spans(page, [0, 1, 1])) == [
        [[("产出", 1), ("数量", 1), ("1", 1)], [("产出", 2), ("数量", 1), ("2", 1)], [("质量", 1), ("3", 1)]]
    ]


def test_a_cell_that_stays_on_its_page_is_left_whole():
    page = builders.report(builders.section(1, "一、", GROUPED))
    assert row_spans.split_spans(page, [4, 4, 4]) == page


def test_only_the_first_part_keeps_the_place():
    page = builders.report(builders.section(1, "一、", GROUPED))
    [cut] = row_spans.iter_page_tables(row_spans.split_spans(page, [0, 0, 1]))
    assert [cut.body[row][0].place for row in (0, 2)] == ["t.a", ""]


def test_rows_are_counted_through_all_tables():
    page = builders.report(builders.section(1, "一、", table((Cell("甲"),)), GROUPED))
    assert bodies(row_spans.split_spans(page, [0, 0, 0, 1]))[1][2][0] == ("产出", 1)


def test_without_spans_every_row_says_everything():
    page = builders.report(builders.section(1, "一、", GROUPED))
    [body] = bodies(row_spans.remove_spans(page))
    assert [[text for text, _ in row] for row in body] == [["产出", "数量", "1"], ["产出", "数量", "2"], ["产出", "质量", "3"]]


def test_the_label_of_a_group_stands_on_each_of_its_pages():
    page = builders.report(builders.section(1, "一、", builders.indicators(2, 20)))
    pages = [sheet.extract_text() for sheet in PdfReader(BytesIO(pdf.print_pdf(page, builders.DRAFT, builders.DATA))).pages]
    for group in (1, 2):
        with_rows = [sheet for sheet in pages if f"{group}.1" in sheet or f"{group}.20" in sheet]
        assert len(with_rows) > 1 or group == 2
        assert all(f"第{group}类指标" in sheet.replace("\n", "") for sheet in with_rows)


def test_when_cutting_moves_a_row_every_row_gets_its_label(monkeypatch):
    answers = iter([[0] * 8, [1] * 8])
    monkeypatch.setattr(engine, "find_row_pages", lambda document: next(answers))
    page = clean_page(builders.report(builders.section(1, "一、", builders.indicators(2, 4))))
    content = pdf.print_pdf(replace(page), builders.DRAFT, builders.DATA)
    assert PdfReader(BytesIO(content)).pages[0].extract_text().replace("\n", "").count("第1类指标") == 4
