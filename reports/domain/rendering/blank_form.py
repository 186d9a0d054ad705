"""What a department will fill in, section by section, and the empty paper: of an outline alone, without a department or a cycle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.domain.document import Document, Row
from reports.domain.outlines import Block as Shown
from reports.domain.outlines import Entry, Outline, count_section_numbers, list_entries
from reports.domain.rendering import fact_tables
from reports.domain.rendering.page_blocks import Block, Cell, FormTable, Note, Paragraph, ReportPage, SectionPage
from reports.domain.rendering.pages import build_report_page
from reports.domain.shapes import Listing
from reports.domain.shapes.narrative import HARD_LIMIT

UNIT, DISTRICT, CITY, YEAR = "某某单位", "某某县", "某某市", 2000
HEADING = "附：填写表（单位在网页上填写的内容）"
EMPTY_ROWS = 2


def build_preview_pages(outline: Outline, year: int = YEAR) -> tuple[ReportPage, ReportPage]:
    """The empty paper, and the form."""
    fields = {"year": str(year), "department": UNIT, "district": DISTRICT, "city": CITY}
    document = Document(outline, year, UNIT, "", fields)
    paper = build_report_page(document)
    return paper, replace(paper, title=f"填写表：{outline.name}", sections=tuple(_build_form_sections(document)), contents=False)


def join_preview(paper: ReportPage, form: ReportPage) -> ReportPage:
    """Both as one paper, the form on pages of its own."""
    head = SectionPage("form", 1, HEADING, "", (), new_page=True)
    return replace(paper, sections=(*paper.sections, head, *form.sections))


def _build_form_sections(document: Document) -> Iterator[SectionPage]:
    numbers = count_section_numbers(document.outline)
    for section in document.outline.section:
        blocks = [block for entry in list_entries(document.outline)[section.key] for block in _build_entry(document, entry)]
        if blocks:
            title = numbers[section.key] + (document.fill(section.heading) or section.key)
            told = [Paragraph(section.guide)] if section.guide else []
            yield SectionPage(f"form-{section.key}", 2, title, section.hint, (*told, *blocks))


def _build_entry(document: Document, entry: Entry) -> Iterator[Block]:
    outline = document.outline
    if entry.shape == "fields":
        fields = [outline.fields[key] for key in entry.members]
        yield FormTable(tuple((Cell(one.label, "center", head=True), Cell(_describe(one.hint, one.required))) for one in fields))
    elif entry.shape == "narrative":
        text = outline.texts[entry.key]
        most = f"最多 {text.limit} 字" if text.limit < HARD_LIMIT else ""
        said = _describe("；".join(filter(None, (text.hint, most))), text.required)
        yield FormTable(((Cell(text.label, "center", head=True), Cell(said)),))
    elif entry.shape == "wording":
        yield Note("上面的句子可以由单位自己表述。")
    else:
        yield from _build_table(document, entry)


def _describe(hint: str, required: bool) -> str:
    return "；".join(filter(None, (hint, "" if required else "可不填")))


def _build_table(document: Document, entry: Entry) -> Iterator[Block]:
    outline = document.outline
    listing = outline.lists.get(entry.key)
    label, hint = (listing or outline.grids[entry.key]).label, (listing or outline.grids[entry.key]).hint
    empty = document if listing is None or listing.preset else _add_empty_rows(document, listing)
    yield fact_tables.build_table(empty, Shown(table=entry.key, columns=() if listing else entry.members, caption=label, small=True))
    if hint:
        yield Note(hint)


def _add_empty_rows(document: Document, listing: Listing) -> Document:
    words = next((field.key for field in listing.fields if not field.is_figure), "")
    blank = {words: "　"} if words else {}  # as high as a line
    return replace(document, lists={listing.key: tuple(Row(f"row{at}", blank) for at in range(EMPTY_ROWS))})
