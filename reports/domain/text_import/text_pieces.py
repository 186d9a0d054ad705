"""The text cut into pieces, every character in one of them: placed, fixed words of the outline, doubtful, unplaced."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import TextLine, iter_letter_runs, squeeze

NO_PLACE = "提纲中没有能放下这段文字的位置"
FIXED_WORDS = 0  # how the fixed words of the outline are painted


class PieceKind(enum.StrEnum):
    PLACED = "placed"
    FIXED = "fixed"
    DOUBTFUL = "doubtful"
    UNPLACED = "unplaced"

    @property
    def label(self) -> str:
        return {"placed": "归位", "fixed": "固定文字", "doubtful": "存疑", "unplaced": "未能归位"}[self.value]


@dataclass(frozen=True)
class Piece:
    """A span of the text; the spans of a reading follow one another from its first to its last character."""

    start: int
    end: int
    kind: PieceKind
    place: str = ""  # where its words went: a place of the report
    reason: str = ""  # why it is doubtful or unplaced

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class ReadPassage:
    """Lines that were read together, and what came of them."""

    lines: Sequence[TextLine]
    mentions: tuple[Mention, ...] = ()
    unplaced: tuple[str, ...] = ()
    reason: str = NO_PLACE  # why that is unplaced
    doubt: str = ""  # about all of it: a heading in other words
    place: str = ""  # where all of it is, when that is doubtful


Paint = tuple[PieceKind, str, str, int]  # kind, place, reason, running number


class Canvas:
    """Paints the letters of the text, blanks left out; what nobody paints is unplaced."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs = list(iter_letter_runs(text))
        self.starts = [0]
        for _, letters in self.runs:
            self.starts.append(self.starts[-1] + len(letters))
        self.letters = "".join(letters for _, letters in self.runs)
        self.paints: list[Paint] = [(PieceKind.FIXED, "", "", 0), (PieceKind.UNPLACED, "", NO_PLACE, 1)]
        self.painted = [1] * len(self.letters)

    def paint(self, start: int, end: int, kind: PieceKind, place: str = "", reason: str = "") -> None:
        if kind is PieceKind.FIXED:
            self.painted[start:end] = [FIXED_WORDS] * (end - start)
        elif start < end:
            self.paints.append((kind, place, reason, len(self.paints)))
            self.painted[start:end] = [len(self.paints) - 1] * (end - start)

    def find(self, words: str, start: int, low: int, high: int) -> tuple[int, int] | None:
        """Where the words stand from `start` on, else from `low` on."""
        wanted = squeeze(words)
        at = self.letters.find(wanted, start, high) if wanted else -1
        at = self.letters.find(wanted, low, min(start + len(wanted), high)) if at < 0 and wanted else at
        return (at, at + len(wanted)) if at >= 0 else None

    def cut(self) -> tuple[Piece, ...]:
        """The pieces; white space and debris go with the piece before them."""
        pieces: list[Piece] = []
        at = 0
        for number, run in groupby(self.painted):
            start = self._get_origin(at) if at else 0
            at += sum(1 for _ in run)
            end = self._get_origin(at) if at < len(self.letters) else len(self.text)
            pieces.append(Piece(start, end, *self.paints[number][:3]))
        return tuple(pieces) or (Piece(0, len(self.text), PieceKind.FIXED),) * bool(self.text)

    def _get_origin(self, at: int) -> int:
        """Where a letter stands in the text."""
        run = bisect_right(self.starts, at) - 1
        return self.runs[run][0] + at - self.starts[run]


def count_letters_before(text: str, at: int) -> int:
    """Letters of the text before a character, blanks left out: so are lines numbered (`TextLine.at`)."""
    return sum(len(letters) for _, letters in iter_letter_runs(text[:at]))


def cut_text(text: str, passages: Iterable[ReadPassage], label: PlaceLabels) -> tuple[Piece, ...]:
    canvas = Canvas(text)
    for passage in passages:
        if passage.lines:
            _paint_passage(canvas, passage, label)
    return canvas.cut()


@dataclass(frozen=True)
class PlaceLabels:
    """Places of what mentions say, as the settled report has them."""

    places: dict[int, str]  # by id of the mention
    rows: dict[tuple[int, int], str]  # by id of the mention and number of the row
    doubts: dict[int, str]  # reasons that still hold
    row_doubts: dict[tuple[int, int], str]


def _paint_passage(canvas: Canvas, passage: ReadPassage, label: PlaceLabels) -> None:
    low, high = passage.lines[0].at, passage.lines[-1].end
    if passage.doubt:
        canvas.paint(low, high, PieceKind.DOUBTFUL, passage.place, passage.doubt)
    else:
        canvas.paint(low, high, PieceKind.FIXED)
    at = low
    for one in passage.mentions:
        if one.kind == "rows":
            at = _paint_rows(canvas, one, label, (at, low, high))
        elif one.kind != "wording" and not (passage.doubt and not one.doubt):
            found = canvas.find(one.stated, at if one.at < 0 else low + one.at, low, high)
            doubt = label.doubts.get(id(one), "")
            if found:
                canvas.paint(*found, PieceKind.DOUBTFUL if doubt else PieceKind.PLACED, label.places.get(id(one), ""), doubt)
                at = found[1]
    at = low
    for words in passage.unplaced:
        if found := canvas.find(words, at, low, high) or canvas.find(words.rpartition("：")[2], at, low, high):
            canvas.paint(*found, PieceKind.UNPLACED, "", passage.reason)
            at = found[1]


def _paint_rows(canvas: Canvas, one: Mention, label: PlaceLabels, where: tuple[int, int, int]) -> int:
    at, low, high = where
    for number, words in enumerate(one.words):
        spans = []
        for word in words:
            if found := canvas.find(word, at, low, high):
                spans.append(found)
                at = max(at, found[1])
        place = label.rows.get((id(one), number), label.places.get(id(one), ""))
        if doubt := label.row_doubts.get((id(one), number), "") or label.doubts.get(id(one), ""):
            spans = [(min(start for start, _ in spans), max(end for _, end in spans))] if spans else []
        for span in spans:
            canvas.paint(*span, PieceKind.DOUBTFUL if doubt else PieceKind.PLACED, place, doubt)
    return at
