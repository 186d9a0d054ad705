"""Listing (列表): ordered rows. An item is kept without its number and without its closing mark."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Setting

from reports.domain.shapes.base import Definition

HARD_LIMIT = 1_000  # rows
TEXT_LIMIT = 20_000  # characters of one cell; more takes the printed page too long


NAMING = ("name", "level3", "level2")


class ListField(Definition):
    key: str
    label: str
    kind: Literal["text", "number", "integer", "choice"] = "text"
    unit: str = ""
    hint: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    long: bool = False  # a text of several lines
    locked: bool = False  # filled in by the outline's preset rows, never typed
    computed: bool = False  # worked out by the formula, else by the rule of the preset row; never typed
    formula: str = ""  # over the numbers of the same row: score / weight

    @property
    def is_figure(self) -> bool:
        return self.kind in ("number", "integer")

    @property
    def is_typed(self) -> bool:
        return not (self.locked or self.computed)


class Preset(Definition):
    """A row that the outline brings: its key is the row's key, `values` fill the locked fields, `rule` scores it."""

    key: str
    rule: str = ""
    values: dict[str, str] = {}


class Listing(Definition):
    key: str
    label: str
    hint: str = ""
    required: bool = True
    carry: bool = False
    unchecked: str = Setting(default="", pattern=r"^(不核对，因为.+)?$")  # why no check watches it
    answers: str = ""  # key of the list whose rows these rows answer
    limit: int = HARD_LIMIT  # rows
    fields: tuple[ListField, ...] = (ListField(key="text", label="内容", long=True),)
    preset: tuple[Preset, ...] = ()  # then no row can be added or taken away

    def field(self, key: str) -> ListField | None:
        return next((field for field in self.fields if field.key == key), None)

    def has_row(self, key: str) -> bool:
        """Whether the list takes a row of that key: any, but for one whose rows the outline brings."""
        return not self.preset or any(row.key == key for row in self.preset)

    def get_preset_name(self, key: str) -> str:
        """What the outline calls a row that it brings; "" for any other."""
        named = self.naming.key if self.naming else ""
        return next((row.values.get(named, "") for row in self.preset if row.key == key), "")

    @property
    def naming(self) -> ListField | None:
        """What tells one row from another in words: its name, the deepest level of an indicator, else the first short text.

        None for a list of sentences: a row of it has no name.
        """
        known = (self.field(key) for key in NAMING)
        short = (field for field in self.fields if field.kind == "text" and not field.long)
        return next((field for field in (*known, *short) if field), None)

    @property
    def typed(self) -> tuple[ListField, ...]:
        return tuple(field for field in self.fields if field.is_typed)
