"""A finding in words: every number leads to its cell."""

from reports.domain.checks import Context, Finding, Outcome
from reports.domain.checks.verdict import Findings, check_document
from reports.domain.rendering.finding_texts import Piece, cut_message_pieces, describe_finding
from tests import builders


def link(place: str) -> str:
    return f"#{place}"


def test_every_number_leads_to_its_cell_in_turn():
    figures = [("a", "5"), ("b", "5"), ("c", "10.1")]
    assert list(cut_message_pieces("5 + 5 = 10，表中 10.1，差 −0.10", figures, link)) == [
        Piece("5", "#a"),
        Piece(" + "),
        Piece("5", "#b"),
        Piece(" = 10，表中 "),
        Piece("10.1", "#c"),
        Piece("，差 −0.10"),
    ]


def test_a_negative_number_leads_to_its_cell_without_its_sign():
    assert list(cut_message_pieces("3 − 0.25", [("a", "−0.25")], link)) == [Piece("3 − "), Piece("0.25", "#a")]


def test_a_message_without_numbers_of_cells_is_one_piece():
    assert list(cut_message_pieces("2018 年没有说明", [("a", "18")], link)) == [Piece("2018 年没有说明")]


def test_the_arithmetic_of_a_broken_sum_links_all_its_cells():
    paper = builders.document(figures={**builders.paper()["figures"], "expenditure.total.final": "573.6"})
    found = check_document(paper, Context())
    shown = describe_finding(paper, found, found.blocking[0], link)
    assert [piece.href for piece in shown.pieces if piece.href] == [
        "#expenditure.basic.final",
        "#expenditure.project.final",
        "#expenditure.total.final",
    ]
    assert [place.text for place in shown.places] == ["基本支出 · 部门决算数", "项目支出 · 部门决算数", "支出合计 · 部门决算数"]


def test_how_it_stands_is_said_in_one_word():
    def word(outcome: Outcome, **settings: object) -> tuple[str, str]:
        finding = Finding("C01", "合计", outcome, ("expenditure.total.final",), "", **settings)
        shown = describe_finding(builders.document(), Findings((finding,), frozenset({finding.key})), finding, link)
        return shown.label, shown.look

    assert word(Outcome.MUST_FIX) == ("必须修改", "red")
    assert word(Outcome.MUST_FIX, explained="与批复决算一致") == ("负责人已说明", "green")
    assert word(Outcome.MUST_EXPLAIN) == ("须说明", "amber")
    assert word(Outcome.MUST_EXPLAIN, explained="跨年") == ("已说明", "green")
    assert word(Outcome.MUST_EXPLAIN, explained="跨年", is_outdated=True) == ("需重新确认", "amber")
    assert word(Outcome.INFO) == ("尾差", "")
