"""Tables: heads on every page, rows in one piece, cells that span; the widths of the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from reports.domain.rendering.page_blocks import Cell, FormTable, Table
from reports.domain.rendering.row_spans import map_spanning_cells
from reports.domain.rendering.word.markup import Element, make_element, make_flag, make_paragraph, make_run, to_twips

FORM_SHARES = (0.28, 0.72)
ONE_LETTER = {"leftChars": 100, "left": 240}
NARROW = 0.3  # millimetres beside a number in the middle of a narrow column: 98.45 in one of 7 %


def build_table(block: Table, width: float, *, keeps: bool) -> Element:
    """`width` in millimetres; `keeps`: the last row stands on the page of what follows."""
    look = _Look(_share_width(block.shares, width), small=block.small, splits=block.tall)
    kept = _keep_rows(len(block.body), all_of_them=block.short and not look.splits, total=not look.splits, last=keeps)
    head = list(look.build_rows(block.head, [True] * len(block.head), is_head=True))
    return look.build_table([*head, *look.build_rows(block.body, kept)])


def _keep_rows(rows: int, *, all_of_them: bool, total: bool, last: bool) -> list[bool]:
    """Which rows stand on one page with what follows them; `total`: the last row never alone."""
    return [last if at == rows - 1 else all_of_them or (total and at == rows - 2) for at in range(rows)]


def build_form(block: FormTable, width: float, *, keeps: bool) -> Element:
    """Label and value, the whole on one page."""
    look = _Look(_share_width(FORM_SHARES, width))
    last = len(block.rows) - 1
    return look.build_table([look.build_form_row(row, keeps=keeps or at < last) for at, row in enumerate(block.rows)])


def _share_width(shares: tuple[float, ...], width: float) -> list[int]:
    """The columns in twips, together the width."""
    edges = [round(edge * to_twips(width)) for edge in accumulate(shares, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


class _Look:
    """How the cells of one table look. `widths` in twips."""

    def __init__(self, widths: list[int], *, small: bool = False, splits: bool = False) -> None:
        self.widths, self.small, self.splits = widths, small, splits

    def build_table(self, rows: list[Element]) -> Element:
        frame = make_element(
            "tblPr",
            make_element("tblStyle", val="SmallTable" if self.small else "ReportTable"),
            make_element("tblW", w=sum(self.widths), type="dxa"),
            make_element("tblLayout", type="fixed"),
        )
        return make_element("tbl", frame, make_element("tblGrid", *(make_element("gridCol", w=width) for width in self.widths)), *rows)

    def build_rows(self, rows: tuple[tuple[Cell, ...], ...], kept: list[bool], *, is_head: bool = False) -> Iterator[Element]:
        style = "TableHead" if is_head else "TableText"
        for at, (columns, keeps) in enumerate(zip(map_spanning_cells(rows), kept, strict=True)):
            found = sorted(columns.items())
            cells = [self._build_cell(cell, column, style, keeps=keeps, goes_on=start < at) for column, (start, cell) in found]
            yield self._build_row(cells, is_head=is_head)

    def build_form_row(self, row: tuple[Cell, Cell], *, keeps: bool) -> Element:
        label, value = row
        cells = [self._build_cell(label, 0, "TableHead", keeps=keeps), self._build_cell(value, 1, "TableText", keeps=keeps)]
        return self._build_row(cells)

    def _build_row(self, cells: list[Element], *, is_head: bool = False) -> Element:
        whole = make_flag("cantSplit", not self.splits or is_head)
        return make_element("tr", make_element("trPr", whole, make_flag("tblHeader", is_head)), *cells)

    def _build_cell(self, cell: Cell, column: int, style: str, *, keeps: bool, goes_on: bool = False) -> Element:
        """`goes_on`: the cell began in a row above."""
        size = make_element(
            "tcPr",
            make_element("tcW", w=sum(self.widths[column : column + cell.colspan]), type="dxa"),
            make_element("gridSpan", val=cell.colspan) if cell.colspan > 1 else None,
            _make_span(cell, goes_on=goes_on),
            self._make_margins(cell),
            make_element("vAlign", val="center"),
        )
        lines = [""] if goes_on else cell.text.split("\n")
        return make_element("tc", size, *(self._build_line(line, cell, style, keeps=keeps) for line in lines))

    def _build_line(self, line: str, cell: Cell, style: str, *, keeps: bool) -> Element:
        return make_paragraph(
            f"{style}Small" if self.small else style,
            make_run(line),
            keeps=keeps,
            indent=ONE_LETTER if cell.indent else None,
            align="center" if style == "TableHead" else cell.align,
        )

    def _make_margins(self, cell: Cell) -> Element | None:
        if not self.small or cell.align != "center":
            return None
        return make_element("tcMar", *(make_element(side, w=to_twips(NARROW), type="dxa") for side in ("left", "right")))


def _make_span(cell: Cell, *, goes_on: bool) -> Element | None:
    if cell.rowspan == 1:
        return None
    return make_element("vMerge", val="continue" if goes_on else "restart")
