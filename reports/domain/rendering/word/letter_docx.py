"""A letter of the bureau (公文) as .docx: red head, number, title, addressee, text, signature, in the layout of GB/T 9704.

Number and day are given when a letter is registered and signed, so both are left to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reports.domain.rendering.page_blocks import Block, ReportPage, SectionPage
from reports.domain.rendering.titles import split_title_lines
from reports.domain.rendering.word.markup import Element, make_element, make_line_break, make_paragraph, make_run, write_xml
from reports.domain.rendering.word.paper_sheets import PaperSheet
from reports.domain.rendering.word.word_blocks import build_blocks
from reports.domain.rendering.word.word_package import pack_parts
from reports.domain.rendering.word.word_properties import Properties, build_core, build_custom
from reports.domain.rendering.word.word_text import clean_word_page, clean_word_text

LINE_PITCH = "28.99"
LONGEST_HEAD = 12  # letters of 36 pt in the type area of 156 mm
FOOTERS = ("rIdOdd", "rIdEven")


@dataclass(frozen=True)
class Letterhead:
    """What the district sets. `number`: as it is printed, with blanks for what is not known yet, or ""; `day` likewise."""

    head: str
    number: str
    signature: str
    day: str


@dataclass(frozen=True)
class Letter:
    title: str
    addressee: str
    blocks: tuple[Block, ...]


def print_letter(letter: Letter, letterhead: Letterhead, moment: datetime) -> bytes:
    """The .docx; equal words and an equal moment give equal bytes."""
    properties = Properties(letter.title, letterhead.signature, moment)
    return pack_parts(
        {
            "word/document.xml": write_xml(_build_document(letter, letterhead)),
            "word/header.xml": write_xml(make_element("hdr", make_paragraph("Header"))),
            "docProps/core.xml": build_core(properties),
            "docProps/custom.xml": build_custom({}),
        }
    )


def _build_document(letter: Letter, letterhead: Letterhead) -> Element:
    sheet = PaperSheet(LINE_PITCH, footers=FOOTERS)
    lines = [*_build_head(letterhead), *_build_text(letter, sheet.width), *_build_end(letterhead)]
    return make_element("document", make_element("body", *lines, sheet.build()))


def _build_head(letterhead: Letterhead) -> Iterator[Element]:
    style = "LetterHead" if len(letterhead.head) <= LONGEST_HEAD else "LetterHeadLong"
    yield make_paragraph(style, make_run(clean_word_text(letterhead.head)))
    yield make_paragraph("LetterNumber", make_run(clean_word_text(letterhead.number)))


def _build_text(letter: Letter, width: float) -> Iterator[Element]:
    first, *others = split_title_lines(clean_word_text(letter.title))
    yield make_paragraph("Title", make_run(first), *(run for line in others for run in (make_line_break(), make_run(line))))
    if letter.addressee:
        yield make_paragraph("Addressee", make_run(clean_word_text(letter.addressee)))
    yield from build_blocks(_clean_blocks(letter.blocks), 1, width)


def _build_end(letterhead: Letterhead) -> Iterator[Element]:
    yield make_paragraph("LetterSignature", make_run(clean_word_text(letterhead.signature)))
    yield make_paragraph("LetterDay", make_run(letterhead.day))


def _clean_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """As those of a report are cleaned."""
    page = ReportPage("", "", 0, (SectionPage("letter", 1, "", "", blocks),), contents=False, line_pitch=LINE_PITCH)
    return clean_word_page(page).sections[0].blocks
