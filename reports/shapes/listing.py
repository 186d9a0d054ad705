"""Listing (列表): ordered rows. An item is kept without its number and without its closing mark."""

from __future__ import annotations

from typing import Literal

from reports.shapes.base import Definition

HARD_LIMIT = 1_000  # rows
TEXT_LIMIT = 20_000  # characters of one cell; more takes the printed page too long


class ListField(Definition):
    key: str
    label: str
    kind: Literal["text", "number", "integer", "choice"] = "text"
    unit: str = ""
    hint: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    long: bool = False  # a text of several lines

    @property
    def is_figure(self) -> bool:
        return self.kind in ("number", "integer")


class Listing(Definition):
    key: str
    label: str
    hint: str = ""
    required: bool = True
    carry: bool = False
    answers: str = ""  # key of the list whose rows these rows answer
    limit: int = HARD_LIMIT  # rows
    fields: tuple[ListField, ...] = (ListField(key="text", label="内容", long=True),)

    def field(self, key: str) -> ListField | None:
        return next((field for field in self.fields if field.key == key), None)
