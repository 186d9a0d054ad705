"""The page of GB/T 9704, measured on paper by another program: poppler."""

from __future__ import annotations

import pytest

from reports.domain.rendering import pdf
from reports.domain.rendering.page_blocks import ReportPage
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.measuring import Line, printed_pages

pytestmark = pytest.mark.slow("prints papers")

LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 37 + 225


def lines(page: ReportPage) -> list[list[Line]]:
    return printed_pages(pdf.print_pdf(page, builders.DRAFT, builders.DATA))


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if TOP <= (line.top + line.bottom) / 2 <= BOTTOM]


@pytest.fixture(scope="module")
def solid() -> list[list[Line]]:
    """Nothing but Chinese letters: two full pages after the first."""
    return lines(builders.report(builders.section(1, "一、概况", *builders.paragraphs("水" * 28 * 80))))


def test_a_page_holds_22_lines_of_28_characters(solid):
    assert [len(line.text) for line in body(solid[1])] == [28] * 22


def test_the_type_area_is_156_by_225_mm_at_37_and_28_mm(solid):
    page = body(solid[1])
    assert {round(line.left, 1) for line in page} == {LEFT}
    assert all(abs(line.right - RIGHT) < 0.6 for line in page)
    assert abs(page[0].top - TOP) < 3
    assert abs(page[-1].bottom - BOTTOM) < 3


def test_lines_stand_28_99_points_apart(solid):
    tops = [line.top for line in body(solid[1])]
    assert (tops[-1] - tops[0]) / 21 / 25.4 * 72 == pytest.approx(28.99, abs=0.01)


def test_a_line_pitch_of_30_points_gives_21_lines():
    page = builders.report(builders.section(1, "一、概况", *builders.paragraphs("水" * 28 * 60)), line_pitch="30")
    assert len(body(lines(page)[1])) == 21


def test_prose_is_flush_on_both_sides():
    prose = builders.DUTY + builders.WORK + builders.FUNDS
    [page] = lines(builders.report(builders.section(1, "一、概况", *builders.paragraphs(prose))))
    first, *middle, _ = [line for line in body(page) if line.text[0] not in "云部一"]
    assert first.left == pytest.approx(LEFT + 2 * 15.75 / 72 * 25.4, abs=0.3)
    assert [round(line.left - LEFT, 1) for line in middle] == pytest.approx([0] * len(middle), abs=0.3)
    assert [line.right for line in (first, *middle)] == pytest.approx([RIGHT] * (len(middle) + 1), abs=0.5)


def test_an_annex_is_named_at_the_edge_and_other_headings_two_characters_in():
    sections = builders.section(1, "一、概况"), builders.section(1, "附件1　基础数据表")
    [page] = lines(builders.report(*sections))
    found = {line.text[:2]: line.left for line in body(page)}
    assert found["附件"] == pytest.approx(LEFT, abs=0.3)
    assert found["一、"] == pytest.approx(LEFT + 2 * 15.75 / 72 * 25.4, abs=0.6)


def test_odd_pages_have_their_number_on_the_right_and_even_pages_on_the_left(submission):
    feet = [[line for line in page if line.top > BOTTOM] for page in printed_pages(submission)]
    texts = ["".join(line.text for line in foot) for foot in feet[2:]]
    assert all(text.endswith(f"—{number}—") for number, text in enumerate(texts, 1) if number % 2)
    assert all(text.startswith(f"—{number}—") for number, text in enumerate(texts, 1) if not number % 2)


def test_the_page_number_stands_one_character_in_and_7_mm_below_the_type_area(draft):
    odd, even = (next(line for line in page if line.text.startswith("—")) for page in printed_pages(draft)[2:4])
    assert odd.right == pytest.approx(RIGHT - 14 / 72 * 25.4, abs=0.5)
    assert even.left == pytest.approx(LEFT + 14 / 72 * 25.4, abs=0.5)
    assert odd.top == pytest.approx(BOTTOM + 7, abs=1)


def test_a_long_title_breaks_evenly_and_stands_in_the_middle(submission):
    first, second = printed_pages(submission)[2][:2]
    assert (first.text, second.text) == ("云溪县水利局（2024年度）", "部门整体支出绩效自评报告")
    assert [(line.left + line.right) / 2 for line in (first, second)] == pytest.approx([(LEFT + RIGHT) / 2] * 2, abs=2)
