"""The blocks of a section over its lines, in order. Each line is a block's, or it is reported as unplaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.domain import patterns
from reports.domain.outlines import Block, Outline
from reports.domain.patterns import sentence_matching
from reports.domain.shapes import Grid
from reports.domain.text_import import (
    grid_tables,
    item_lines,
    labelled_values,
    line_cells,
    list_items,
    reworded_sentences,
    sentence_parsing,
)
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.text_lines import TextLine
from reports.domain.text_import.text_pieces import NO_PLACE, ReadPassage
from reports.domain.text_import.unit_notes import NO_NOTES, UnitNotes, convert_unit, is_unit_note

REASONS = "对核对结果的说明，不是报告的数据，不读回"
LONGEST_SENTENCE = 60  # lines that one sentence may go over


@dataclass(frozen=True)
class ReadBlocks:
    """What a block, or a whole section, takes from the lines up to `end`."""

    end: int
    mentions: tuple[Mention, ...] = ()
    unplaced: tuple[str, ...] = ()
    passages: tuple[ReadPassage, ...] = ()  # of a section: its lines in turn


@dataclass(frozen=True)
class Reader:
    outline: Outline
    known: Mapping[str, str]  # fields read so far
    units: UnitNotes = NO_NOTES

    def section(self, blocks: Sequence[Block], lines: Sequence[TextLine]) -> ReadBlocks:
        """Everything below one heading."""
        regions = [(block, lines[start:end]) for block, start, end in self._regions(blocks, lines) if start < end]
        absent = [block for block in blocks if block.sentence and not any(block is found for found, _ in regions)]
        passages = tuple(passage for block, own in regions for passage in self._read_region(block, own, absent))
        said = tuple(one for passage in passages for one in passage.mentions)
        return ReadBlocks(len(lines), said, tuple(words for passage in passages for words in passage.unplaced), passages)

    def _read_region(self, block: Block | None, lines: Sequence[TextLine], absent: list[Block]) -> Iterator[ReadPassage]:
        """The lines of one block, or of none; a line that says an absent sentence in other words is read by itself."""
        at = 0
        if block is None or block.kind in ("text", "listing"):
            for here, line in enumerate(lines):
                if (loose := self._read_reworded(absent, line)) is not None:
                    yield from self._read_block(block, lines[at:here])
                    yield loose
                    at = here + 1
        yield from self._read_block(block, lines[at:])

    def _read_block(self, block: Block | None, lines: Sequence[TextLine]) -> Iterator[ReadPassage]:
        if lines:
            taken = self.block(block, lines) if block else _make_unplaced(lines)
            reason = REASONS if block and block.kind == "reasons" else NO_PLACE
            yield ReadPassage(lines, taken.mentions, taken.unplaced, reason)

    def _read_reworded(self, absent: list[Block], line: TextLine) -> ReadPassage | None:
        """A line in other words than the outline's: what is recognisable in it, each doubtful."""
        for block in absent:
            if reworded_sentences.may_say(self.outline, block, line.text):
                found = reworded_sentences.read_clauses(self.outline, block, line.text)
                if found is not None:
                    absent.remove(block)
                    return ReadPassage((line,), found.mentions, found.unplaced)
        return None

    def _regions(self, blocks: Sequence[Block], lines: Sequence[TextLine]) -> Iterator[tuple[Block | None, int, int]]:
        """Blocks with their lines; None for lines that stand between blocks. An open block takes all up to the next."""
        open_block: Block | None = None
        at = 0
        for index, block in enumerate(blocks):
            found = self._find(block, lines, at, last=index == len(blocks) - 1, after=open_block)
            if found is None:
                continue
            start, end = found
            yield open_block, at, start
            if end is None:
                open_block, at = block, start
            else:
                yield block, start, end
                open_block, at = None, end
        yield open_block, at, len(lines)

    def _find(self, block: Block, lines: Sequence[TextLine], at: int, *, last: bool, after: Block | None) -> tuple[int, int | None] | None:
        """Where the block's lines begin and end: (start, None) for an open block; None when it is not there."""
        if block.kind in ("text", "listing", "form", "row") or block.table in self.outline.lists:
            start = list_items.find_block_start(self.outline, block, lines, at, after)
            return None if start is None else (start, None)
        if (block.sentence or block.signature) and not block.editable and not self._may_stand(block, lines[at:]):
            return None
        for loosely in (False, True) if block.editable else (False,):
            for start in range(at, len(lines)):
                if (end := self._end(block, lines, start, last, loosely)) is not None:
                    return start, end
        return None

    def _end(self, block: Block, lines: Sequence[TextLine], start: int, last: bool, loosely: bool) -> int | None:
        if block.kind == "reasons":
            return len(lines) if line_cells.is_printed_text(self.outline, block.reasons, lines[start].text) else None
        if block.kind == "note":
            text = lines[start].text
            is_note = line_cells.is_printed_text(self.outline, block.note, text) or (is_unit_note(block.note) and is_unit_note(text))
            return start + 1 if is_note else None
        if block.kind == "table":
            return grid_tables.find_grid_end(self.outline, block, lines, start)
        if loosely:
            return start + 1 if reworded_sentences.read_reworded_sentence(self.outline, block, lines[start].text) else None
        return self._end_of_sentence(block, lines, start, last)

    def _end_of_sentence(self, block: Block, lines: Sequence[TextLine], start: int, last: bool) -> int | None:
        """As few lines as read as the sentence; the last block of a section goes on as far as it may."""
        window = lines[start : start + LONGEST_SENTENCE]
        least = self._find_least_end(block, window)
        if least is None:
            return None
        ends = range(start + least, start + len(window) + 1)
        shortest = next((end for end in ends if self._sentence(block, _join_line_texts(lines[start:end])) is not None), None)
        if shortest is None or not last:
            return shortest
        further = (end for end in reversed(ends) if end > shortest and self._goes_on(block, lines[end - 1]))
        return next((end for end in further if self._sentence(block, _join_line_texts(lines[start:end])) is not None), shortest)

    def _find_least_end(self, block: Block, window: Sequence[TextLine]) -> int | None:
        """Lines that the sentence takes at least; None when it does not begin here."""
        text = _join_line_texts(window)
        found = (sentence_parsing.find_least_end(self.outline, one, block.parts, text) for one in _list_block_patterns(block))
        least = min((end for end in found if end is not None), default=None)
        if least is None:
            return None
        return next(at for at in range(1, len(window) + 1) if len(_join_line_texts(window[:at])) >= least)

    def _may_stand(self, block: Block, lines: Sequence[TextLine]) -> bool:
        text = _join_line_texts(lines)
        return any(sentence_matching.has_fixed_words(patterns.parse_pattern(pattern), text) for pattern in _list_block_patterns(block))

    def _goes_on(self, block: Block, line: TextLine) -> bool:
        pattern = _list_block_patterns(block)[0]
        return bool(line.text) and sentence_parsing.is_continued_sentence(self.outline, pattern, block.parts, line.text)

    def _sentence(self, block: Block, text: str) -> tuple[Mention, ...] | None:
        read = (sentence_parsing.read_sentence(self.outline, one, block.parts, text, self.known) for one in _list_block_patterns(block))
        return next((said for said in read if said is not None), None) if text else None

    def block(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        """One block over exactly its own lines."""
        match block.kind:
            case "text":
                text = _join_line_texts(lines)
                return ReadBlocks(len(lines), (Mention("text", block.text, text, text, text[:LONGEST_QUOTE], home=True),) if text else ())
            case "sentence" | "signature":
                return self._worded(block, lines)
            case "listing":
                return self._listed(block, lines)
            case "note" | "reasons":  # words of the outline; reasons answer findings and are no facts
                return ReadBlocks(len(lines))
            case "form":
                return ReadBlocks(len(lines), *labelled_values.read_form(self.outline, block, lines))
            case "row":
                return ReadBlocks(len(lines), *labelled_values.read_row(self.outline, block, lines))
            case _:
                return self._tabled(block, lines)

    def _listed(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        if block.lines:
            return ReadBlocks(len(lines), *item_lines.read_item_lines(self.outline, block, list_items.cut_items(block, lines)))
        end = list_items.find_items_end(block, lines)
        return ReadBlocks(len(lines), list_items.read_items(self.outline, block, lines[:end]), _make_unplaced(lines[end:]).unplaced)

    def _tabled(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        """A table; amounts of a grid in the unit that stands above it."""
        found, unplaced = grid_tables.read_grid(self.outline, block, lines)
        if grid := self.outline.grids.get(block.table):
            written = self.units.find_unit(lines[0].at)
            found = tuple(self._convert(one, written, grid) for one in found)
        return ReadBlocks(len(lines), found, unplaced)

    @staticmethod
    def _convert(one: Mention, written: str, grid: Grid) -> Mention:
        """Words beside a row have no unit."""
        return convert_unit(one, written, grid.unit_of(*one.name.split(".")[1:])) if one.name.count(".") == 2 else one

    def _worded(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        """A sentence in the outline's words, else in the department's; words that cannot be kept stay unplaced, their figures not."""
        text = _join_line_texts(lines)
        said = self._sentence(block, text)
        if said is not None:
            return ReadBlocks(len(lines), said)
        loose = reworded_sentences.read_clauses(self.outline, block, text)
        return ReadBlocks(len(lines), loose.mentions, loose.unplaced) if loose else ReadBlocks(len(lines), (), (text,))


def _list_block_patterns(block: Block) -> tuple[str, ...]:
    """What is read as a sentence, in every wording; the line that is signed is one, with blanks between its parts."""
    return block.readable if block.sentence else ("".join(block.signature),)


def _join_line_texts(lines: Sequence[TextLine]) -> str:
    return "\n".join(line.text for line in lines if line.text)


def _make_unplaced(lines: Sequence[TextLine]) -> ReadBlocks:
    return ReadBlocks(len(lines), unplaced=tuple(line.text for line in lines if line.text))
