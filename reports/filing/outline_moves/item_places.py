"""Where open 退回意见 stand after a move: at their own place, at the section that took its part, or nowhere. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reports.domain import Outline, list_entries, places
from reports.models import ReturnItem


def find_item_places(source: Outline, target: Outline, items: Iterable[ReturnItem], first: Mapping[int, str]) -> dict[int, str]:
    """The place of each item under the target, "" where it has none. `first`: where an item stood before it was ever moved,
    by its id: it goes back there once the place is there again."""
    return {item.pk: _find_place(source, target, [first.get(item.pk, ""), item.place]) for item in items}


def _find_place(source: Outline, target: Outline, known: list[str]) -> str:
    own = (place for place in known if place and _is_there(target, place))
    return next(own, "") or next(filter(None, (_find_successor(source, target, place) for place in reversed(known))), "")


def _is_there(outline: Outline, place: str) -> bool:
    table, _, inside = place.partition(".")
    row, _, column = inside.partition(".")
    if places.find_section(outline, place) is None:
        return False
    if column and table in outline.grids:
        return outline.grids[table].has(row, column)
    return table not in outline.lists or not inside or outline.lists[table].has_row(row)


def _find_successor(source: Outline, target: Outline, place: str) -> str:
    """The section under the same heading, else the one where most of what the old section asked for is asked now."""
    home = places.find_section(source, place) if place else None
    if home is None:
        return ""
    heading = source.sections[home].heading
    named = next((section.key for section in target.section if heading and heading in (section.heading, *section.also)), "")
    votes = Counter(section for fact in _list_facts(source, home) if (section := places.find_section(target, fact)))
    section = named or next((section for section, _ in votes.most_common(1)), "")
    return f"section.{section}" if section else ""


def _list_facts(outline: Outline, section: str) -> Iterator[str]:
    for entry in list_entries(outline)[section]:
        if entry.shape == "fields":
            yield from entry.members
        elif entry.shape in ("narrative", "wording"):
            yield f"{entry.shape}.{entry.key}"
        else:
            yield f"table.{entry.key}"
