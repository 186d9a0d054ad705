"""编辑稿: a report as .docx, to be edited outside. It is no paper: marked on every page, it is never stored and cannot be sent.

`print_word` is pure: the same page and mark give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from reports.domain.rendering.page_blocks import ReportPage, SectionPage
from reports.domain.rendering.print_limits import refuse_absurd
from reports.domain.rendering.table_of_contents import ContentsEntry, list_contents_entries
from reports.domain.rendering.titles import split_title_lines
from reports.domain.rendering.word.markup import (
    Element,
    make_element,
    make_field,
    make_line_break,
    make_paragraph,
    make_run,
    write_xml,
)
from reports.domain.rendering.word.paper_sheets import PaperSheet
from reports.domain.rendering.word.word_blocks import AFTER_TABLE, build_blocks
from reports.domain.rendering.word.word_package import pack_parts
from reports.domain.rendering.word.word_properties import Properties, build_core, build_custom
from reports.domain.rendering.word.word_text import clean_word_page

EDITING_COPY = "编辑稿"
REMARK = f"{EDITING_COPY}，以系统内文本为准"
HEADER, BODY_FOOTERS, CONTENTS_FOOTERS = "rIdHeader", ("rIdOdd", "rIdEven"), ("rIdContents", "rIdContents")
AT_THE_EDGE = {"firstLineChars": 0, "firstLine": 0}
ANNEX = "附件"  # GB/T 9704-2012: named at the edge of the type area


@dataclass(frozen=True)
class EditMark:
    """`short_hash`: of the report's JSON; `moment`: when that was written, aware; `origin`: custom properties, by which an edited copy is
    known when it comes back."""

    short_hash: str
    moment: datetime
    origin: Mapping[str, str] = field(default_factory=dict)


def print_word(page: ReportPage, mark: EditMark) -> bytes:
    """The .docx. Raises TooLarge."""
    page = clean_word_page(page)
    refuse_absurd(page)
    properties = Properties(page.title, page.department, mark.moment, EDITING_COPY, REMARK, page.keywords)
    return pack_parts(
        {
            "word/document.xml": write_xml(build_word_document(page)),
            "word/header.xml": write_xml(_build_header(f"{REMARK}　校验码：{mark.short_hash}")),
            "docProps/core.xml": build_core(properties),
            "docProps/custom.xml": build_custom(mark.origin),
        }
    )


def build_word_document(page: ReportPage) -> Element:
    """word/document.xml; `page` has been through `clean_word_page`."""
    runs = [(lying, list(sections)) for lying, sections in groupby(page.sections, lambda section: section.landscape)] or [(False, [])]
    entries = list_contents_entries(page.sections) if page.contents else ()
    bookmarks = {entry.anchor: f"_Toc{number}" for number, entry in enumerate(entries, 1)}
    body = make_element("body")
    if entries:
        body.extend([*_build_contents(entries, bookmarks)])
        _end_sheet(body, PaperSheet(page.line_pitch, header=HEADER, footers=CONTENTS_FOOTERS, roman=True))
    body.append(_build_title(page.title))
    for at, (lying, sections) in enumerate(runs):
        sheet = _make_sheet(page, lying, is_first=at == 0, has_contents=bool(entries))
        for section in sections:
            body.extend([*_build_section(section, sheet, bookmarks, begins=section is sections[0])])
        if at < len(runs) - 1:
            _end_sheet(body, sheet)
        else:
            body.append(sheet.build())
    return make_element("document", body)


def _make_sheet(page: ReportPage, lying: bool, *, is_first: bool, has_contents: bool) -> PaperSheet:
    """The first names header and footers, which the others take over."""
    if not is_first:
        return PaperSheet(page.line_pitch, lying)
    return PaperSheet(page.line_pitch, lying, BODY_FOOTERS, "" if has_contents else HEADER, restarts=has_contents)


def _build_title(title: str) -> Element:
    first, *others = split_title_lines(title)
    runs = [make_run(first)]
    for line in others:
        runs += [make_line_break(), make_run(line)]
    return make_paragraph("Title", *runs)


def _build_section(section: SectionPage, sheet: PaperSheet, bookmarks: Mapping[str, str], *, begins: bool) -> Iterator[Element]:
    """`begins`: the section stands first on its sheet, which is a new page already."""
    new_page = section.new_page and not begins
    if section.title:
        yield _build_heading(section, bookmarks.get(section.place, ""), new_page=new_page)
    elif new_page:
        yield make_paragraph(AFTER_TABLE, new_page=True)
    yield from build_blocks(section.blocks, section.level, sheet.width)


def _build_heading(section: SectionPage, bookmark: str, *, new_page: bool) -> Element:
    hint = [make_run(f"（{section.hint}）", "Hint")] if section.hint else []
    return make_paragraph(
        f"Heading{section.level}",
        *_mark_place(make_run(section.title), bookmark),
        *hint,
        new_page=new_page,
        indent=AT_THE_EDGE if section.title.startswith(ANNEX) else None,
        outline=(section.rank or section.level) - 1,
    )


def _mark_place(run: Element, bookmark: str) -> list[Element]:
    """The run as a place that the contents page can name."""
    if not bookmark:
        return [run]
    number = bookmark.removeprefix("_Toc")
    return [make_element("bookmarkStart", id=number, name=bookmark), run, make_element("bookmarkEnd", id=number)]


def _build_contents(entries: tuple[ContentsEntry, ...], bookmarks: Mapping[str, str]) -> Iterator[Element]:
    """目录. Word works the page numbers out when it opens the file."""
    yield make_paragraph("ContentsTitle", make_run("目　录"))
    for entry in entries:
        number = make_field(f"PAGEREF {bookmarks[entry.anchor]} \\h", "", is_stale=True)
        link = make_element("hyperlink", make_run(f"{entry.title}\t"), number, anchor=bookmarks[entry.anchor])
        yield make_paragraph(f"TOC{entry.depth}", link)


def _end_sheet(body: Element, sheet: PaperSheet) -> None:
    """The last paragraph carries the sheet; behind a table there is one."""
    look = body[-1][0]
    look.append(sheet.build())


def _build_header(text: str) -> Element:
    return make_element("hdr", make_paragraph("Header", make_run(text)))
