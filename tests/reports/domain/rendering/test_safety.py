"""User text is printed as it is; the printer fetches nothing."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.domain.rendering import engine, pdf
from reports.domain.rendering.page_blocks import Paragraph
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.measuring import text

HOSTILE = '<img src="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd">{{ page.title }}{% now "Y" %}'


def printed(value: str) -> bytes:
    section = replace(builders.section(1, "一、概况", Paragraph(value, lead=value), builders.expenditure()), title=value, hint=value)
    page = replace(builders.report(section, contents=True), title=value, department=value, keywords=(value,))
    return pdf.print_pdf(page, builders.SUBMISSION, builders.DATA)


def test_markup_in_user_text_is_printed_letter_by_letter():
    content = printed(HOSTILE)
    assert "".join(HOSTILE.split()) in "".join(text(content).split())
    assert list(PdfReader(BytesIO(content)).attachments) == ["report.json"]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/">',
        '<img src="data:image/png;base64,AAAA">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        "<style>@import url(file:///etc/passwd);</style>",
    ],
)
def test_the_printer_refuses_to_fetch_anything(markup):
    with pytest.raises(engine.Forbidden):
        engine.lay_out(f"<html><head>{markup}</head><body>{markup}</body></html>", line_pitch="28.99")


def test_control_characters_bidi_marks_and_lone_surrogates_are_not_printed():
    assert "123万元" in text(printed("\u202e123\u2066万\ud800元\x00"))
