"""Document (文档): every value of one report in memory. Immutable, typed, no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from reports.domain import formulas, patterns
from reports.domain.figures import BLANK, Figure
from reports.domain.outlines import Grade, Outline
from reports.domain.patterns import printing
from reports.domain.row_names import name_rows
from reports.domain.shapes import Field, Listing, Preset

Value = str | Figure
EMPTY: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """A row of a list. Its key is random, fixed at creation, and never the primary key."""

    key: str
    values: Mapping[str, Value]
    answers: str = ""  # key of the row that this one answers

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def figure(self, name: str) -> Figure:
        value = self.values.get(name, BLANK)
        return value if isinstance(value, Figure) else BLANK

    @property
    def is_blank(self) -> bool:
        return not any(str(value) for value in self.values.values())


def _fill_preset_rows(listing: Listing, typed: tuple[Row, ...]) -> tuple[Row, ...]:
    known = {row.key: row for row in typed}
    return tuple(_fill_preset_row(listing, preset, known.get(preset.key)) for preset in listing.preset)


def _fill_preset_row(listing: Listing, preset: Preset, typed: Row | None) -> Row:
    given: dict[str, Value] = {
        field.key: Figure.of(preset.values[field.key]) if field.is_figure else preset.values[field.key]
        for field in listing.fields
        if field.key in preset.values
    }
    return Row(preset.key, {**given, **(typed.values if typed else {})}, typed.answers if typed else "")


@dataclass(frozen=True)
class Statement:
    """What a published text states against the facts read from it: a share, a count, a figure or a name said twice."""

    place: str  # fact id that it speaks of
    stated: str
    found: str  # what the fact says; "" for debris
    quote: str  # the passage

    @property
    def is_debris(self) -> bool:
        """A mark of a word processor, stated below a section; it contradicts nothing."""
        return self.place.startswith("section.") and not self.found


@dataclass(frozen=True)
class Document:
    outline: Outline
    year: int
    department: str  # name of the unit as the bureau keeps it
    code: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)  # of grids, by fact id `grid.row.column`
    wordings: Mapping[str, str] = field(default_factory=dict)  # editable sentences as the department words them
    statements: tuple[Statement, ...] = ()
    cuts: tuple[Grade, ...] = ()  # 等次分界 of the cycle; empty: the outline's own

    def field(self, key: str) -> str:
        """A field as a sentence says it: what was typed, else its default."""
        return self.outline.fields[key].say(self.kept_field(key))

    def shown_field(self, key: str) -> str:
        """A field as it stands beside its label: with its unit, or as boxes."""
        return self.outline.fields[key].show(self.kept_field(key))

    def kept_field(self, key: str) -> str:
        """A field as it is kept: what was typed or is worked out, else its default."""
        field = self.outline.fields[key]
        if field.formula:
            return str(self._compute_field(field))
        return self.fields.get(key, "") or (self.fill(field.default) if field.default else "")

    def field_figure(self, key: str) -> Figure:
        """The number that formulas and checks take a field for; blank where it is none."""
        return self.outline.fields[key].figure(self.kept_field(key))

    def _compute_field(self, field: Field) -> Figure:
        return formulas.round_figure(formulas.compute_unrounded(field.formula, self.exact_figure), field.decimals)

    def text(self, key: str) -> str:
        return self.texts.get(key, "")

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows of a list; where the outline presets them, all of those, with what was typed into them."""
        return self._rows[key] if key in self._rows else self.lists.get(key, ())

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What those who look at the document read once from its words, by name: it never changes."""
        return {}

    @cached_property
    def computed(self) -> dict[str, Any]:
        """What was worked out once from its figures, by name. Unlike `derived` it holds of this document alone."""
        return {}

    @cached_property
    def _rows(self) -> dict[str, tuple[Row, ...]]:
        preset = (listing for listing in self.outline.listing if listing.preset)
        return {listing.key: _fill_preset_rows(listing, self.lists.get(listing.key, ())) for listing in preset}

    def cell(self, grid: str, row: str, column: str) -> Figure:
        """A cell of a grid, computed where the outline says so."""
        known = self._cells.get((grid, row, column))
        if known is None:
            known = self.outline.grids[grid].cell(row, column, lambda r, c: self.figures.get(f"{grid}.{r}.{c}", BLANK))
            self._cells[grid, row, column] = known
        return known

    @cached_property
    def _cells(self) -> dict[tuple[str, str, str], Figure]:
        """Cells that were asked for: some are read a hundred times for one page."""
        return {}

    def exact_figure(self, place: str) -> Figure:
        """The figure at a place, of a computed cell with every digit: what a score is worked out from."""
        table, row, column = place.split(".") if place.count(".") == 2 else ("", "", "")
        if table not in self.outline.grids:
            field = self.outline.fields.get(place)
            return formulas.compute_unrounded(field.formula, self.exact_figure) if field and field.formula else self.figure(place)
        return self.outline.grids[table].exact_cell(row, column, lambda r, c: self.figures.get(f"{table}.{r}.{c}", BLANK))

    def sum_of_parts(self, grid: str, row: str, column: str) -> Figure | None:
        """What a typed total would be as the sum of its parts; None where the cell is no total."""
        return self.outline.grids[grid].sum_of_parts(row, column, lambda r, c: self.figures.get(f"{grid}.{r}.{c}", BLANK))

    def value(self, name: str) -> Value | int:
        """The value of any name a pattern may use; for a list the number of its rows."""
        if name == "last_year":
            return str(self.year - 1)
        if name in self.outline.fields:
            return self.field_figure(name) if self.outline.fields[name].of_kind.is_number else self.field(name)
        if name in self.outline.texts:
            return self.text(name)
        if name in self.outline.lists:
            return len(self.rows(name))
        return self.figure(name)

    def figure(self, place: str) -> Figure:
        """The figure at a place: a cell of a grid, a number of a list row, a field; and what sum(list.field) or count(list) give."""
        if place in self.outline.fields:
            return self.field_figure(place)
        if place.endswith(")"):
            return self._aggregate(*formulas.parse_aggregate(place))
        if place.count(".") != 2:
            return BLANK
        table, row, column = place.split(".")
        if table in self.outline.grids:
            return self.cell(table, row, column)
        found = self._rows_by_key.get((table, row))
        return found.figure(column) if found else BLANK

    def _aggregate(self, function: str, name: str) -> Figure:
        """Over the rows of a list; blank where a list that has to be filled in is empty."""
        key, _, column = name.partition(".")
        rows = self.rows(key) if key in self.outline.lists else ()
        if function == "count":
            return Figure.of(len(rows)) if rows or (key in self.outline.lists and not self.outline.lists[key].required) else BLANK
        return formulas.sum_figures(row.figure(column) for row in rows)

    def words(self, name: str) -> tuple[str, ...]:
        """What is chosen or ticked in a field."""
        return self.outline.fields[name].words(self.kept_field(name)) if name in self.outline.fields else ()

    def is_condition_met(self, condition: str) -> bool | None:
        """Whether a condition of the outline holds; None while something that it asks for is blank."""
        return formulas.is_condition_met(condition, self.figure, self.words)

    def find_row(self, table: str, key: str) -> Row | None:
        """The row of a list by its key."""
        return self._rows_by_key.get((table, key))

    @cached_property
    def row_names(self) -> dict[tuple[str, str], str]:
        """What every row of every list is called, by list and row key."""
        lists = self.outline.lists
        return {(key, row): name for key, listing in lists.items() for row, name in name_rows(listing, self.rows(key)).items()}

    @cached_property
    def _rows_by_key(self) -> dict[tuple[str, str], Row]:
        return {(table, row.key): row for table in self.outline.lists for row in self.rows(table)}

    def fill(self, pattern: str) -> str:
        """A pattern without named parts, filled in."""
        return printing.print_pattern(patterns.parse_pattern(pattern), lambda slot: self.value(slot.name))

    @property
    def title(self) -> str:
        return self.fill(self.outline.title)

    def with_statements(self, *statements: Statement) -> Document:
        return replace(self, statements=(*self.statements, *statements))

    def filled_figures(self) -> Iterator[tuple[str, Figure]]:
        return ((place, figure) for place, figure in self.figures.items() if not figure.is_blank)
