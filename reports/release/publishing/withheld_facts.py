"""Which places of a report are 不予公开: all that is filled in in a withheld section.

Places as everywhere (`reports.domain.places`); `table.<list>` stands for a whole list. The name of the unit that the title says is always
public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reports.domain import Document, Entry, Outline, list_entries, patterns


def list_withheld_sections(outline: Outline, chosen: Collection[str]) -> dict[str, str]:
    """Every section that is withheld, with the chosen section whose reason it bears: a heading takes along what stands below it."""
    found: dict[str, str] = {}
    above: tuple[int, str] | None = None
    for section in outline.section:
        if above and section.level <= above[0]:
            above = None
        if section.key in chosen:
            found[section.key] = section.key
            above = above or (section.level, section.key)
        elif above:
            found[section.key] = above[1]
    return found


def collect_filled_places(document: Document, sections: Collection[str]) -> frozenset[str]:
    """The places at home in these sections."""
    home = list_entries(document.outline)
    found = {place for key in sections for entry in home[key] for place in _iter_entry_places(document.outline, entry)}
    return frozenset(found - set(iter_identity_fields(document.outline)))


def _iter_entry_places(outline: Outline, entry: Entry) -> Iterator[str]:
    match entry.shape:
        case "fields":
            yield from entry.members
        case "narrative" | "wording":
            yield f"{entry.shape}.{entry.key}"
        case "listing":
            yield f"table.{entry.key}"
        case "grid":
            yield from iter_grid_cells(outline, entry.key, entry.members)


def iter_grid_cells(outline: Outline, key: str, columns: Collection[str]) -> Iterator[str]:
    """The cells of a grid in these columns that exist."""
    grid = outline.grids[key]
    return (f"{key}.{row.key}.{column}" for row in grid.rows for column in columns if grid.has(row.key, column))


def iter_identity_fields(outline: Outline) -> Iterator[str]:
    """Fields by which a report is known: those that its title says."""
    return (slot.name for slot in patterns.list_slots(patterns.parse_pattern(outline.title)) if slot.name in outline.fields)
