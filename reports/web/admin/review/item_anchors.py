"""Where a return item may be anchored, in words: the choices of one select, grouped by section."""

from __future__ import annotations

from itertools import groupby

from reports.domain import Document, places
from reports.domain.rendering import task_list

Group = tuple[str, list[tuple[str, str]]]


def group_item_places(document: Document) -> list[Group]:
    """Every place of the report under the heading of its section, in the order of the outline."""
    found = [(places.find_section(document.outline, place) or "", place) for place in places.iter_all_places(document)]
    return [
        (_get_section_heading(document, section), _build_place_choices(document, list(group)))
        for section, group in groupby(found, key=lambda pair: pair[0])
    ]


def _get_section_heading(document: Document, section: str) -> str:
    return task_list.get_section_heading(document, document.outline.sections[section])


def _build_place_choices(document: Document, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(place, _trim_section_heading(places.label_place(document, place))) for _, place in found]


def _trim_section_heading(label: str) -> str:
    """What stands behind the section's heading; where nothing does, the whole section is meant."""
    return label.partition(" › ")[2] or f"整节：{label}"
