"""The heads of a block's columns, matched to those of the table: over one line or two, and whatever words name the year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.filing.paste.block_parsing import Lines, is_blank_line
from reports.filing.paste.label_matching import fold_label
from reports.filing.paste.layout import Table

SEARCHED = 4  # lines from the top among which the heads are looked for
YEAR = re.compile(r"(20\d\d)年度?|(上年|上一年|去年|前一年)度?|(本年|当年|今年)度?")


@dataclass(frozen=True)
class Heads:
    """The lines of the block from `first` to `last` are its heads."""

    first: int
    last: int
    titles: tuple[str, ...]
    columns: Mapping[int, int]  # the table's column for each column of the block that has one of ours


def find_heads(table: Table, lines: Lines) -> Heads | None:
    """Of each line from the top what matches most: it alone, or together with the line below it (a head of two lines, whose upper
    cells span several columns and come with blanks behind them)."""
    labels: dict[str, list[int]] = {}
    for column, label in enumerate(column.label for column in table.columns):
        labels.setdefault(fold_head(label, table.year), []).append(column)
    for first in range(min(SEARCHED, len(lines))):
        tries = (Heads(first, last, titles, _match(labels, titles, table.year)) for last, titles in _list_titles(lines, first))
        best = max(tries, key=lambda heads: len(heads.columns))
        filled = sum(bool(title.strip()) for title in best.titles)
        if len(best.columns) > 1 or (best.columns and filled == 1 and len(lines) > best.last + 1):
            return best
    return None


def fold_head(text: str, year: int) -> str:
    """As `fold_label`; what is said of the report's own year needs no word for it: 2024年度预算数, 本年预算数 → 预算数."""
    return YEAR.sub(lambda found: _name_year(found, year), fold_label(text))


def _name_year(found: re.Match[str], year: int) -> str:
    number, last, _ = found.groups()
    named = int(number) if number else year - 1 if last else year
    return "" if named == year else f"{named}:"


def _list_titles(lines: Lines, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The last line of the heads and the titles that they make, the plainest first."""
    upper = lines[first]
    yield first, tuple(upper)
    if first + 1 >= len(lines) or is_blank_line(upper):
        return
    lower = lines[first + 1]
    pairs = list(_pair_cells(upper, lower))
    yield first + 1, tuple(above + below for above, below in pairs)
    yield first + 1, tuple(below + above for above, below in pairs)


def _pair_cells(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The upper cell that spans a column, and the lower one; a cell that spans both lines comes with a blank below."""
    spanning = ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column].strip() if column < len(upper) else ""
        below = lower[column].strip() if column < len(lower) else ""
        spanning = above or spanning
        yield (spanning if below else above), below


def _match(labels: Mapping[str, list[int]], titles: Sequence[str], year: int) -> dict[int, int]:
    """Two columns of one name are taken in their order; where the block has more of a name than the table, none can be told."""
    folded = [fold_head(title, year) if title.strip() else "" for title in titles]
    often = Counter(folded)
    free = {label: list(columns) for label, columns in labels.items() if often[label] <= len(columns)}
    return {at: columns.pop(0) for at, title in enumerate(folded) if title and (columns := free.get(title))}
