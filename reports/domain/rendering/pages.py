"""Document → ReportPage: what a template needs, with every sentence generated and every number printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reports.domain.document import Document
from reports.domain.outlines import Block as Shown
from reports.domain.outlines import Section, count_section_numbers
from reports.domain.rendering import fact_tables, generated_sentences, unique_ids
from reports.domain.rendering.page_blocks import Block, Note, Paragraph, ReportPage, SectionPage, Signature
from reports.domain.shapes.narrative import split_paragraphs

Show = Callable[[Document, Section], list[Block]]  # what stands below the heading of a section


def build_section_blocks(document: Document, section: Section) -> list[Block]:
    """All that the outline shows there."""
    return [block for one in section.show for block in build_blocks(document, section, one)]


def build_report_page(document: Document, show: Show = build_section_blocks) -> ReportPage:
    """The whole report as printed. Pure."""
    printed = count_section_numbers(document.outline)
    return ReportPage(
        title=document.title,
        department=document.department,
        year=document.year,
        sections=tuple(
            unique_ids.keep_places_unique(
                _make_section_page(document, section, printed[section.key], show) for section in document.outline.section
            )
        ),
        contents=document.outline.contents,
        line_pitch=document.outline.line_pitch,
        keywords=("部门整体支出", "绩效自评", str(document.year), document.department),
    )


def build_section_page(document: Document, key: str) -> SectionPage:
    """One section as printed, for the page where it is filled in."""
    return _make_section_page(document, document.outline.sections[key], count_section_numbers(document.outline)[key])


def _make_section_page(document: Document, section: Section, number: str, show: Show = build_section_blocks) -> SectionPage:
    heading = number + document.fill(section.heading)
    below = show(document, section)
    runs_in = bool(section.run_in) or not section.heading
    if runs_in:
        below = _add_run_in_heading(below, heading + section.run_in, f"section.{section.key}")
    return SectionPage(
        key=section.key,
        level=section.level,
        title="" if runs_in else heading,
        hint=section.hint,
        blocks=tuple(_keep_place_once(below, f"section.{section.key}")),
        place=f"section.{section.key}",
        landscape=section.landscape,
        new_page=section.new_page,
    )


def _keep_place_once(blocks: list[Block], seen: str) -> Iterator[Block]:
    """A place is the HTML id of one element: the section's own, and of several paragraphs of a text the first."""
    known = {seen}
    for block in blocks:
        if isinstance(block, Paragraph) and block.place in known:
            yield replace(block, place="")
            continue
        if isinstance(block, Paragraph):
            known.add(block.place)
        yield block


def _add_run_in_heading(blocks: list[Block], lead: str, place: str) -> list[Block]:
    """The heading runs in with the first paragraph."""
    if blocks and isinstance(blocks[0], Paragraph):
        return [Paragraph(blocks[0].text, blocks[0].place, lead), *blocks[1:]]
    return [Paragraph("", place, lead), *blocks]


def build_blocks(document: Document, section: Section, shown: Shown) -> list[Block]:
    """What one part of the outline is printed as."""
    match shown.kind:
        case "text":
            return [Paragraph(text, f"narrative.{shown.text}") for text in split_paragraphs(document.text(shown.text))]
        case "sentence":
            return [Paragraph(text, place) for text, place in generated_sentences.build_sentence_paragraphs(document, section, shown)]
        case "listing":
            return [Paragraph(text, place) for text, place in generated_sentences.iter_item_paragraphs(document, shown)]
        case "note":
            return [Note(document.fill(shown.note))]
        case "signature":
            return [Signature(tuple(document.fill(text) for text in shown.signature))]
        case "reasons":
            return []  # of findings, which this page does not know: reports.domain.rendering.reasons
        case "form" if not shown.side:
            return [fact_tables.build_form_table(document, shown)]
        case _:
            return [fact_tables.build_sheet_part(document, shown)]
