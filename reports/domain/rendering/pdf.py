"""The report as the official PDF: GB/T 9704 page, fonts embedded, its JSON attached, bytes that can be repeated.

`render` is pure: the same page, stamp and attachment give the same bytes, in any process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from reports.domain.rendering import qr, row_spans, table_of_contents
from reports.domain.rendering.page_blocks import ReportPage
from reports.domain.rendering.print_limits import refuse_absurd
from reports.domain.rendering.text_cleanup import clean_page
from reports.domain.rendering.titles import split_title_lines

BEIJING = ZoneInfo("Asia/Shanghai")


class PaperKind(StrEnum):
    DRAFT = "draft"  # 草稿
    SUBMISSION = "submission"  # 送审稿
    FINAL = "final"  # 定稿
    PUBLIC = "public"  # 公开版


@dataclass(frozen=True)
class Verdict:
    """What a 定稿 says of the approval, below the report. Points are not 万元; None where there are none."""

    address: str  # where the paper is verified
    sha256: str  # of the report's JSON
    self_points: Decimal | None = None  # 自评得分
    points: Decimal | None = None  # 财政评分
    grade: str = ""

    @property
    def code(self) -> qr.Code:
        return qr.make_qr_code(self.address)


@dataclass(frozen=True)
class Stamp:
    """What the paper says about itself."""

    kind: PaperKind
    number: str  # 编号 of the submission, "" on a draft
    short_hash: str  # the beginning of the SHA-256 of the report's JSON
    moment: datetime  # aware; becomes the PDF's dates
    verdict: Verdict | None = None  # of a 定稿 and of a 公开版


def print_pdf(page: ReportPage, stamp: Stamp, attachment: bytes) -> bytes:
    """The PDF of a report. Raises limits.TooLarge."""
    from reports.domain.rendering import engine

    page = clean_page(page)
    refuse_absurd(page)
    with engine.hold_printer():
        document = engine.lay_out(build_print_html(page, stamp), line_pitch=page.line_pitch)
        if row_spans.has_spans(page):
            document = _cut_spans_at_pages(page, stamp, engine.find_row_pages(document))
        return engine.write_pdf(document, identifier=_derive_pdf_identifier(stamp, attachment), attachment=attachment, moment=stamp.moment)


def build_print_html(page: ReportPage, stamp: Stamp) -> str:
    """The page that WeasyPrint prints; `page` has been through `soften`."""
    context = {
        "page": page,
        "stamp": stamp,
        "draft": stamp.kind is PaperKind.DRAFT,
        "public": stamp.kind is PaperKind.PUBLIC,
        "moment": stamp.moment.isoformat(timespec="seconds"),
        "day": stamp.moment.astimezone(BEIJING).date(),
        "title_lines": split_title_lines(page.title),
        "contents": table_of_contents.list_contents_entries(page.sections) if page.contents else (),
    }
    return render_to_string("print/report.html", context)


def _cut_spans_at_pages(page: ReportPage, stamp: Stamp, pages: list[int]) -> Any:
    """Lay out again with spanning cells cut where pages end; when that moves a row, with a label in every row."""
    from reports.domain.rendering import engine

    document = engine.lay_out(build_print_html(row_spans.split_spans(page, pages), stamp), line_pitch=page.line_pitch)
    if engine.find_row_pages(document) == pages:
        return document
    return engine.lay_out(build_print_html(row_spans.remove_spans(page), stamp), line_pitch=page.line_pitch)


def _derive_pdf_identifier(stamp: Stamp, attachment: bytes) -> bytes:
    """The PDF's own 16 bytes: another report, another stamp, another identifier."""
    return sha256(f"{stamp.kind}\n{stamp.number}\n{stamp.moment.isoformat()}\n".encode() + attachment).digest()[:16]
