"""A block pasted into a table of an outline, without a page."""

from __future__ import annotations

from collections.abc import Sequence

from reports.domain import Document, list_entries
from reports.filing.paste import Answer, Paste, interpret_paste
from reports.filing.paste.grid_layout import build_grid_table
from reports.filing.paste.list_layout import build_list_table
from tests.reports.filing.forms.builders import TIANXIN, document

HUNAN = "hunan-standard"
Spot = tuple[int, int]
Typed = dict[str, str] | None


def paste_grid(
    text: str, at: tuple[int, int] = (0, 0), key: str = "expenditure", typed: dict[str, str] | None = None, **rest: object
) -> Answer:
    outline, last = str(rest.get("outline", TIANXIN)), rest.get("last")
    made = document(outline)
    section, entry = next((name, entry) for name, found in list_entries(made.outline).items() for entry in found if entry.key == key)
    table = build_grid_table(made, entry, made.outline.sections[section])
    return interpret_paste(table, Paste(text, at, typed or {}), last if isinstance(last, Document) else None)


def paste_list(
    text: str, keys: Sequence[str] = ("a",), at: Spot = (0, 0), key: str = "duties", typed: Typed = None, **rest: object
) -> Answer:
    made = document(str(rest.get("outline", TIANXIN)))
    answerable = rest.get("answerable", ())
    table = build_list_table(made, made.outline.lists[key], keys, answerable)  # type: ignore[arg-type]
    return interpret_paste(table, Paste(text, at, typed or {}, over=bool(rest.get("over"))))


def put(answer: Answer) -> dict[str, str]:
    """Values by row and column, new rows by their order: new1.name."""
    names = {key: f"new{number}" for number, key in enumerate(answer.new, 1)}
    parts = [(place.split("."), value) for place, value in answer.puts.items()]
    return {f"{names.get(row, row)}.{column}": value for (_, row, column), value in parts}


def details(answer: Answer) -> dict[str, tuple[str, ...]]:
    return {note.text: note.details for note in answer.notes if note.details}


def offered(answer: Answer) -> dict[str, dict[str, str]]:
    return {offer.label: {place.partition(".")[2]: value for place, value in offer.puts.items()} for offer in answer.offers}
