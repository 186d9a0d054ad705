"""Facts that a section shows but that are filled in elsewhere: read-only here, with the way to their own section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import Block, Document, Figure, Part, formulas, list_entries, patterns, places
from reports.domain.patterns import printing
from reports.filing.forms import placeholders


@dataclass(frozen=True)
class Borrowed:
    place: str
    section: str  # where it is filled in; "" for what is worked out from other facts
    label: str
    value: str


def list_readonly_facts(document: Document, section: str) -> list[Borrowed]:
    """In the order in which the section shows them, each once."""
    own = {entry.key for entry in list_entries(document.outline)[section]}
    names = dict.fromkeys(name for block in document.outline.sections[section].show for name in _iter_block_names(block))
    found = (_find_readonly_fact(document, name) for name in names if name not in own)
    return [fact for fact in found if fact and fact.section != section]


def _iter_block_names(block: Block) -> Iterator[str]:
    yield from (*block.form, *block.row, *block.beside.values())
    for slot in patterns.list_slots(patterns.parse_pattern(block.sentence)):
        if part := block.parts.get(slot.name):
            yield from _iter_part_names(part)
        else:
            yield slot.name
    yield from (name for name in (block.listing, block.table) if name)


def _iter_part_names(part: Part) -> Iterator[str]:
    if part.each:
        yield part.each
    if part.when:
        yield from sorted(formulas.list_formula_names(part.when))
    for text in (part.then, part.otherwise):
        yield from (slot.name for slot in patterns.list_slots(patterns.parse_pattern(text)))


def _find_readonly_fact(document: Document, name: str) -> Borrowed | None:
    if (field := document.outline.fields.get(name)) and field.formula:
        return Borrowed(name, "", field.label, _format_readonly_value(document, name))
    place = _find_fact_place(document, name)
    section = places.find_section(document.outline, place)
    if section is None:
        return None
    return Borrowed(place, section, _label_readonly_fact(document, name), _format_readonly_value(document, name))


def _find_fact_place(document: Document, name: str) -> str:
    outline = document.outline
    if name in outline.lists or name in outline.grids:
        return f"table.{name}"
    return f"narrative.{name}" if name in outline.texts else name


def _label_readonly_fact(document: Document, name: str) -> str:
    return document.outline.grids[name].label if name in document.outline.grids else placeholders.name_fact(document, name)


def _format_readonly_value(document: Document, name: str) -> str:
    outline = document.outline
    if name in outline.grids:
        return "见表"
    value = document.value(name)
    if name in outline.fields:
        return document.shown_field(name) or "未填"
    if name in outline.lists:
        return f"{value} 行"
    text = printing.format_value(value) or "未填"
    if not isinstance(value, Figure) or value.amount is None:
        return text
    grid, row, column = name.split(".")
    return f"{text} {outline.grids[grid].unit_of(row, column)}"
