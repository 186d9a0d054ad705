"""What a file holds beside the text that is read from it: pictures, notes, changes; and from where its lines come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileNote:
    """`what`: what it is and what became of it, in words; `line`: of the text, 0 for none."""

    what: str
    quote: str = ""
    line: int = 0
    is_taken: bool = False  # read all the same; else it is left out


@dataclass(frozen=True)
class FileNotes:
    """`origins`: by line, where that is not a usual paragraph: 第 2 张表第 3 行."""

    notes: tuple[FileNote, ...] = ()
    origins: Mapping[int, str] = field(default_factory=dict)

    @property
    def left_out(self) -> list[FileNote]:
        return [note for note in self.notes if not note.is_taken]


NO_NOTES = FileNotes()
