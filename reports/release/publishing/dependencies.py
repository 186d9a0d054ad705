"""Which facts a page needs: those that it shows, and those that these are worked out from."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache

from reports.domain import Block, Document, Outline, formulas, patterns
from reports.domain.outlines.entry_points import Fact, collect_block_facts, find_named_facts
from reports.release.publishing.withheld_facts import iter_grid_cells, iter_identity_fields


def find_unshown_places(document: Document) -> frozenset[str]:
    """Places of facts that no part of the report shows or works with: they are filled in for the checks alone."""
    parts = [part for section in document.outline.section for part in section.show]
    return list_other_places(document, {fact for part in parts for fact in collect_needed_facts(document.outline, part)})


def list_other_places(document: Document, kept: Set[Fact]) -> frozenset[str]:
    """Places of all facts but these."""
    outline = document.outline
    known = kept | {("fields", name, "") for name in iter_identity_fields(outline)}
    return frozenset(place for fact, found in _map_fact_places(outline).items() if fact not in known for place in found)


@lru_cache(maxsize=64)
def _map_fact_places(outline: Outline) -> dict[Fact, tuple[str, ...]]:
    columns = ((grid, line) for grid in outline.grid for line in grid.columns)
    return {
        **{("grid", grid.key, line.key): tuple(iter_grid_cells(outline, grid.key, [line.key])) for grid, line in columns},
        **{("fields", one.key, ""): (one.key,) for one in outline.field if one.is_typed},
        **{("narrative", one.key, ""): (f"narrative.{one.key}",) for one in outline.text},
        **{("wording", key, ""): (f"wording.{key}",) for key in outline.wordings},
        **{("listing", one.key, ""): (f"table.{one.key}",) for one in outline.listing},
    }


def collect_needed_facts(outline: Outline, part: Block) -> frozenset[Fact]:
    """What a part of the outline shows, with everything that this is worked out from."""
    found, waiting = set[Fact](), set(collect_block_facts(outline, part)) | _list_heading_facts(outline)
    while waiting:
        found |= waiting
        waiting = {source for fact in waiting for source in _iter_fact_sources(outline, fact)} - found
    return frozenset(found)


def _list_heading_facts(outline: Outline) -> set[Fact]:
    """Facts in headings and labels, which stand wherever their section does."""
    lines = (line.label for grid in outline.grid for line in (*grid.rows, *grid.columns))
    captions = (part.caption for section in outline.section for part in section.show)
    texts = [*(section.heading for section in outline.section), *lines, *captions]
    names = {slot.name for text in texts for slot in patterns.list_slots(patterns.parse_pattern(text))}
    return {("fields", name, "") for name in names if name in outline.fields}


def _iter_fact_sources(outline: Outline, fact: Fact) -> Iterator[Fact]:
    """The facts that a default, a formula, a share or a score is worked out from."""
    shape, key, member = fact
    if shape == "fields" and outline.fields[key].formula:
        yield from (fact for name in formulas.list_formula_names(outline.fields[key].formula) for fact in find_named_facts(outline, name))
    if shape == "fields":
        yield from (("fields", slot.name, "") for slot in patterns.list_slots(patterns.parse_pattern(outline.fields[key].default)))
    if shape == "grid":
        column = outline.grids[key].column_by_key[member]
        names = {column.share} if column.share else formulas.list_formula_names(column.formula) if column.formula else set()
        yield from (("grid", key, name) for name in names)
    if shape == "listing" and outline.lists[key].preset:
        rules = (outline.rules[preset.rule] for preset in outline.lists[key].preset if preset.rule)
        named = {name for rule in rules if rule.value for name in formulas.list_formula_names(rule.value)}
        yield from (fact for name in sorted(named) for fact in find_named_facts(outline, name))
