"""What a report prints, reading gives back: fact by fact, for every sentence, list and table of both outlines."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.domain import text_import
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Entry, list_entries, outline_loader
from reports.domain.rendering import page_blocks, pages

pytestmark = pytest.mark.no_cover  # counting lines would take longer than the hundreds of examples
LETTERS = "甲乙丙丁戊己庚辛壬癸"  # in no fixed word of an outline
words = st.text(LETTERS, min_size=2, max_size=8)
amounts = st.decimals(min_value=1, max_value=10**6, places=2).map(Figure.of)


def printed(document):
    """The text of the report as a paper publishes it: a paragraph a line, a cell a line."""
    page = pages.build_report_page(document)
    lines = [page.title]
    for section in page.sections:
        lines += [section.title + (f"（{section.hint}）" if section.hint else "")] if section.title else []
        lines += [line for block in section.blocks for line in of_block(block)]
    return "\n".join(lines)


def of_block(block):
    if isinstance(block, page_blocks.Paragraph):
        return [block.lead + block.text]
    if isinstance(block, page_blocks.Note):
        return [f"    {block.text}"]
    if isinstance(block, page_blocks.Signature):
        return ["　　".join(block.items)]
    if isinstance(block, page_blocks.FormTable):
        return [f"\t{cell.text}" for row in block.rows for cell in row]
    above = [f"\t{line}" for line in (block.caption, block.unit) if line]
    return [*above, *(f"\t{cell.text}" for row in (*block.head, *block.body) for cell in row)]


@st.composite
def documents(draw, outline):
    """A report with every fact filled in."""
    document = Document(outline, draw(st.integers(2000, 2099)), "")
    named = {"year": str(document.year), "district": f"{draw(words)}区", "city": f"{draw(words)}市"}
    fields = {key: value for key, value in named.items() if f"{{{key}}}" in outline.title}
    found = {"fields": fields, "texts": {}, "lists": {}, "figures": {}}
    for entry in (entry for section in list_entries(outline).values() for entry in section):
        fill(draw, outline, entry, found)
    found["fields"]["department"] = found["fields"]["unit.name"]  # as far as a paper tells
    return replace(document, department=found["fields"]["unit.name"], **found)


def fill(draw, outline, entry: Entry, found):
    if entry.shape == "fields":
        found["fields"] |= {key: draw(words) for key in entry.members}
    elif entry.shape == "narrative":
        found["texts"][entry.key] = draw(words)
    elif entry.shape == "listing":
        count = draw(st.integers(1, 12))
        found["lists"][entry.key] = tuple(row(draw, outline.lists[entry.key], str(at)) for at in range(count))
    elif entry.shape == "grid":
        cells = outline.grids[entry.key].typed_cells(entry.members)
        found["figures"] |= {f"{entry.key}.{line}.{column}": draw(amounts) for line, column in cells}


def row(draw, listing, key):
    numbers = {"number": amounts, "integer": st.integers(1, 999).map(Figure.of)}
    return Row(key, {field.key: draw(numbers.get(field.kind, words)) for field in listing.fields})


def facts(document):
    lists = {key: [dict(row.values) for row in rows] for key, rows in document.lists.items()}
    return document.year, dict(document.fields), dict(document.texts), lists, dict(document.figures)


def shown(document):
    """The facts that the paper shows: no unprinted opening balance, no reason for a difference that is none."""
    year, fields, texts, lists, figures = facts(document)
    if fields.get("accounts.entity") == fields["unit.name"]:
        del fields["accounts.entity"]
    if "differences" in texts and figures["expenditure.project.budget"] == figures["expenditure.project.final"]:
        del texts["differences"]
    return year, fields, texts, lists, {key: value for key, value in figures.items() if not key.endswith(".opening")}


@pytest.mark.parametrize("outline", ["daxiang-2021", "tianxin-2018"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_printed_report_reads_back_as_it_was(outline, data):
    document = data.draw(documents(outline_loader.load_outline(outline)))
    found = text_import.read_report_text(document.outline, printed(document))
    assert found.unplaced == ()
    assert facts(found.document) == shown(document)
    assert {statement.place for statement in found.document.statements} <= {"accounts.entity"}
