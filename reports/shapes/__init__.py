"""What a Narrative, Listing, Grid and Fields is: rows, columns, formulas. No form, no storage."""

from reports.shapes.base import Definition
from reports.shapes.fields import Field
from reports.shapes.grid import Grid, Line
from reports.shapes.listing import ListField, Listing, Preset
from reports.shapes.narrative import Narrative

__all__ = ["Definition", "Field", "Grid", "Line", "ListField", "Listing", "Narrative", "Preset"]
