"""脱密: a Document without what is not public, and the page that the public reads. Pure.

Three rules. What is filled in in a withheld section is hidden everywhere. A figure from which a hidden one could be worked out is hidden
with it (inference.py). A sentence or cell elsewhere that uses anything hidden is replaced as a whole by 不予公开 (redacted_blocks.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reports.domain import Document, Paragraph, ReportPage, Section
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Block
from reports.release.publishing import dependencies, inference, placeholder_documents
from reports.release.publishing.redacted_blocks import merge_blocks
from reports.release.publishing.withheld_facts import collect_filled_places, list_withheld_sections

Part = tuple[str, int]  # section, and which of its parts


@dataclass(frozen=True)
class Redacted:
    """`document` holds what the page shows and nothing else; with `hidden` it gives the same page again."""

    document: Document
    page: ReportPage
    hidden: frozenset[str]
    also: frozenset[str] = frozenset()  # places hidden because they would give others away
    secret: frozenset[str] = frozenset()  # of the hidden ones those that were chosen or go with them; the rest is shown nowhere


@dataclass
class _Printing:
    """The page while it is printed; `said` collects the parts that were printed."""

    document: Document
    withheld: Mapping[str, str]
    hidden: frozenset[str]
    said: set[Part] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sections = list_withheld_sections(self.document.outline, self.withheld)
        self.bare = placeholder_documents.make_blank_document(self.document, self.hidden)
        self.false = placeholder_documents.make_invented_document(self.document, self.hidden)

    def page(self) -> ReportPage:
        return pages.build_report_page(self.bare, self._show)

    def _show(self, bare: Document, section: Section) -> list[Block]:
        if section.key in self.sections:
            reason = self.withheld[self.sections[section.key]]
            return [Paragraph(f"本节不予公开：{reason}")]
        return [block for number in range(len(section.show)) for block in self._part(section, number)]

    def _part(self, section: Section, number: int) -> list[Block]:
        versions = (self.bare, self.false, self.document)
        printed = [pages.build_blocks(version, section, section.show[number]) for version in versions]
        blocks, whole = merge_blocks(*printed)
        if whole:
            self.said.add((section.key, number))
        return blocks


def redact_document(document: Document, withheld: Mapping[str, str]) -> Redacted:
    """`withheld`: the reason for each chosen section."""
    sections = list_withheld_sections(document.outline, withheld)
    unshown = dependencies.find_unshown_places(document)
    home = collect_filled_places(document, sections)
    hidden = inference.hide_given_away(document, home, unshown) | unshown
    printing = _Printing(document, withheld, hidden)
    page = printing.page()
    return Redacted(_remove_unread_facts(printing, page), page, hidden, hidden - home - unshown, home | (hidden - unshown))


def print_redacted_page(document: Document, withheld: Mapping[str, str], hidden: Collection[str]) -> ReportPage:
    """The page again, from what was published."""
    return _Printing(document, withheld, frozenset(hidden)).page()


def _remove_unread_facts(printing: _Printing, page: ReportPage) -> Document:
    """Without the facts that were printed in replaced sentences alone, as far as the page does not miss them."""
    outline = printing.document.outline
    shown = {
        fact for key, number in printing.said for fact in dependencies.collect_needed_facts(outline, outline.sections[key].show[number])
    }
    short = placeholder_documents.make_blank_document(printing.bare, dependencies.list_other_places(printing.bare, shown))
    again = _Printing(short, printing.withheld, printing.hidden)
    return short if again.page() == page else printing.bare
