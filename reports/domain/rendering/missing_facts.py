"""What is still missing, by section, for a person to go through."""

from __future__ import annotations

from dataclasses import dataclass

from reports.domain import completeness
from reports.domain.completeness import Missing
from reports.domain.document import Document
from reports.domain.rendering import task_list


@dataclass(frozen=True)
class Gap:
    section: str
    title: str
    missing: tuple[Missing, ...]


def list_section_gaps(document: Document) -> list[Gap]:
    """Sections in which something required is blank, in the order of the outline."""
    found = ((section, tuple(completeness.find_missing(document, section.key))) for section in document.outline.section)
    return [Gap(section.key, task_list.get_section_heading(document, section), missing) for section, missing in found if missing]
