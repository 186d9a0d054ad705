"""Lines as cells of a table: one cell a line, or one row a line with tabs between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain import patterns
from reports.domain.outlines import Outline
from reports.domain.patterns import sentence_matching
from reports.domain.text_import import matches
from reports.domain.text_import.text_lines import TextLine, fold_text

HEAD_LINES = 60  # in which a table's caption, unit and head stand
ABSENT = ("", "-", "–", "—", "－", "/", "__")  # folded: nothing stands in the cell


@dataclass(frozen=True)
class LineCell:
    text: str
    line: int
    blank: int = 0  # empty cells at the end of its line

    @property
    def is_absent(self) -> bool:
        return fold_text(self.text) in ABSENT


def list_line_cells(lines: Sequence[TextLine], start: int = 0, most: int | None = None) -> list[LineCell]:
    """The cells from a line on; of `most` lines where a head alone is looked for."""
    end = len(lines) if most is None else min(start + most, len(lines))
    return [LineCell(text, at, lines[at].blank) for at in range(start, end) for text in lines[at].cells]


def is_printed_text(outline: Outline, pattern: str, text: str) -> bool:
    """Whether the text is what the pattern prints: a label, a heading of a column, a note."""
    return sentence_matching.match_pattern(patterns.parse_pattern(pattern), text, matches.build_slot_expression(outline, {})) is not None


def skip_side_label(cells: Sequence[LineCell], side: str) -> int:
    """How many cells the label at the side takes at the beginning."""
    return int(bool(side and cells) and fold_text(cells[0].text) == fold_text(side))


def find_table_body(outline: Outline, cells: Sequence[LineCell], labels: Sequence[str], before: Sequence[str]) -> int | None:
    """Where the body begins when the cells begin with the labels, after any of what may stand before; else None."""
    at = 0
    while at < len(cells) and (not cells[at].text or any(is_printed_text(outline, text, cells[at].text) for text in before if text)):
        at += 1
    head = cells[at : at + len(labels)]
    fits = len(head) == len(labels) and all(is_printed_text(outline, label, cell.text) for label, cell in zip(labels, head, strict=True))
    return at + len(labels) if fits else None
