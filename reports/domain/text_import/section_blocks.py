"""The blocks of a section over its lines, in order. Each line is a block's, or it is reported as unplaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.domain import patterns
from reports.domain.outlines import Block, Outline
from reports.domain.patterns import sentence_matching
from reports.domain.text_import import grid_tables, labelled_values, line_cells, list_items, reworded_sentences, sentence_parsing
from reports.domain.text_import.matches import LONGEST_QUOTE, Mention
from reports.domain.text_import.text_lines import TextLine

LONGEST_SENTENCE = 60  # lines that one sentence may go over


@dataclass(frozen=True)
class ReadBlocks:
    """What a block, or a whole section, takes from the lines up to `end`."""

    end: int
    mentions: tuple[Mention, ...] = ()
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    outline: Outline
    known: Mapping[str, str]  # fields read so far

    def section(self, blocks: Sequence[Block], lines: Sequence[TextLine]) -> ReadBlocks:
        """Everything below one heading."""
        said: list[Mention] = []
        unplaced: list[str] = []
        for block, start, end in self._regions(blocks, lines):
            taken = self.block(block, lines[start:end]) if block else _make_unplaced(lines[start:end])
            said += taken.mentions
            unplaced += taken.unplaced
        return ReadBlocks(len(lines), tuple(said), tuple(unplaced))

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
        if block.kind in ("text", "listing", "form") or block.table in self.outline.lists:
            start = list_items.find_block_start(self.outline, block, lines, at, after)
            return None if start is None else (start, None)
        if _get_block_pattern(block) and not block.editable and not self._may_stand(block, lines[at:]):
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
            return start + 1 if line_cells.is_printed_text(self.outline, block.note, lines[start].text) else None
        if block.kind == "table":
            return grid_tables.find_grid_end(self.outline, block, lines, start)
        if loosely:
            return start + 1 if reworded_sentences.read_reworded_sentence(self.outline, block, lines[start].text) else None
        return self._end_of_sentence(block, lines, start, last)

    def _end_of_sentence(self, block: Block, lines: Sequence[TextLine], start: int, last: bool) -> int | None:
        """As few lines as read as the sentence; the last block of a section goes on as far as it may."""
        ends = range(start + 1, min(len(lines), start + LONGEST_SENTENCE) + 1)
        if not self._may_stand(block, lines[start : ends[-1]]):
            return None
        shortest = next((end for end in ends if self._sentence(block, _join_line_texts(lines[start:end])) is not None), None)
        if shortest is None or not last:
            return shortest
        further = (end for end in reversed(ends) if end > shortest and self._goes_on(block, lines[end - 1]))
        return next((end for end in further if self._sentence(block, _join_line_texts(lines[start:end])) is not None), shortest)

    def _may_stand(self, block: Block, lines: Sequence[TextLine]) -> bool:
        return sentence_matching.has_fixed_words(patterns.parse_pattern(_get_block_pattern(block)), _join_line_texts(lines))

    def _goes_on(self, block: Block, line: TextLine) -> bool:
        return bool(line.text) and sentence_parsing.is_continued_sentence(self.outline, _get_block_pattern(block), block.parts, line.text)

    def _sentence(self, block: Block, text: str) -> tuple[Mention, ...] | None:
        return sentence_parsing.read_sentence(self.outline, _get_block_pattern(block), block.parts, text, self.known) if text else None

    def block(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        """One block over exactly its own lines."""
        match block.kind:
            case "text":
                text = _join_line_texts(lines)
                return ReadBlocks(len(lines), (Mention("text", block.text, text, text, text[:LONGEST_QUOTE], home=True),) if text else ())
            case "sentence" | "signature":
                return self._worded(block, lines)
            case "listing":
                end = list_items.find_items_end(block, lines)
                left = _make_unplaced(lines[end:])
                return ReadBlocks(len(lines), list_items.read_items(self.outline, block, lines[:end]), left.unplaced)
            case "note" | "reasons":  # words of the outline; reasons answer findings and are no facts
                return ReadBlocks(len(lines))
            case "form":
                found, unplaced = labelled_values.read_form(self.outline, block, lines)
            case _:
                found, unplaced = grid_tables.read_grid(self.outline, block, lines)
        return ReadBlocks(len(lines), found, unplaced)

    def _worded(self, block: Block, lines: Sequence[TextLine]) -> ReadBlocks:
        """A sentence in the outline's words, else in the department's; words that cannot be kept stay unplaced, their figures not."""
        text = _join_line_texts(lines)
        said = self._sentence(block, text)
        if said is not None:
            return ReadBlocks(len(lines), said)
        loose = reworded_sentences.read_reworded_sentence(self.outline, block, text) or ()
        kept = any(one.kind == "wording" for one in loose)
        return ReadBlocks(len(lines), loose, () if kept else (text,))


def _get_block_pattern(block: Block) -> str:
    """What is read as a sentence; the line that is signed is one, with blanks between its parts."""
    return block.sentence or "".join(block.signature)


def _join_line_texts(lines: Sequence[TextLine]) -> str:
    return "\n".join(line.text for line in lines if line.text)


def _make_unplaced(lines: Sequence[TextLine]) -> ReadBlocks:
    return ReadBlocks(len(lines), unplaced=tuple(line.text for line in lines if line.text))
