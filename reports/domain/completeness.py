"""What is still missing in a report, and how far a section is. Derived from the Document, never ticked."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import patterns, places
from reports.domain.document import Document
from reports.domain.outlines import Entry, Part, list_entries


class Progress(enum.Enum):
    EMPTY = "空"
    STARTED = "填写中"
    DONE = "完成"


@dataclass(frozen=True)
class Missing:
    section: str
    place: str
    message: str


def find_all_missing(document: Document) -> list[Missing]:
    """Everything required that is blank, in the order of the outline."""
    return [gap for section in document.outline.section for gap in find_missing(document, section.key)]


def find_missing(document: Document, section: str) -> list[Missing]:
    """Everything required of the section that is blank. A section that is not required misses nothing."""
    if not document.outline.sections[section].required:
        return []
    gaps = [gap for entry in list_entries(document.outline)[section] for gap in _find_entry_gaps(document, entry)]
    parts = [part for block in document.outline.sections[section].show for part in block.parts.values()]
    gaps += [gap for part in parts for gap in _find_branch_gaps(document, part)]
    return [Missing(section, place, message) for place, message in gaps]


def measure_progress(document: Document, section: str) -> Progress:
    """How far a section is. One whose sentence is decided by figures alone is done without a word typed."""
    filled = any(_is_filled(document, entry) for entry in list_entries(document.outline)[section])
    if find_missing(document, section):
        return Progress.STARTED if filled else Progress.EMPTY
    return Progress.DONE if filled or _is_decided(document, section) else Progress.EMPTY


def _is_decided(document: Document, section: str) -> bool:
    """Whether the section chooses between branches and all its conditions have an answer."""
    conditions = [part.when for block in document.outline.sections[section].show for part in block.parts.values() if part.when]
    return bool(conditions) and None not in [document.is_condition_met(condition) for condition in conditions]


def _find_entry_gaps(document: Document, entry: Entry) -> Iterator[tuple[str, str]]:
    match entry.shape:
        case "fields":
            yield from _find_field_gaps(document, entry)
        case "narrative":
            yield from _find_text_gaps(document, entry.key)
        case "listing":
            yield from _find_list_gaps(document, entry.key)
        case "grid":
            yield from _find_grid_gaps(document, entry)


def _find_field_gaps(document: Document, entry: Entry) -> Iterator[tuple[str, str]]:
    for key in entry.members:
        field = document.outline.fields[key]
        if field.required and not document.kept_field(key):
            yield key, f"{field.label}未填"


def _find_text_gaps(document: Document, key: str) -> Iterator[tuple[str, str]]:
    if document.outline.texts[key].required and not document.text(key).strip():
        yield f"narrative.{key}", f"{document.outline.texts[key].label}未写"


def _find_branch_gaps(document: Document, part: Part) -> Iterator[tuple[str, str]]:
    """A text that only one branch of a sentence prints is required when that branch is taken."""
    answer = document.is_condition_met(part.when) if part.when else None
    branch = {True: part.then, False: part.otherwise, None: ""}[answer]
    for slot in patterns.list_slots(patterns.parse_pattern(branch)):
        text = document.outline.texts.get(slot.name)
        if text and not text.required and not document.text(slot.name).strip():
            yield f"narrative.{text.key}", f"{text.label}未写（{text.hint}）" if text.hint else f"{text.label}未写"


def _find_list_gaps(document: Document, key: str) -> Iterator[tuple[str, str]]:
    listing, rows = document.outline.lists[key], document.rows(key)
    if listing.required and not rows:
        yield f"table.{key}", f"{listing.label}一条也没有"
    for row in rows:
        for field in listing.typed:
            if field.required and not str(row.values.get(field.key, "")).strip():
                yield f"{key}.{row.key}.{field.key}", f"{document.row_names[key, row.key]}的{field.label}未填"


def _find_grid_gaps(document: Document, entry: Entry) -> Iterator[tuple[str, str]]:
    grid = document.outline.grids[entry.key]
    for row, column in grid.typed_cells(entry.members):
        figure = document.cell(grid.key, row, column)
        if figure.is_blank and grid.blank == "open" and grid.is_required(row, column):
            place = f"{grid.key}.{row}.{column}"
            yield place, f"{grid.label}：{places.label_cell(document, grid.key, row, column)}未填（没有发生填 0）"


def _is_filled(document: Document, entry: Entry) -> bool:
    match entry.shape:
        case "fields":
            return any(document.fields.get(key) for key in entry.members)
        case "narrative":
            return bool(document.text(entry.key).strip())
        case "listing":
            return any(not row.is_blank for row in document.lists.get(entry.key, ()))
        case "grid":
            typed = document.outline.grids[entry.key].typed_cells(entry.members)
            return any(not document.cell(entry.key, row, column).is_blank for row, column in typed)
        case _:
            return bool(document.wordings.get(entry.key))
