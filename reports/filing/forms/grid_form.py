"""Grid (表格): a number cell for every crossing that is typed, an output for every one that is computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from reports.domain import BLANK, Document, Figure, Grid, GridLine, last_year_figures, places
from reports.domain.checks import numbers
from reports.domain.patterns import printing
from reports.filing.drafts import Changes
from reports.filing.forms import taken_over
from reports.filing.forms.base import FormProblem, Mark, ShapeForm, Source, name_breadth
from reports.filing.forms.inputs import FigureField, Input


@dataclass(frozen=True)
class Output:
    """Text that the server computes while the person types."""

    place: str
    text: str
    differs: bool = False

    @property
    def id(self) -> str:
        return f"computed-{self.place}"


@dataclass(frozen=True)
class Cell:
    """A crossing of the grid: an input, an output, both (a typed total with the sum of its parts), or neither (–)."""

    typed: Input | None = None
    computed: Output | None = None
    mark: Mark | None = None  # of a computed cell; a typed one carries its own
    head: str = ""  # of its column, where rows are cards

    @property
    def exists(self) -> bool:
        return bool(self.typed or self.computed)

    @property
    def anchor(self) -> str:
        """HTML id of a cell without an input, so that a finding can lead there."""
        return self.computed.place if self.computed and not self.typed else ""


@dataclass(frozen=True)
class GridRow:
    place: str
    label: str
    indent: bool
    heading: bool
    cells: tuple[Cell, ...]


class GridForm(ShapeForm):
    shape = "grid"

    def __init__(self, source: Source) -> None:
        self.grid: Grid = source.document.outline.grids[source.entry.key]
        self.typed = {f"{self.grid.key}.{row}.{column}": (row, column) for row, column in self.grid.typed_cells(source.entry.members)}
        super().__init__(source, {place: source.document.figures.get(place, BLANK) for place in self.typed})
        self.fields.update({place: FigureField() for place in self.typed})
        self.turned = _is_turned(source)

    def problems(self) -> Iterator[FormProblem]:
        for place, errors in self.errors.items():
            name = places.label_cell(self.document, self.grid.key, *self.typed[place])
            yield from (FormProblem(place, f"{name}：{error}") for error in errors)

    @property
    def changes(self) -> Changes:
        return Changes(figures=self._figures())

    def _figures(self) -> dict[str, Figure]:
        """What was typed; a cell that is no number counts as blank."""
        return {place: self.cleaned_data.get(place, BLANK) for place in self.typed}

    @property
    def head(self) -> list[str]:
        return [self.document.fill(line.label) for line in self._across if not line.heading]

    @property
    def breadth(self) -> str:
        return name_breadth(len(self.head))

    @property
    def _columns(self) -> list[GridLine]:
        return [self.grid.column_by_key[key] for key in self.entry.members]

    @property
    def _across(self) -> list[GridLine]:
        return list(self.grid.rows) if self.turned else self._columns

    @property
    def lines(self) -> Iterator[GridRow]:
        document, heads = self.as_typed(), self.head
        for line in self._columns if self.turned else self.grid.rows:
            crossing = [] if line.heading else [other for other in self._across if not other.heading]
            pairs = [(other.key, line.key) if self.turned else (line.key, other.key) for other in crossing]
            cells = tuple(replace(self._cell(document, *pair), head=head) for pair, head in zip(pairs, heads, strict=False))
            if line.heading or any(cell.exists for cell in cells):
                yield GridRow(f"{self.grid.key}.{line.key}", document.fill(line.label), bool(line.of), line.heading, cells)

    def as_typed(self) -> Document:
        """The document with this grid as it stands in the form."""
        if not self.is_bound:
            return self.document
        self.is_valid()
        return replace(self.document, figures={**self.document.figures, **self._figures()})

    def outputs(self) -> Iterator[Output]:
        """Every computed text of the grid, from what is typed."""
        document = self.as_typed()
        for row in self.grid.rows:
            for column in self.entry.members:
                if output := self._output(document, row.key, column):
                    yield output

    def _cell(self, document: Document, row: str, column: str) -> Cell:
        typed, computed = self._input(document, row, column), self._output(document, row, column)
        mark = None if typed else self.source.marks.get(f"{self.grid.key}.{row}.{column}")
        return Cell(typed, computed, mark)

    def _input(self, document: Document, row: str, column: str) -> Input | None:
        place = f"{self.grid.key}.{row}.{column}"
        if place not in self.typed:
            return None
        value = self.data.get(place, "") if self.is_bound else str(self.document.figures.get(place, BLANK))
        errors = tuple(str(error) for error in self.errors.get(place, ()))
        label, mark = places.label_cell(document, self.grid.key, row, column), self.source.marks.get(place)
        before = taken_over.compare_with_last_year(value, self.before.get(place))
        return Input(place, label, value, errors=errors, last=self._last(row, column), mark=mark, before=before)

    @property
    def offered(self) -> int:
        """How many blank 上年 cells last year's report can fill."""
        values = {
            place: str(self.data.get(place, "") if self.is_bound else self.document.figures.get(place, BLANK)) for place in self.typed
        }
        return taken_over.count_offered(values, self.before)

    @property
    def entry_place(self) -> str:
        return f"table.{self.grid.key}"

    @cached_property
    def before(self) -> dict[str, Figure]:
        return dict(last_year_figures.iter_grid_figures(self.grid, self.source.last)) if self.source.last else {}

    def _last(self, row: str, column: str) -> str:
        return self._text(self.source.last, row, column) if self.source.last else ""

    def _text(self, document: Document, row: str, column: str) -> str:
        figure = document.cell(self.grid.key, row, column)
        text = printing.format_table_figure(figure, self.grid.places_of(row, column), document.outline.trim)
        return f"{text}%" if figure.amount is not None and self.grid.unit_of(row, column) == "%" else text

    def _output(self, document: Document, row: str, column: str) -> Output | None:
        if not self.grid.has(row, column):
            return None
        place = f"{self.grid.key}.{row}.{column}"
        if place not in self.typed:
            return Output(place, self._text(document, row, column) or "自动计算")
        found = document.sum_of_parts(self.grid.key, row, column)
        decimals = self.grid.places_of(row, column)
        return None if found is None else _compare_typed_total(place, document.figures.get(place, BLANK), found, decimals)


def _compare_typed_total(place: str, typed: Figure, found: Figure, decimals: int) -> Output:
    """The sum of the parts beside the typed total; the difference has the sign and the places that a finding gives it. What
    difference is too much is for the checks to say."""
    if found.amount is None:
        return Output(place, "各项未填齐" if typed.amount is not None else "")
    if typed.amount is None:
        return Output(place, f"各项之和 {found}")
    if typed.amount == found.amount:
        return Output(place, f"各项之和 {found}，一致")
    return Output(place, f"各项之和 {found}，差 {numbers.show_difference(found.amount - typed.amount, decimals)}", differs=True)


def _is_turned(source: Source) -> bool:
    """Whether the paper prints the grid's columns as rows."""
    shown = source.document.outline.sections[source.section].show
    return any(block.turn for block in shown if block.table == source.entry.key)
