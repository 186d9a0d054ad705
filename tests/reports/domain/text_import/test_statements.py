"""What is said twice: agreement leaves nothing, contradiction a statement."""

import pytest

from reports.domain.document import Statement
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.statements import settle_matches

OUTLINE = outline_loader.load_outline("daxiang-2021")
TOTAL, BASIC = "expenditure.total.final", "expenditure.basic.final"


def figure(name, amount, *, kind="figure", home=False):
    return Mention(kind, name, Figure.of(amount), amount, f"{amount}万元", home)


def field(key, value):
    return Mention("field", key, value, value, value)


def found(*mentions):
    return settle_matches(OUTLINE, mentions).statements


def test_the_same_amount_twice_is_no_statement():
    assert found(figure(TOTAL, "478.90"), figure(TOTAL, "478.9")) == ()


def test_of_two_sentences_the_first_wins():
    assert found(figure(TOTAL, "5"), figure(TOTAL, "6")) == (Statement(TOTAL, "6", "5", "6万元"),)


def test_a_cell_wins_over_the_sentence_before_it():
    assert found(figure(TOTAL, "5"), figure(TOTAL, "6", home=True)) == (Statement(TOTAL, "5", "6", "5万元"),)


@pytest.mark.parametrize(("stated", "agrees"), [("33.33", True), ("33.3333", True), ("33.34", False), ("33.3", False)])
def test_a_share_may_be_off_by_half_of_its_second_place(stated, agrees):
    said = found(figure(TOTAL, "3"), figure(BASIC, "1"), figure(BASIC, stated, kind="share"))
    assert (said == ()) is agrees


def test_of_nothing_a_share_is_nothing():
    assert found(figure(TOTAL, "0"), figure(BASIC, "0"), figure(BASIC, "0", kind="share")) == ()
    assert found(figure(BASIC, "12", kind="share")) == (Statement(BASIC, "12", "未填", "12万元"),)


def test_a_name_said_twice_is_compared_without_width_and_blanks():
    assert found(field("unit.name", "乙馆（本级）"), field("unit.name", "乙馆 (本级)")) == ()
    assert found(field("unit.name", "甲馆"), field("unit.name", "乙馆")) == (Statement("unit.name", "乙馆", "甲馆", "乙馆"),)


def test_a_name_that_is_another_unless_said_otherwise_is_kept_and_stated():
    document = settle_matches(OUTLINE, [field("unit.name", "政务中心"), field("accounts.entity", "政府中心")])
    assert document.fields["accounts.entity"] == "政府中心"
    assert document.statements == (Statement("accounts.entity", "政府中心", "政务中心", "政府中心"),)


def test_a_name_that_says_no_more_than_its_default_is_left_out():
    document = settle_matches(OUTLINE, [field("unit.name", "政务中心"), field("accounts.entity", "政务中心")])
    assert (document.fields, document.statements) == ({"unit.name": "政务中心", "department": "政务中心"}, ())


def test_lists_that_differ_are_stated():
    said = [Mention("rows", "offices", ({"name": name},), name, name) for name in ("甲", "甲", "乙")]
    assert found(*said) == (Statement("table.offices", "乙", "甲", "乙"),)


def test_rows_have_keys_of_their_own_that_reading_again_gives_again():
    rows = Mention("rows", "offices", ({"name": "甲"}, {"name": "甲"}), "", "")
    keys = [row.key for row in settle_matches(OUTLINE, [rows]).rows("offices")]
    assert len(set(keys)) == 2
    assert keys == [row.key for row in settle_matches(OUTLINE, [rows]).rows("offices")]


def test_a_computed_cell_is_compared_to_its_last_stated_place():
    source = outline_loader.find_source(OUTLINE.id)
    text = source.text.replace('columns = ["final", "share", {', 'columns = ["final", "share", "adjusted", "rate", {')
    outline = outline_loader.parse_outline_text(OUTLINE.id, text, source.vocabulary)
    facts = [figure(BASIC, "2"), figure("expenditure.basic.adjusted", "3")]
    good, bad = (figure("expenditure.basic.rate", stated) for stated in ("66.7", "66.6"))
    assert settle_matches(outline, [*facts, good]).statements == ()
    assert settle_matches(outline, [*facts, bad]).statements == (Statement("expenditure.basic.rate", "66.6", "66.67", "66.6万元"),)
    assert set(settle_matches(outline, [*facts, bad]).figures) == {BASIC, "expenditure.basic.adjusted"}


def test_a_branch_against_the_figures_is_stated():
    outline = outline_loader.load_outline("tianxin-2018")
    budget, final = "expenditure.project.budget", "expenditure.project.final"
    chosen = Mention("branch", f"{budget} = {final}", True, "没有差异", "没有差异。")
    said = settle_matches(outline, [figure(budget, "5"), figure(final, "6"), chosen]).statements
    assert said == (Statement(budget, "没有差异", "5、6", "没有差异。"),)
    assert settle_matches(outline, [figure(budget, "5"), chosen]).statements == ()
