"""更换提纲: what a report keeps, and what of it has a place in another version of the outline. Changes nothing by itself."""

from reports.filing.outline_moves.item_places import find_item_places
from reports.filing.outline_moves.preview import (
    MovePreview,
    UnitChange,
    UnplacedValue,
    label_unplaced_values,
    load_previews,
    make_nameless_document,
)
from reports.filing.outline_moves.stored_values import StoredValue, load_stored_values
from reports.filing.outline_moves.value_places import has_place

__all__ = [
    "MovePreview",
    "StoredValue",
    "UnitChange",
    "UnplacedValue",
    "find_item_places",
    "has_place",
    "label_unplaced_values",
    "load_previews",
    "load_stored_values",
    "make_nameless_document",
]
