"""What is still missing, by section, for a person to go through."""

from __future__ import annotations

from dataclasses import dataclass

from reports import completeness
from reports.completeness import Missing
from reports.document import Document
from reports.rendering import overview


@dataclass(frozen=True)
class Gap:
    section: str
    title: str
    missing: tuple[Missing, ...]


def gaps(document: Document) -> list[Gap]:
    """Sections in which something required is blank, in the order of the outline."""
    found = ((section, tuple(completeness.missing(document, section.key))) for section in document.outline.section)
    return [Gap(section.key, overview.heading(document, section), missing) for section, missing in found if missing]
