"""A document in which every fact that an outline asks for says something, by a seed."""

from random import Random

from reports.domain import Document, Figure, Outline, Row, Value, list_entries
from reports.domain.shapes import Listing


def fill_document(outline: Outline, year: int, department: str, code: str, seed: int) -> Document:
    chance = Random(seed)
    fields = {"year": str(year), "district": "云水区", "city": "长沙市", "department": department}
    texts: dict[str, str] = {}
    lists: dict[str, tuple[Row, ...]] = {}
    figures: dict[str, Figure] = {}
    for entries in list_entries(outline).values():
        for entry in entries:
            if entry.shape == "fields":
                fields |= {key: _fill_field(outline, key, chance) for key in entry.members}
            elif entry.shape == "narrative":
                texts[entry.key] = _make_words(chance)
            elif entry.shape == "listing":
                lists[entry.key] = _make_rows(outline.lists[entry.key], chance)
            elif entry.shape == "grid":
                cells = outline.grids[entry.key].typed_cells(entry.members)
                figures |= {f"{entry.key}.{row}.{column}": Figure.of(chance.randint(1, 9999)) for row, column in cells}
    return Document(outline, year, department, code, fields, texts, lists, figures)


def _fill_field(outline: Outline, key: str, chance: Random) -> str:
    return _make_words(chance)


def _make_words(chance: Random) -> str:
    return f"虚构内容{chance.randint(0, 10**9)}号"


def _make_rows(listing: Listing, chance: Random) -> tuple[Row, ...]:
    keys = [row.key for row in listing.preset] or [f"{chance.getrandbits(48):012x}" for _ in range(2)]
    return tuple(Row(key, {field.key: _make_value(field, chance) for field in listing.typed}) for key in keys)


def _make_value(field: object, chance: Random) -> Value:
    if getattr(field, "is_figure", False):
        return Figure.of(chance.randint(1, 9))
    return chance.choice(field.choices) if getattr(field, "choices", ()) else _make_words(chance)
