"""What is typed on a section's page, and what the database holds of it, in one form that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from playwright.sync_api import Page

from reports.domain.document import Document

# Inputs of the section itself; reasons, answers, the box for pasting without JavaScript and what is hidden are not typed facts.
READ = """() => {
    const form = document.getElementById("section-form");
    if (!form) return null;
    const cells = {};
    const lists = {};
    for (const list of form.querySelectorAll("[data-listing]")) {
        lists[list.dataset.listing] = [...list.querySelectorAll("[data-row]")].map((row) => [row.id, {}]);
    }
    for (const field of form.querySelectorAll("input, textarea, select")) {
        if (["hidden", "radio"].includes(field.type) || !field.id || !field.name || field.name.includes(":") || field.readOnly) continue;
        const row = field.closest("[data-row]");
        if (!row) cells[field.id] = field.value;
        else lists[row.closest("[data-listing]").dataset.listing].find(([id]) => id === row.id)[1][field.id] = field.value;
    }
    return { cells, lists };
}"""


@dataclass
class Sheet:
    """Every input: by its place, and for lists row by row, each (id of the row, value by place)."""

    cells: dict[str, str]
    lists: dict[str, list[tuple[str, dict[str, str]]]]

    def copy(self) -> Sheet:
        return Sheet(dict(self.cells), {key: [(row, dict(values)) for row, values in rows] for key, rows in self.lists.items()})

    def find(self, place: str) -> dict[str, str]:
        """The values among which the place stands."""
        if place in self.cells:
            return self.cells
        return next(values for rows in self.lists.values() for _, values in rows if place in values)

    def places(self) -> list[str]:
        return [*self.cells, *(place for rows in self.lists.values() for _, values in rows for place in values)]

    def text(self) -> str:
        """All that is typed, one after another."""
        return "\n".join(
            [*self.cells.values(), *(value for rows in self.lists.values() for _, values in rows for value in values.values())]
        )


def read_sheet(page: Page) -> Sheet | None:
    """What stands on the page; None where it has no form of a section."""
    found: dict[str, Any] | None = page.evaluate(READ)
    if found is None:
        return None
    return Sheet(found["cells"], {key: [(row, values) for row, values in rows] for key, rows in found["lists"].items()})


def fold(value: str) -> str:
    """Spellings that are stored alike: of a number, and of a text's line ends, blanks and invisible characters."""
    lines = [
        "".join(letter for letter in line if unicodedata.category(letter) not in {"Cf", "Cc"}) for line in re.split(r"[\r\n\v]+", value)
    ]
    text = "\n".join(filter(None, (re.sub(r"\s+", " ", line).strip() for line in lines)))
    digits = text.replace(",", "").replace("，", "")
    return f"{Decimal(digits).normalize():f}" if re.fullmatch(r"-?\d+(\.\d*)?", digits) else text


Folded = dict[str, Any]


def fold_sheet(sheet: Sheet) -> Folded:
    """Filled cells by place, and the filled rows of each list in order; keys of rows say nothing."""
    cells = {place: folded for place, value in sheet.cells.items() if (folded := fold(value))}
    rows = {key: [_fold_row(values) for _, values in found if is_filled(values)] for key, found in sheet.lists.items()}
    return {**cells, **{key: filled for key, filled in rows.items() if filled}}


def _fold_row(values: dict[str, str]) -> list[str]:
    return [fold(value) for value in values.values()]


def is_filled(values: dict[str, str]) -> bool:
    """A choice of what is answered makes no row; the page says that it is not kept."""
    return any(fold(value) for place, value in values.items() if not place.endswith(".answers"))


def load_stored(document: Document, like: Sheet) -> Folded:
    """The same of what is stored, for the inputs that the page has."""
    cells = {place: value for place in like.cells if (value := fold(_load_cell(document, place)))}
    lists: Folded = {}
    for key in like.lists:
        names = [place.rpartition(".")[2] for _, values in like.lists[key][:1] for place in values]
        rows = [[fold(row.answers if name == "answers" else row.text(name)) for name in names] for row in document.rows(key)]
        if full := [row for row in rows if any(row)]:
            lists[key] = full
    return {**cells, **lists}


def _load_cell(document: Document, place: str) -> str:
    if place.startswith("narrative."):
        return document.text(place.removeprefix("narrative."))
    return str(document.figures.get(place, "")) if place.count(".") == 2 else document.fields.get(place, "")


def describe_differences(wanted: Folded, found: Folded) -> Iterator[str]:
    for place in sorted(wanted.keys() | found.keys()):
        if wanted.get(place) != found.get(place):
            yield f"{place}: typed {wanted.get(place)!r}, found {found.get(place)!r}"
