"""Where an attachment may stand: at the whole report, a section, a row of the rated indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import Document, Row, Section, get_section_heading, list_entries
from reports.models.attachment import Attachment

WHOLE, WHOLE_LABEL = "report", "整份报告"
NAMES = ("level3", "level2", "level1")  # what an indicator is called
SHOWN = 60  # characters of an indicator
LONGEST = 200


@dataclass(frozen=True)
class AttachmentTarget:
    """place: as everywhere (`section.…`, `<list>.<row key>`), or `report`."""

    place: str
    label: str
    section: str = ""
    is_row: bool = False


def list_attachment_targets(document: Document) -> dict[str, AttachmentTarget]:
    """Every place that may have attachments, in the order of the outline."""
    return {spot.place: spot for spot in _iter_targets(document)}


def find_current_target(label: str, attachment: Attachment, known: dict[str, AttachmentTarget]) -> AttachmentTarget:
    """Where an attachment stands now; a row that is gone keeps the name that it had."""
    return known.get(attachment.place) or AttachmentTarget(attachment.place, label, attachment.section)


def _iter_targets(document: Document) -> Iterator[AttachmentTarget]:
    yield AttachmentTarget(WHOLE, WHOLE_LABEL)
    filled_in, rated = list_entries(document.outline), {assessment.listing for assessment in document.outline.assessment}
    for section in document.outline.section:
        title = get_section_heading(document, section)
        yield AttachmentTarget(f"section.{section.key}", title[:LONGEST], section.key)
        for entry in filled_in[section.key]:
            if entry.shape == "listing" and entry.key in rated:
                yield from _iter_row_targets(document, entry.key, section, title)


def _iter_row_targets(document: Document, key: str, section: Section, title: str) -> Iterator[AttachmentTarget]:
    for number, row in enumerate(document.rows(key), 1):
        yield AttachmentTarget(f"{key}.{row.key}", f"{title} › {_name_rated_row(row, number)}"[:LONGEST], section.key, is_row=True)


def _name_rated_row(row: Row, number: int) -> str:
    named = next(filter(None, map(row.text, NAMES)), "")
    return f"指标 {number} {named[:SHOWN]}".strip()
