"""What a county adds in its own namespace: facts of its own, rows and columns of its own in standard tables. No statistics know them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.outlines.definitions import Outline


def list_own_lines(outline: Outline, table: str) -> list[str]:
    """Labels of the county's own rows and columns in a standard grid or list."""
    if _is_own(outline, table):
        return []
    if grid := outline.grids.get(table):
        return [line.label for line in (*grid.rows, *grid.columns) if _is_own(outline, line.key)]
    listing = outline.lists.get(table)
    return [field.label for field in listing.fields if _is_own(outline, field.key)] if listing else []


def list_own_facts(outline: Outline) -> list[str]:
    """Everything of its own but single fields, which a sheet lists: 评价依据, “三公”经费的调整后预算数."""
    return list(dict.fromkeys(_iter_own_facts(outline)))


def _iter_own_facts(outline: Outline) -> Iterator[str]:
    labels = {key: text.label for key, text in outline.texts.items()}
    tables = {key: table.label for known in (outline.lists, outline.grids) for key, table in known.items()}
    yield from (label for key, label in {**labels, **tables}.items() if _is_own(outline, key))
    for key, name in tables.items():
        yield from (f"{name}的{label}" for label in list_own_lines(outline, key))


def _is_own(outline: Outline, key: str) -> bool:
    return bool(outline.namespace) and key.startswith(f"{outline.namespace}_")
