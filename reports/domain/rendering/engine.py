"""The one module that knows WeasyPrint: HTML in, PDF/A-3a out, and nothing fetched on the way.

Importing it costs half a second, so `pdf.render` imports it when the first report is printed. Fonts are configured
before WeasyPrint is imported, because fontconfig looks only once.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any

from PIL import ImageFile

from reports.domain.rendering import c_libraries, fonts, owned_fonts
from reports.domain.rendering.pdf_structure import complete_structure
from reports.domain.rendering.stylesheet import build_stylesheet

fonts.configure_fonts()

with c_libraries.find_by_file_name():
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports.domain.rendering import justify  # noqa: E402  imports WeasyPrint itself

justify.install_justification()
logging.getLogger(__name__).info(owned_fonts.describe_owned_fonts() or "PDF 只用自带字体生成。")
ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half a picture pass, for the whole process; an attachment must not

VARIANT = "pdf/a-3a"
NOTHING = URLFetcher(allowed_protocols=[], fail_on_errors=True)
FONTS = FontConfiguration()
# Pango's fonts are shared by all threads of the process and not made for two at a time.
ONE_AT_A_TIME = Lock()


class Forbidden(RuntimeError):
    """A page asked for a file or an address; the printed page has no business with either."""


@cache
def _make_style_sheet(line_pitch: str) -> CSS:
    return CSS(string=build_stylesheet(line_pitch), font_config=FONTS, url_fetcher=NOTHING)


@contextmanager
def hold_printer() -> Iterator[None]:
    """One report at a time, without the collector walking its hundred thousand boxes again and again."""
    with ONE_AT_A_TIME:
        was_on = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if was_on:
                gc.enable()


def lay_out(html: str, *, line_pitch: str) -> Any:
    """HTML as pages. Raises Forbidden when it asks for anything outside itself."""
    try:
        return HTML(string=html, url_fetcher=NOTHING).render(
            stylesheets=[_make_style_sheet(line_pitch)], font_config=FONTS, pdf_variant=VARIANT, presentational_hints=True
        )
    except FatalURLFetchingError as error:  # a BaseException: nobody above would catch it
        raise Forbidden("打印的报告不能引用其他文件或网址") from error


def find_row_pages(document: Any) -> list[int]:
    """The page of each body row of a report table, in reading order."""
    first_page: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element_tag == "tr" and box.element.get("class") == "line":
                first_page.setdefault(box.element, number)
    return list(first_page.values())


def write_pdf(document: Any, *, identifier: bytes, attachment: bytes, moment: datetime) -> bytes:
    """The PDF with the report's data attached; its dates are `moment`, so that printing again gives the same bytes."""
    document.metadata.attachments = [
        Attachment(
            string=attachment,
            name="report.json",
            description="自评报告结构化数据",
            relationship="Data",
            created=moment,
            modified=moment,
        )
    ]
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=complete_structure)
    return pdf
