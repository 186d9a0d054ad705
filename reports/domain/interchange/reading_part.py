"""The part of the interchange file that keeps how a text was read: the text, and its pieces from the first to the last character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Required

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from reports.domain.interchange.json_values import CONTROL
from reports.domain.interchange.problems import BadInterchange, describe_problem_at
from reports.domain.text_import import Piece, PieceKind
from reports.domain.text_import.file_notes import NO_NOTES, FileNote, FileNotes

Raw = Mapping[str, Any]


class PieceDict(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]
    start: Required[Annotated[int, Field(ge=0)]]
    end: Required[Annotated[int, Field(ge=0)]]
    kind: Required[Literal["placed", "fixed", "doubtful", "unplaced"]]
    place: str
    reason: str


class NoteDict(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]
    what: Required[str]
    quote: str
    line: Annotated[int, Field(ge=0)]
    taken: bool


class ReadingDict(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]
    text: Required[str]
    pieces: Required[list[PieceDict]]
    notes: list[NoteDict]  # of the file that the text was read from
    origins: dict[str, str]  # by line


@dataclass(frozen=True)
class ReadText:
    """A text that was read, its pieces, and what the file says beside it."""

    text: str
    pieces: tuple[Piece, ...]
    file: FileNotes = NO_NOTES

    def list_pieces(self, kind: PieceKind) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind is kind]

    def count_letters(self, kind: PieceKind) -> int:
        return sum(piece.length for piece in self.list_pieces(kind))

    def quote(self, piece: Piece) -> str:
        return " ".join(self.text[piece.start : piece.end].split())


def build_reading_dict(read: ReadText) -> dict[str, Any]:
    """What cannot be printed becomes a blank, so that every piece stays where it is."""
    part = {"text": CONTROL.sub(" ", read.text), "pieces": [_build_piece_dict(piece) for piece in read.pieces]}
    notes = [_build_note_dict(note) for note in read.file.notes]
    return part | ({"notes": notes} if notes else {}) | _build_origins(read.file)


def _build_note_dict(note: FileNote) -> dict[str, Any]:
    return {"what": note.what, "quote": CONTROL.sub(" ", note.quote), "line": note.line, "taken": note.is_taken}


def _build_origins(file: FileNotes) -> dict[str, Any]:
    return {"origins": {str(line): origin for line, origin in file.origins.items()}} if file.origins else {}


def _build_piece_dict(piece: Piece) -> dict[str, Any]:
    further = {"place": piece.place, "reason": piece.reason}
    return {"start": piece.start, "end": piece.end, "kind": piece.kind.value, **{key: text for key, text in further.items() if text}}


def load_reading_part(raw: Raw) -> ReadText | None:
    """How the text of a validated file was read; None where it does not say. Raises BadInterchange."""
    part = raw.get("reading")
    if not isinstance(part, dict):
        return None
    read = parse_reading_dict(part)
    starts, ends = [piece.start for piece in read.pieces], [piece.end for piece in read.pieces]
    if [*starts, len(read.text)] != [0, *ends]:
        raise BadInterchange([describe_problem_at(["reading", "pieces"], "各段没有首尾相接地覆盖全文，请用 read_report 重新生成文件")])
    return read


def parse_reading_dict(part: Raw) -> ReadText:
    notes = tuple(map(_parse_note_dict, part.get("notes", ())))
    origins = {int(line): origin for line, origin in part.get("origins", {}).items() if line.isdecimal()}
    return ReadText(part["text"], tuple(map(_parse_piece_dict, part["pieces"])), FileNotes(notes, origins))


def _parse_note_dict(one: Raw) -> FileNote:
    return FileNote(one["what"], one.get("quote", ""), one.get("line", 0), one.get("taken", False))


def _parse_piece_dict(one: Raw) -> Piece:
    return Piece(one["start"], one["end"], PieceKind(one["kind"]), one.get("place", ""), one.get("reason", ""))
