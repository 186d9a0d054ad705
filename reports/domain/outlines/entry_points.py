"""Where each fact is typed: never a figure twice, so exactly one section is the home of a fact.

A table is a better home than a repetition in a sentence, and that a better one than a mere mention; among equals the first wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reports.domain import formulas, patterns
from reports.domain.outlines.definitions import Block, Outline, Part

Shape = Literal["fields", "narrative", "listing", "grid", "wording"]
SHOWN, REPEATED, MENTIONED = 3, 2, 1
Fact = tuple[Shape, str, str]  # shape, key, and for a grid its column


@dataclass(frozen=True)
class Entry:
    """What a section lets a person fill in, of one shape: some fields, a text, a list, columns of a grid, or a sentence's wording."""

    shape: Shape
    key: str = ""  # of the text, list, grid or wording; "" for fields
    members: tuple[str, ...] = ()  # field keys, or the grid's columns that are at home here


@lru_cache(maxsize=256)
def list_entries(outline: Outline) -> dict[str, tuple[Entry, ...]]:
    """What is filled in where, by section key; () for sections that only show."""
    homes = _find_homes(outline)
    return {key: _group_facts(outline, [fact for fact, home in homes.items() if home == key]) for key in outline.sections}


def _group_facts(outline: Outline, facts: list[Fact]) -> tuple[Entry, ...]:
    groups: dict[tuple[Shape, str], set[str]] = {}
    for shape, key, member in facts:
        groups.setdefault((shape, "" if shape == "fields" else key), set()).add(key if shape == "fields" else member)
    return tuple(Entry(shape, key, _order_members(outline, shape, key, members)) for (shape, key), members in groups.items())


def _order_members(outline: Outline, shape: Shape, key: str, members: set[str]) -> tuple[str, ...]:
    """Members in the order in which the outline declares them."""
    if shape == "fields":
        return tuple(name for name in outline.fields if name in members)
    return tuple(column for column in outline.grids[key].column_by_key if column in members) if shape == "grid" else ()


def _find_homes(outline: Outline) -> dict[Fact, str]:
    """Home section of every fact, in the order in which the report shows them."""
    best: dict[Fact, tuple[int, str]] = {}
    shown = ((section.key, block) for section in outline.section for block in section.show)
    for key, rank, fact in ((key, *claim) for key, block in shown for claim in _iter_block_claims(outline, block)):
        if rank > best.get(fact, (0, ""))[0]:
            best[fact] = (rank, key)
    homes = {fact: section for fact, (_, section) in best.items()}
    return homes | {fact: _find_spare_home(outline, fact, homes) for fact in _iter_all_facts(outline) if fact not in homes}


def _find_spare_home(outline: Outline, fact: Fact, homes: dict[Fact, str]) -> str:
    """A home for a fact that no section shows: beside its own kind, else in the first section that has something to fill in."""
    beside = (home for (shape, key, _), home in homes.items() if shape == fact[0] and (shape == "fields" or key == fact[1]))
    return next(beside, next(iter(homes.values()), outline.section[0].key))


def _iter_all_facts(outline: Outline) -> Iterator[Fact]:
    yield from (("fields", field.key, "") for field in outline.field if field.is_typed)
    yield from (("narrative", text.key, "") for text in outline.text)
    yield from (("listing", listing.key, "") for listing in outline.listing)
    yield from (("grid", grid.key, column.key) for grid in outline.grid for column in grid.columns)


def collect_block_facts(outline: Outline, block: Block) -> frozenset[Fact]:
    """Every fact that the block shows, repeats or mentions."""
    return frozenset(fact for _, fact in _iter_block_claims(outline, block))


def _iter_block_claims(outline: Outline, block: Block) -> Iterator[tuple[int, Fact]]:
    if block.text:
        yield SHOWN, ("narrative", block.text, "")
    if block.listing or block.table in outline.lists:
        yield SHOWN, ("listing", block.listing or block.table, "")
    if block.table in outline.grids:
        columns = block.columns or tuple(outline.grids[block.table].column_by_key)
        yield from ((SHOWN, ("grid", block.table, column)) for column in columns)
    for name in (*block.form, *block.row, *block.beside.values()):
        yield from _iter_named_claims(outline, name, SHOWN)
    yield from _iter_sentence_claims(outline, block)


def _iter_sentence_claims(outline: Outline, block: Block) -> Iterator[tuple[int, Fact]]:
    """Facts in the sentence and the signature line of a block."""
    if block.editable:
        yield SHOWN, ("wording", block.editable, "")
    for signed in block.signature:
        for slot in patterns.list_slots(patterns.parse_pattern(signed)):
            yield from _iter_named_claims(outline, slot.name, MENTIONED)
    for slot in patterns.list_slots(patterns.parse_pattern(block.sentence)):
        if part := block.parts.get(slot.name):
            yield from _iter_part_claims(outline, part)
        else:
            yield from _iter_named_claims(outline, slot.name, MENTIONED)


def _iter_part_claims(outline: Outline, part: Part) -> Iterator[tuple[int, Fact]]:
    if part.each in outline.lists:
        yield REPEATED, ("listing", part.each, "")
    if part.each in outline.grids:
        used = {slot.name for slot in patterns.list_slots(patterns.parse_pattern(part.item))}
        yield from ((REPEATED, ("grid", part.each, column)) for column in outline.grids[part.each].column_by_key if column in used)
    for text in (part.then, part.otherwise):
        for slot in patterns.list_slots(patterns.parse_pattern(text)):
            yield from _iter_named_claims(outline, slot.name, MENTIONED)
    for name in sorted(formulas.list_formula_names(part.when)) if part.when else ():
        yield from _iter_named_claims(outline, name, MENTIONED)


def _iter_named_claims(outline: Outline, name: str, rank: int) -> Iterator[tuple[int, Fact]]:
    return ((rank, fact) for fact in find_named_facts(outline, name))


def find_named_facts(outline: Outline, name: str) -> tuple[Fact, ...]:
    """The facts that a name in a pattern or formula stands for: of a computed field its operands; () for what is built in."""
    if field := outline.fields.get(name):
        if field.formula:
            return tuple(fact for operand in formulas.list_formula_names(field.formula) for fact in find_named_facts(outline, operand))
        return (("fields", name, ""),) if field.is_typed else ()
    if name in outline.texts:
        return (("narrative", name, ""),)
    if name.partition(".")[0] in outline.lists:
        return (("listing", name.partition(".")[0], ""),)
    if name.count(".") == 2:
        grid, _, column = name.split(".")
        return (("grid", grid, column),)
    return ()
