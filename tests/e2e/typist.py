"""A clerk who types a whole report by keyboard: from one input to the next with Tab, rows with Ctrl+Enter, Ctrl+S at the end.

What is typed comes from a Document: a published report where the seeds are there, else the demonstration's complete one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from reports.demo import sample_reports
from reports.domain import interchange
from reports.domain.document import Document, Row
from reports.domain.outlines import Entry, list_entries, outline_loader
from reports.domain.shapes import Listing
from tests.acceptance import seeds
from tests.e2e.sections import focused, saved

DISTRICT = Path(sample_reports.__file__).parent / "district.toml"
FARTHEST = 400  # presses of Tab before a test gives up


def paper(outline: str) -> Document:
    """The report to be typed."""
    folder = seeds.folder()
    if folder is None:
        return of_the_demonstration(outline)
    seed = next(seed for seed in seeds.SEEDS if seed.outline == outline)
    return seeds.read(seed, folder).document


def of_the_demonstration(outline: str) -> Document:
    """The first department that has every part of the report in its own words."""
    district = tomllib.loads(DISTRICT.read_text(encoding="utf-8"))
    chosen = [entry for entry in district["department"] if entry.get("outline", "tianxin-2018") == outline and "tasks" in entry]
    return interchange.load_document(
        sample_reports.build_sample_report(chosen[0], district, max(district["years"])), outline_loader.load_outline(outline)
    )


def sections(document: Document) -> list[str]:
    """Keys of the sections that have something to fill in."""
    return [key for key, found in list_entries(document.outline).items() if found]


def values(document: Document) -> Iterator[list[str]]:
    """What is typed: the fields one by one, a sequence for every text, list and grid in the order of the paper."""
    for entry in (entry for found in list_entries(document.outline).values() for entry in found):
        if entry.shape == "fields":
            yield from ([document.fields[name]] for name in entry.members if document.fields.get(name))
        else:
            yield [value for value in _values(document, entry) if value]


def _values(document: Document, entry: Entry) -> list[str]:
    if entry.shape == "narrative":
        return document.text(entry.key).split("\n")
    if entry.shape == "listing":
        fields = document.outline.lists[entry.key].fields
        return [row.text(field.key) for row in document.rows(entry.key) for field in fields]
    if entry.shape == "grid":
        return [str(document.figures[place]) for place in cells(document, entry) if place in document.figures]
    return []


def cells(document: Document, entry: Entry) -> list[str]:
    """Places of the grid's inputs, line by line as the page and the paper show them."""
    grid = document.outline.grids[entry.key]
    typed = list(grid.typed_cells(entry.members))
    if is_turned(document, entry.key):
        typed.sort(key=lambda cell: entry.members.index(cell[1]))
    return [f"{grid.key}.{row}.{column}" for row, column in typed]


def is_turned(document: Document, grid: str) -> bool:
    """Whether the grid's columns are printed as rows."""
    return any(block.turn for section in document.outline.section for block in section.show if block.table == grid)


def block(document: Document, entry: Entry) -> str:
    """The grid as Excel puts it on the clipboard: tabs between the cells, a line end behind each line."""
    lines: dict[str, list[str]] = {}
    for place in cells(document, entry):
        _, row, column = place.split(".")
        line = column if is_turned(document, entry.key) else row
        lines.setdefault(line, []).append(str(document.figures[place]))
    return "".join("\t".join(line) + "\r\n" for line in lines.values())


class Typist:
    """Types into the page of a section, by keyboard only."""

    def __init__(self, page: Page, document: Document) -> None:
        self.page, self.document = page, document

    def section(self, key: str) -> None:
        """Everything of the section that is open, and saves it."""
        for entry in list_entries(self.document.outline)[key]:
            self.entry(entry)
        self.save()

    def save(self) -> None:
        self.page.keyboard.press("Control+s")
        saved(self.page)

    def entry(self, entry: Entry) -> None:
        match entry.shape:
            case "fields":
                for name in entry.members:
                    self.into(name, self.document.fields.get(name, ""))
            case "narrative":
                self.into(f"narrative.{entry.key}", self.document.text(entry.key))
            case "listing":
                self.rows(self.document.outline.lists[entry.key], self.document.rows(entry.key))
            case "grid":
                self.grid(entry)

    def rows(self, listing: Listing, rows: tuple[Row, ...]) -> None:
        """The page begins with one row; Ctrl+Enter makes the next."""
        self.go_to(rf"{listing.key}\..+\.{listing.fields[0].key}")
        for number, row in enumerate(rows):
            if number:
                self.page.keyboard.press("Control+Enter")
            for place, field in enumerate(listing.fields):
                if place:
                    self.page.keyboard.press("Tab")
                self.write(row.text(field.key))

    def grid(self, entry: Entry) -> None:
        """Tab to the first cell; in a grid of one column Enter goes down."""
        places = [place for place in cells(self.document, entry) if place in self.document.figures]
        onward = "Enter" if len({place.rpartition(".")[2] for place in places}) == 1 else "Tab"
        for number, place in enumerate(places):
            self.into(place, str(self.document.figures[place]), onward if number else "Tab")

    def into(self, place: str, text: str, key: str = "Tab") -> None:
        if text:
            self.go_to(re.escape(place), key)
            self.write(text)

    def write(self, text: str) -> None:
        """As an input method puts words in: over what stands there."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def go_to(self, pattern: str, key: str = "Tab") -> None:
        """Tab on until the cursor stands in the input with such an id."""
        press(self.page, key, lambda: bool(re.fullmatch(pattern, focused(self.page))), pattern)

    def go_to_words(self, words: str, key: str = "Tab") -> None:
        """Tab on until the cursor stands on the link, button or box that says so."""
        press(self.page, key, lambda: words in spoken(self.page), words)

    def follow(self, words: str) -> None:
        """Goes where the link or button leads; a summary of the same words only opens."""
        press(self.page, "Tab", lambda: words in spoken(self.page) and not on_summary(self.page), words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def press(page: Page, key: str, arrived: Callable[[], bool], wanted: str) -> None:
    for _ in range(FARTHEST):
        if arrived():
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {wanted} on {page.url}")


def on_summary(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement?.matches('summary') ?? false"))


def spoken(page: Page) -> str:
    """What the link, button or box with the cursor is called; "" for anything else."""
    return str(
        page.evaluate(
            """() => {
                const at = document.activeElement ?? document.createElement("p");  // none while a page is being loaded
                const label = at.labels?.[0]?.textContent ?? "";
                return at.matches("a, button, summary, input, textarea") ? at.getAttribute("aria-label") || at.textContent || label : "";
            }"""
        )
    )
