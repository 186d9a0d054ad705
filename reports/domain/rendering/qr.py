"""A QR code as one path of squares: vector, of our own drawing, the same for the same text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks
ERROR = "m"  # may lose 15 %: a stamp or a fold on the paper


@dataclass(frozen=True)
class Code:
    size: int  # modules a side, the white around included
    path: str  # of an SVG of that size: one rectangle for every run of dark modules


def make_qr_code(text: str) -> Code:
    """The smallest code that holds the text."""
    import segno

    rows = [list(row) for row in segno.make_qr(text, error=ERROR, boost_error=False).matrix]
    return Code(len(rows) + 2 * QUIET, "".join(_iter_square_runs(rows)))


def _iter_square_runs(rows: list[list[int]]) -> Iterator[str]:
    for y, row in enumerate(rows):
        start = 0
        for x in range(1, len(row) + 1):
            if x < len(row) and row[x] == row[start]:
                continue
            if row[start]:
                yield f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z"
            start = x
