"""等次分界 of a cycle: what is refused, and how they travel with a document."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain import interchange, scoring
from reports.domain.interchange import BadInterchange
from reports.domain.outlines import outline_loader
from reports.domain.rendering import pages
from reports.domain.scoring import grades
from tests.reports.domain.scoring.papers import paper

OWN = {"好": "97", "一般": "0"}


@pytest.mark.parametrize("raw", [{}, {"优": 90, "良": 80, "差": 0}, {"优": "89.5", "差": "0"}, {"通过": 0}])
def test_cuts_that_cover_every_total_are_in_order(raw):
    assert list(grades.find_cut_problems(raw)) == []


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ([], '等次分界应写成 {"优": "90", "良": "80", "差": "0"} 的形式。'),
        ({"优": 90, "差": 10}, "最低的等次须从 0 分起，否则低分的报告没有等次。"),
        ({"优": 90, "良": "90.0", "差": 0}, "有 2 个等次都从 90 分起，每个等次的分数须不同。"),
        ({"优": 101, "差": 0}, "“优”的分数不能超过 100 分，现为 101 分。"),
        ({"优": -1, "差": 0}, "“优”的分数应为 0 到 100 的数字，最多两位小数，现为“-1”。"),
        ({"优": "九十", "差": 0}, "“优”的分数应为 0 到 100 的数字，最多两位小数，现为“九十”。"),
        ({"优": 89.999, "差": 0}, "“优”的分数应为 0 到 100 的数字，最多两位小数，现为“89.999”。"),
        ({"优": True, "差": 0}, "“优”的分数应为 0 到 100 的数字，最多两位小数，现为“True”。"),
        ({" ": 90, "差": 0}, "等次名称“ ”应为 1 到 20 个字，前后没有空格。"),
    ],
)
def test_cuts_that_are_none_are_told_in_a_sentence(raw, sentence):
    assert list(grades.find_cut_problems(raw)) == [sentence]


def test_the_points_give_the_order_whatever_the_database_made_of_it():
    assert [cut.name for cut in grades.parse_grade_cuts({"差": 0, "优": "90", "良": 80})] == ["优", "良", "差"]
    assert grades.format_grade_cuts(grades.parse_grade_cuts({"差": 0, "优": 90.5})) == {"优": "90.5", "差": "0"}


def test_cuts_travel_with_the_document_and_every_sentence_uses_them():
    document = replace(paper(), cuts=grades.parse_grade_cuts(OWN))
    text = interchange.dump_document(document)
    read = interchange.load_document(text, outline_loader.load_outline("hunan-standard"))

    assert read == document
    assert interchange.dump_document(read) == text
    assert scoring.list_score_facts(read)["rating.grade"] == "一般"
    assert "等次为“一般”" in str(pages.build_report_page(read))


def test_a_document_of_the_outlines_own_cuts_is_written_as_before():
    assert "grade_cuts" not in interchange.dump_document(paper())


def test_cuts_of_a_file_are_checked():
    raw = interchange.parse_source(interchange.dump_document(paper()))
    with pytest.raises(BadInterchange, match="最低的等次须从 0 分起"):
        interchange.load_document({**raw, "grade_cuts": {"优": "90"}}, outline_loader.load_outline("hunan-standard"))


def test_a_grade_by_own_cuts_begins_at_its_cut():
    assert scoring.get_grade(Decimal("96.99"), grades.parse_grade_cuts(OWN)) == "一般"
    assert scoring.get_grade(Decimal(97), grades.parse_grade_cuts(OWN)) == "好"
