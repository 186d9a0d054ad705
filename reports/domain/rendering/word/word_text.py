"""Text as a .docx can hold it: every letter that was typed, without what XML forbids and what reverses the order of figures.

Unlike the PDF (`text_cleanup`) nothing is replaced or cut here: Word looks for a letter in other fonts itself, and what is edited outside
is compared with what was typed.
"""

from __future__ import annotations

import re

from reports.domain.rendering.page_blocks import ReportPage
from reports.domain.rendering.text_cleanup import LINE_END, rewrite_page

# Controls and unpaired surrogates, which no XML 1.0 may hold, and the marks of direction, behind which 123 reads 321.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean_word_page(page: ReportPage) -> ReportPage:
    """The same report, with every text ready for Word."""
    return rewrite_page(page, clean_word_text, split_word_text)


def clean_word_text(text: str) -> str:
    """On one line."""
    return FORBIDDEN.sub("", LINE_END.sub(" ", text))


def split_word_text(text: str) -> list[str]:
    """The paragraphs of `text`: one a line; the indent is not text."""
    return [FORBIDDEN.sub("", line.strip()) for line in LINE_END.split(text) if line.strip()]
