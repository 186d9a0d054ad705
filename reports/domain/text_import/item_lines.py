"""List items of several lines read back: each line follows one of the item's patterns, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.domain import patterns
from reports.domain.document import Value
from reports.domain.outlines import Block, Outline
from reports.domain.shapes import Listing
from reports.domain.text_import import matches, repeated_parts
from reports.domain.text_import.matches import Mention

UNFITTING = "其中有一行不像提纲中这一项的任何一行，接在了前一行的后面"
Nodes = tuple[patterns.Node, ...]


def read_item_lines(outline: Outline, block: Block, items: Sequence[Sequence[str]]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The rows that the items say, and the lines that follow none of the patterns. `items`: paragraphs of each, without its number."""
    listing = outline.lists[block.listing]
    nodes = [patterns.parse_pattern(line) for line in block.lines]
    rows: list[dict[str, Value]] = []
    words: list[tuple[str, ...]] = []
    unplaced: list[str] = []
    doubts: list[tuple[int, str]] = []
    for paragraphs in items:
        values, written, doubt = _read_item(listing, nodes, paragraphs, unplaced)
        if values:
            doubts += [(len(rows), doubt)] if doubt else []
            rows.append(values)
            words.append(written)
    quote = "；".join(paragraphs[0] for paragraphs in items if paragraphs)[: matches.LONGEST_QUOTE]
    said = Mention("rows", block.listing, tuple(rows), quote, quote, home=True, row_doubts=tuple(doubts), words=tuple(words))
    return ((said,) if rows else ()), tuple(unplaced)


def _read_item(
    listing: Listing, nodes: Sequence[Nodes], paragraphs: Sequence[str], unplaced: list[str]
) -> tuple[dict[str, Value], tuple[str, ...], str]:
    values: dict[str, Value] = {}
    words: list[str] = []
    doubt = ""
    for pattern, lines in _assign_lines(listing, nodes, paragraphs):
        item = repeated_parts.read_list_item(listing, pattern, "\n".join(lines)) if pattern else None
        if item is None:
            unplaced += lines
            continue
        values |= item.values
        words += item.words
        doubt = doubt or UNFITTING * (len(lines) > 1 and not _may_go_on(listing, pattern)) or item.doubt
    return values, tuple(words), doubt


def _may_go_on(listing: Listing, pattern: Nodes) -> bool:
    """Whether the line ends in a text of several paragraphs."""
    slots = patterns.list_slots(pattern)
    field = listing.field(slots[-1].name) if slots else None
    return field is not None and field.long


def _assign_lines(listing: Listing, nodes: Sequence[Nodes], paragraphs: Sequence[str]) -> Iterator[tuple[Nodes, list[str]]]:
    """Each pattern with its lines: a line that begins no later pattern goes on with the one before; () for what is before any."""
    at, lines = 0, list[str]()
    current: Nodes = ()
    for paragraph in paragraphs:
        found = next((here for here in range(at, len(nodes)) if repeated_parts.read_list_item(listing, nodes[here], paragraph)), None)
        if found is None:
            lines.append(paragraph)
            continue
        if lines:
            yield current, lines
        at, current, lines = found + 1, nodes[found], [paragraph]
    if lines:
        yield current, lines
