"""Narrative (文字): paragraphs of prose."""

from __future__ import annotations

import re

from pydantic import Field as Setting

from reports.domain.shapes.base import Definition

ASKED = re.compile(r"不涉及|如无|若无|没有的|可不填|(?:填|写)[“\"]?无|时说明|^有.*的说明")
HARD_LIMIT = 50_000  # characters; a longer text is a pasted file, not a section


class Narrative(Definition):
    key: str
    label: str
    hint: str = ""
    required: bool = True
    limit: int = HARD_LIMIT  # characters
    carry: bool = False
    nothing: bool = False  # “无” is an answer, where nothing has to be said
    unchecked: str = Setting(default="", pattern=r"^(不核对，因为.+)?$")  # why no check watches it

    @property
    def takes_nothing(self) -> bool:
        """Whether “无” is an answer: the outline says so, asks in its hint for what may not be, or for whatever else there is."""
        return self.nothing or not self.required or self.label.startswith(("其他", "其它")) or bool(ASKED.search(self.hint))


def split_paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
