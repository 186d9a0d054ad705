"""Narrative (文字): paragraphs of prose."""

from __future__ import annotations

from pydantic import Field as Setting

from reports.domain.shapes.base import Definition

HARD_LIMIT = 50_000  # characters; a longer text is a pasted file, not a section


class Narrative(Definition):
    key: str
    label: str
    hint: str = ""
    required: bool = True
    limit: int = HARD_LIMIT  # characters
    carry: bool = False
    unchecked: str = Setting(default="", pattern=r"^(不核对，因为.+)?$")  # why no check watches it


def split_paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
