"""What the rows of a list are called where one of them is spoken of: 项目“档案数字化”, so that a moved row keeps its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from reports.domain.shapes import Listing

LONGEST_NAME = 20  # characters of a row's own name


class Row(Protocol):
    """As a Document holds it."""

    @property
    def key(self) -> str: ...
    def text(self, field: str) -> str: ...


def name_rows(listing: Listing, rows: Sequence[Row]) -> dict[str, str]:
    """By row key. A row goes by its number where it has no name yet, by both where another row has the same."""
    names = [_get_own_name(listing, row) for row in rows]
    counts = Counter(names)
    return {row.key: _join_name(listing, name, number, counts[name]) for number, (row, name) in enumerate(zip(rows, names, strict=True), 1)}


def _get_own_name(listing: Listing, row: Row) -> str:
    name = " ".join(row.text(listing.naming.key).split()) if listing.naming else ""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _join_name(listing: Listing, name: str, number: int, namesakes: int) -> str:
    if not name:
        return f"{listing.label}第 {number} 行"
    return f"{listing.label}“{name}”" + f"（第 {number} 行）" * (namesakes > 1)
