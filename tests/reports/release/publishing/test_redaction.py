"""Nothing withheld occurs anywhere: neither a word nor an amount, nor anything that was worked out from them."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.domain import interchange
from reports.domain.checks.equations import build_equations
from reports.domain.document import Document
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Paragraph, ReportPage
from reports.release.publishing import inference
from reports.release.publishing.public_version import Prepared
from reports.release.publishing.redaction import print_redacted_page, redact_document
from tests.long_runs import count_examples
from tests.reports.release.publishing import papers

SECRET = "涉及国家秘密"
PAPERS = {outline: papers.document(outline) for outline in papers.OUTLINES}
MARKED = {outline: papers.marked(paper) for outline, paper in PAPERS.items()}
uncounted = pytest.mark.no_cover  # counting lines would take longer than the examples


def chosen(document: Document, *sections: str) -> dict[str, str]:
    return dict.fromkeys(sections, SECRET)


@st.composite
def choices(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """An outline, and any of its sections withheld."""
    outline = draw(st.sampled_from(papers.OUTLINES))
    sections = [section.key for section in PAPERS[outline].outline.section]
    return outline, dict.fromkeys(draw(st.lists(st.sampled_from(sections), unique=True, max_size=6)), SECRET)


def words(shown: ReportPage, document: Document) -> str:
    return Prepared(document, shown, {}, frozenset()).words


def said(shown: ReportPage, section: str) -> list[str]:
    found = next(one for one in shown.sections if one.key == section)
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


@uncounted
@settings(deadline=None, max_examples=count_examples(40))
@given(choices())
def test_no_word_and_no_amount_of_a_hidden_fact_is_public(choice):
    outline, withheld = choice
    found = redact_document(MARKED[outline], withheld)
    public = words(found.page, found.document) + repr(found.page) + interchange.dump_document(found.document)
    assert [secret for secret in papers.secrets(MARKED[outline], found.hidden) if secret in public] == []


@uncounted
@settings(deadline=None, max_examples=count_examples(40))
@given(choices())
def test_the_public_version_is_the_same_whatever_is_hidden(choice):
    outline, withheld = choice
    document, other = MARKED[outline], papers.marked(PAPERS[outline], seed=1)
    found = redact_document(document, withheld)
    again = redact_document(papers.mixed(document, other, found.hidden), withheld)
    assert (again.page, again.document) == (found.page, found.document)


@uncounted
@settings(deadline=None, max_examples=count_examples(40))
@given(choices())
def test_no_balance_of_the_paper_has_one_unknown_alone(choice):
    """Nobody works a hidden figure out of one equation whose other figures are public."""
    outline, withheld = choice
    found = redact_document(PAPERS[outline], withheld)
    checks = [check for check in PAPERS[outline].outline.check if not check.within]
    unknown = [
        [place for place in equation.places if inference.is_hidden(place, found.hidden)]
        for equation in build_equations(PAPERS[outline], checks)
        if equation.sign == "="
    ]
    assert [places for places in unknown if len(places) == 1 and not places[0].endswith(".opening")] == []


@settings(deadline=None, max_examples=count_examples(20))
@given(choices())
def test_what_is_public_is_printed_as_the_paper_has_it(choice):
    outline, withheld = choice
    found, paper = redact_document(MARKED[outline], withheld), pages.build_report_page(MARKED[outline])
    original = {block for section in paper.sections for block in section.blocks if isinstance(block, Paragraph)}
    public = {block for section in found.page.sections for block in section.blocks if isinstance(block, Paragraph)}
    assert {replace(block, lead="") for block in public if "不予公开" not in block.text} <= {replace(block, lead="") for block in original}


@settings(deadline=None, max_examples=count_examples(20))
@given(choices())
def test_the_page_comes_again_from_what_was_published(choice):
    outline, withheld = choice
    found = redact_document(PAPERS[outline], withheld)
    stored = interchange.load_document(interchange.dump_document(found.document), found.document.outline)
    assert print_redacted_page(stored, withheld, found.hidden) == found.page


@pytest.mark.parametrize("outline", papers.OUTLINES)
def test_without_withheld_sections_the_public_reads_the_whole_paper(outline):
    assert redact_document(PAPERS[outline], {}).page == pages.build_report_page(PAPERS[outline])


def test_the_internal_code_and_what_only_the_checks_use_stay_inside():
    public = json.loads(interchange.dump_document(redact_document(PAPERS["daxiang-2021"], {}).document))
    assert public["department"]["code"] == ""
    assert [place for place in public["figures"] if place.endswith(".opening")] == []


def test_the_heading_stays_with_the_reason():
    found = redact_document(PAPERS["tianxin-2018"], chosen(PAPERS["tianxin-2018"], "three_public")).page
    section = next(one for one in found.sections if one.key == "three_public")
    assert (section.title, said(found, "three_public")) == ("（二）2018年“三公”经费支出情况", [f"本节不予公开：{SECRET}"])


def test_a_heading_takes_along_what_stands_below_it():
    found = redact_document(PAPERS["tianxin-2018"], chosen(PAPERS["tianxin-2018"], "performance")).page
    assert [said(found, key) for key in ("performance", "rationality", "output")] == [[f"本节不予公开：{SECRET}"]] * 3


def test_a_sentence_elsewhere_that_uses_a_hidden_figure_is_hidden_as_a_whole():
    found = redact_document(PAPERS["tianxin-2018"], chosen(PAPERS["tianxin-2018"], "expenditure")).page
    assert said(found, "scale") == ["（本段使用了不予公开的内容，不予公开。）"]


def test_a_total_does_not_give_a_hidden_part_away():
    """Of one project alone, 项目支出 is the amount; and 项目支出 is 支出合计 less 基本支出."""
    raw = papers.PAPERS["tianxin-2018"]
    alone = {**raw["lists"], "projects": raw["lists"]["projects"][:1]}
    document = interchange.load_document({**raw, "lists": alone}, PAPERS["tianxin-2018"].outline)
    hidden = redact_document(document, chosen(document, "projects")).hidden
    assert hidden == {"table.projects", "expenditure.project.final", "expenditure.total.final", "functions.f1.amount"}


def test_a_total_of_several_hidden_parts_is_public():
    assert redact_document(PAPERS["tianxin-2018"], chosen(PAPERS["tianxin-2018"], "projects")).hidden == {"table.projects"}


def test_classified_figures_stay_classified():
    raw = papers.PAPERS["tianxin-2018"]
    figures = {**raw["figures"], "three_public.reception.final": {"state": "classified"}}
    document = interchange.load_document({**raw, "figures": figures}, PAPERS["tianxin-2018"].outline)
    found = redact_document(document, {})
    cells = [cell.text for section in found.page.sections for block in section.blocks for row in getattr(block, "body", ()) for cell in row]
    assert "涉密" in cells


def test_the_unit_is_always_named():
    found = redact_document(PAPERS["daxiang-2021"], chosen(PAPERS["daxiang-2021"], "profile", "offices"))
    assert "云水区图书馆" in found.page.title


def test_no_part_of_a_document_is_forgotten():
    """A new kind of fact must be looked at here before it can be public."""
    known = {"outline", "year", "department", "code", "fields", "texts", "lists", "figures", "wordings", "statements", "cuts"}
    assert {field.name for field in fields(Document)} == known
