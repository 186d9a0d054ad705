"""Changes between two versions, in words and marked passages, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.domain import places, text_diff
from reports.domain.diff import Change
from reports.domain.document import Document
from reports.domain.figures import normalise_amount
from reports.domain.text_diff import Passage


@dataclass(frozen=True)
class ChangeLine:
    label: str
    kind: str
    anchor: str  # HTML id of the section, as the printed report has it
    passages: tuple[Passage, ...]
    difference: str = ""  # +19.5


def describe_changes(document: Document, changes: Iterable[Change]) -> list[ChangeLine]:
    return [_describe_change(document, change) for change in changes]


def _describe_change(document: Document, change: Change) -> ChangeLine:
    section = places.find_section(document.outline, change.place)
    difference = f"{normalise_amount(change.difference):+f}" if change.difference is not None else ""
    return ChangeLine(change.label, change.kind.value, f"section.{section}" if section else "", _compare_change_texts(change), difference)


def _compare_change_texts(change: Change) -> tuple[Passage, ...]:
    """Two numbers stand side by side whole; two texts are compared."""
    if change.difference is not None:
        return (Passage("old", change.old), Passage("same", " → "), Passage("new", change.new))
    return tuple(text_diff.compare_texts(change.old, change.new))
