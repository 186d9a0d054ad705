"""C40: characters that no font of the printer has, so that the paper shows 〓 in their place."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import typefaces
from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding
from reports.domain.checks.prose import collect_prose
from reports.domain.checks.rules.registry import Watched, report_finding, rule
from reports.domain.document import Document
from reports.domain.outlines import Check


@rule(
    "C40",
    name="每个字都打印得出来",
    severity="W",
    source="打印用的字体",
    explanation="找出打印用的字体里没有的字符（表情符号、专用区字符、极少见的字）：打印出来是“〓”。",
    watches=(Watched.TEXTS, Watched.LISTS),
    everywhere=True,
)
def check_glyphs(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for place, text in _iter_printed_texts(document):
        if letters := typefaces.find_missing(text):
            message = f"打印用的字体里没有{typefaces.describe_missing(letters)}，打印出来是“{typefaces.STAND_IN}”，请改用别的写法"
            yield report_finding(check, (place,), message)


def _iter_printed_texts(document: Document) -> Iterator[tuple[str, str]]:
    yield from ((key, document.fields.get(key, "")) for key in document.outline.fields)
    yield from ((text.place, text.text) for text in collect_prose(document))
