"""Places (位置): what a return item or a finding points to, and what it is called.

`section.<key>` · `table.<grid or list>` · `narrative.<text>` · `wording.<key>` · `<field>` · `<grid>.<row>.<column>` ·
`<list>.<row key>` · `<list>.<row key>.<field>` · `<grid>.<line>`, a row or a column, whichever is printed as a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from reports.domain import formulas
from reports.domain.document import Document
from reports.domain.outlines import Entry, Outline, count_section_numbers, list_entries
from reports.domain.shapes import Grid


def label_place(document: Document, place: str) -> str:
    """Section and item in words: （一）2018年度整体支出情况 › 基本支出 · 部门决算数."""
    section = find_section(document.outline, place)
    head = _get_heading(document, section) if section else ""
    inside = label_inside(document, place)
    return " › ".join(part for part in (head, inside) if part) or place


def is_place(document: Document, place: str) -> bool:
    return place in set(iter_all_places(document))


def iter_all_places(document: Document) -> Iterator[str]:
    """Every place of the report, in the order of the outline."""
    filled_in = list_entries(document.outline)
    for section in document.outline.section:
        yield f"section.{section.key}"
        for entry in filled_in[section.key]:
            yield from _iter_entry_places(document, entry, section.key)


def is_within(outline: Outline, place: str, outer: str) -> bool:
    """Whether a place is the other one or lies in it: a cell in its row, table or section, a section in the one above it."""
    if place == outer or place.startswith(f"{outer}."):
        return True
    kind, _, rest = outer.partition(".")
    if kind == "table":
        return place.startswith(f"{rest}.")
    if kind == "section":
        return find_section(outline, place) in _list_sections_under(outline, rest)
    return _is_in_column(outline, place, outer)


def _list_sections_under(outline: Outline, key: str) -> set[str]:
    """A section and those printed below its heading."""
    sections = list(outline.section)
    at = next((at for at, section in enumerate(sections) if section.key == key), len(sections))
    below = takewhile(lambda section: section.level > sections[at].level, sections[at + 1 :])
    return {key, *(section.key for section in below)}


def _is_in_column(outline: Outline, place: str, line: str) -> bool:
    """A cell in a column of its grid."""
    grid, _, column = line.partition(".")
    if grid not in outline.grids or column in outline.grids[grid].row_by_key:
        return False
    return place.split(".")[::2] == [grid, column]


def _iter_entry_places(document: Document, entry: Entry, section: str) -> Iterator[str]:
    match entry.shape:
        case "fields":
            yield from entry.members
        case "narrative" | "wording":
            yield f"{entry.shape}.{entry.key}"
        case "listing":
            yield f"table.{entry.key}"
            for row in document.rows(entry.key):
                yield f"{entry.key}.{row.key}"
                yield from (f"{entry.key}.{row.key}.{field.key}" for field in document.outline.lists[entry.key].fields)
        case "grid":
            yield from _iter_grid_places(document, entry, section)


def _iter_grid_places(document: Document, entry: Entry, section: str) -> Iterator[str]:
    """A table that several sections fill in, and its rows, are listed in the first."""
    grid = document.outline.grids[entry.key]
    first = find_section(document.outline, f"table.{grid.key}") == section
    if first:
        yield f"table.{grid.key}"
    for line in grid.rows:
        cells = [f"{grid.key}.{line.key}.{column}" for column in entry.members if grid.has(line.key, column)]
        yield from [f"{grid.key}.{line.key}"] if first and not line.heading else []
        yield from cells
    yield from (f"{grid.key}.{column}" for column in entry.members if column not in grid.row_by_key)


def find_operand_place(operand: str) -> str:
    """Where an operand of a formula is filled in: sum(projects.final) in the table of the list."""
    function, name = formulas.parse_aggregate(operand)
    return f"table.{name.partition('.')[0]}" if function else name


def find_section(outline: Outline, place: str) -> str | None:
    """The section where the place is filled in; None for an unknown place."""
    kind, _, rest = place.partition(".")
    if kind == "section":
        return rest if rest in outline.sections else None
    whole, tables = _index_entries(outline)
    if place in whole:
        return whole[place]
    return next((section for section, entry in tables.get(kind, ()) if _is_in_table(outline, entry, rest)), None)


@lru_cache(maxsize=256)
def _index_entries(outline: Outline) -> tuple[dict[str, str], dict[str, list[tuple[str, Entry]]]]:
    """Where every field, text and table is filled in, and by table where parts of it are; the first section counts."""
    whole: dict[str, str] = {}
    tables: dict[str, list[tuple[str, Entry]]] = {}
    for section, entry in ((section, entry) for section, found in list_entries(outline).items() for entry in found):
        for place in _list_whole_places(entry):
            whole.setdefault(place, section)
        if entry.shape in ("listing", "grid"):
            tables.setdefault(entry.key, []).append((section, entry))
    return whole, tables


def _list_whole_places(entry: Entry) -> tuple[str, ...]:
    if entry.shape == "fields":
        return entry.members
    return (f"{entry.shape if entry.shape in ('narrative', 'wording') else 'table'}.{entry.key}",)


def _is_in_table(outline: Outline, entry: Entry, inside: str) -> bool:
    return entry.shape == "listing" or _is_at_home(outline.grids[entry.key], entry, inside)


def _is_at_home(grid: Grid, entry: Entry, inside: str) -> bool:
    """A cell and a column where the column is; a row wherever its grid is met first."""
    line, _, column = inside.partition(".")
    return (column or line) in entry.members or (line in grid.row_by_key and not column)


def _get_heading(document: Document, key: str) -> str:
    section = document.outline.sections[key]
    return count_section_numbers(document.outline)[key] + document.fill(section.heading)


def label_inside(document: Document, place: str) -> str:
    """The item in words, without its section; "" for a section."""
    outline = document.outline
    kind, _, rest = place.partition(".")
    if kind == "section":
        return ""
    if place in outline.fields:
        return outline.fields[place].label
    if kind == "narrative" and rest in outline.texts:
        return outline.texts[rest].label
    if kind == "table":
        table = outline.grids.get(rest) or outline.lists.get(rest)
        return table.label if table else ""
    if kind in outline.lists:
        return _label_row(document, kind, *rest.split(".", 1))
    return label_cell(document, kind, *rest.split(".", 1)) if kind in outline.grids else "表述" * (kind == "wording")


def _label_row(document: Document, key: str, row: str, field: str = "") -> str:
    listing = document.outline.lists[key]
    named = listing.field(field)
    where = document.row_names.get((key, row), f"{listing.label}已删除的行")
    return where + (f" · {named.label}" if named and len(listing.fields) > 1 else "")


def label_cell(document: Document, grid: str, row: str, column: str = "") -> str:
    """基本支出 · 部门决算数; of a whole row or column its label: 基本支出."""
    lines = document.outline.grids[grid]
    names = (lines.row_by_key.get(row), lines.column_by_key.get(column or row) if column or row not in lines.row_by_key else None)
    return " · ".join(document.fill(line.label) for line in names if line)
