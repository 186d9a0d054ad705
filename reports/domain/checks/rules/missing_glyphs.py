"""C40: characters that no font of the printer has, so that the paper shows 〓 in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.domain import typefaces
from reports.domain.checks.prose import collect_prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.outlines import Block, Outline


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

    for place, letters in find_missing_in_outline(document.outline):
        missing = typefaces.describe_missing(letters)
        message = f"提纲自己的文字里有打印用的字体没有的{missing}，打印出来是“{typefaces.STAND_IN}”，请告诉财政局改提纲"
        yield report_finding(check, (place,), message, subject=f"outline|{place}")


def check_reasons(check: Check, findings: Iterable[Finding]) -> Iterator[Finding]:
    """核对说明, which the paper prints too: told where the finding stands for which the reason was given."""
    for finding in findings:
        if letters := typefaces.find_missing(finding.explained):
            missing = typefaces.describe_missing(letters)
            message = f"{finding.check} 的核对说明里有打印用的字体没有的{missing}，打印出来是“{typefaces.STAND_IN}”，请改用别的写法"
            yield report_finding(check, finding.places, message, subject=f"reason|{finding.key}")


def find_missing_in_outline(outline: Outline) -> Iterator[tuple[str, list[str]]]:
    """Places of the outline's own words, and the characters of them that no font has."""
    return ((place, letters) for place, text in _iter_outline_words(outline) if (letters := typefaces.find_missing(text)))


def _iter_outline_words(outline: Outline) -> Iterator[tuple[str, str]]:
    for section in outline.section:
        title = outline.title if section is outline.section[0] else ""
        blocks = (word for block in section.show for word in _list_block_words(block))
        yield f"section.{section.key}", "".join((title, section.heading, section.hint, *blocks))
    for grid in outline.grid:
        yield f"table.{grid.key}", "".join((grid.label, *(line.label + line.unit for line in (*grid.rows, *grid.columns))))
    for listing in outline.listing:
        yield f"table.{listing.key}", "".join((listing.label, *(field.label + field.unit for field in listing.fields)))


def _list_block_words(block: Block) -> list[str]:
    parts = [word for part in block.parts.values() for word in (part.item, part.join, part.then, part.otherwise)]
    return [block.text, block.sentence, block.note, block.corner, block.caption, block.end, block.reasons, *block.signature, *parts]


def _iter_printed_texts(document: Document) -> Iterator[tuple[str, str]]:
    yield from ((key, document.fields.get(key, "")) for key in document.outline.fields)
    yield from ((text.place, text.text) for text in collect_prose(document))
