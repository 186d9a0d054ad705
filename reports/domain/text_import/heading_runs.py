"""The surest run of headings: sections in the outline's order on lines in the text's order, found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.domain.text_import.headings import Heading


@dataclass(frozen=True)
class Run:
    """A run of headings by its last."""

    sure: int
    line: int
    heading: Heading | None = None
    before: Run | None = None

    @property
    def rank(self) -> tuple[int, int]:
        return self.sure, self.line


class BestRuns:
    """The best run that ends above a line: a tree of maxima, so that many headings stay cheap."""

    def __init__(self, lines: int) -> None:
        self.best = [Run(0, -1)] * (lines + 1)

    def find_above(self, line: int) -> Run:
        """Of all runs that end on a line before this one."""
        found = self.best[0]
        while line > 0:
            found = max(found, self.best[line], key=lambda run: run.rank)
            line -= line & -line
        return found

    def add(self, run: Run) -> None:
        at = run.line + 1
        while at < len(self.best):
            self.best[at] = max(self.best[at], run, key=lambda one: one.rank)
            at += at & -at


def find_best_run(candidates: Sequence[Sequence[Heading]], lines: int) -> list[Heading]:
    """`candidates` by section; of each section at most one is taken."""
    runs = BestRuns(lines)
    for section in candidates:
        above = [(heading, runs.find_above(heading.line)) for heading in section]
        for heading, before in above:
            runs.add(Run(before.sure + heading.sure, heading.line + heading.size - 1, heading, before))
    found: list[Heading] = []
    last: Run | None = runs.find_above(lines)
    while last is not None and last.heading is not None:
        found.insert(0, last.heading)
        last = last.before
    return found
