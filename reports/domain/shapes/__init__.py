"""What a Narrative, Listing, Grid and Fields is: rows, columns, formulas. No form, no storage."""

from reports.domain.shapes.base import Definition
from reports.domain.shapes.field_kinds import NotAValue
from reports.domain.shapes.fields import Field
from reports.domain.shapes.grid import Grid, GridLine
from reports.domain.shapes.listing import ListField, Listing, Preset
from reports.domain.shapes.narrative import Narrative

__all__ = ["Definition", "Field", "Grid", "GridLine", "ListField", "Listing", "Narrative", "NotAValue", "Preset"]
