"""Which settings an outline file knows at a place; for the hint behind an unknown one."""

from __future__ import annotations

from pydantic import BaseModel

from reports.domain.outlines.checks import Check
from reports.domain.outlines.definitions import Block, Outline, Part, Section
from reports.domain.outlines.rules import Assessment, Band, Cap, Grade, Item, Level, Rule
from reports.domain.shapes import Field, Grid, GridLine, ListField, Listing, Narrative, Preset

MODELS: dict[str, type[BaseModel]] = {
    "field": Field,
    "text": Narrative,
    "list": Listing,
    "fields": ListField,
    "grid": Grid,
    "rows": GridLine,
    "columns": GridLine,
    "section": Section,
    "show": Block,
    "parts": Part,
    "check": Check,
    "preset": Preset,
    "rule": Rule,
    "bands": Band,
    "items": Item,
    "levels": Level,
    "assessment": Assessment,
    "grades": Grade,
    "caps": Cap,
}


def list_known_settings(location: tuple[int | str, ...]) -> list[str]:
    names = [step for step in location[:-1] if isinstance(step, str) and step in MODELS]
    model = MODELS[names[-1]] if names else Outline
    return [field.alias or name for name, field in model.model_fields.items()]
