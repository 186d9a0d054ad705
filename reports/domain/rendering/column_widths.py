"""Column widths for a table whose outline gives none: each column by the longest text that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.domain.rendering.titles import measure_width

if TYPE_CHECKING:
    from reports.domain.rendering.page_blocks import Cell

LONGEST = 20.0  # letters: longer text may as well wrap
PADDING = 1.2  # letters


def fit_column_widths(rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Shares of the width, together 1. Rows with spanning cells have no say, because their cells name no column."""
    columns = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) == columns]
    needs = [max(map(_measure_cell_need, column)) for column in zip(*whole, strict=True)]
    return tuple(need / sum(needs) for need in needs)


def _measure_cell_need(cell: Cell) -> float:
    lines = cell.text.split("\n")
    longest = max(measure_width(line[: 2 * int(LONGEST)]) for line in lines)
    return min(longest, LONGEST) + PADDING + cell.indent
