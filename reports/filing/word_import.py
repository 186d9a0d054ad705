"""A Word file as text with what stands beside it: read in the limited child, cleaned, its lines counted as the text has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from departments import clean_letters, describe_cleaning
from departments.untrusted.limited_process import MB, Limits, run_task
from departments.untrusted.refusals import Refused
from reports.domain.text_import import Unreadable
from reports.domain.text_import.file_notes import NO_NOTES, FileNote, FileNotes

TASK = "departments.untrusted.word_files:read_word"
LIMITS = Limits(memory=110 * MB, output=16 * MB)
MAX_FILE = 20 * MB
SUFFIX = ".docx"
TOO_LARGE = f"文件超过 {MAX_FILE // MB} MB，没有读入。请删去图片，另存后再上传。"
OWN_HEADER = "编辑稿，"  # with which the header of an editing copy begins; it is ours and nothing of the paper
# 自定义属性 of an editing copy (编辑稿): key of the report, hash of the outline's version, revision of each section.
REPORT, OUTLINE, SECTIONS = "perfeval_report", "perfeval_outline", "perfeval_sections"


@dataclass(frozen=True)
class SourceText:
    """A text to be read, from a file or pasted. `origin`: the custom properties of an editing copy; `cleaning`: what was changed in it."""

    text: str
    name: str
    file: FileNotes = NO_NOTES
    origin: Mapping[str, str] = field(default_factory=dict)
    cleaning: str = ""


def read_word_file(path: Path) -> SourceText:
    """Raises Unreadable."""
    try:
        with path.open("rb") as opened:
            return read_word_text(opened, path.name)
    except OSError as error:
        raise Unreadable(f"不能读取“{path}”，请检查文件名和权限。") from error


def read_word_text(file: IO[bytes], name: str) -> SourceText:
    """Raises Unreadable."""
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(TOO_LARGE)
    try:
        found: dict[str, Any] = run_task(TASK, BytesIO(raw), LIMITS).result
    except Refused as refused:
        raise Unreadable(str(refused)) from refused
    origin = {key: found["properties"][key] for key in (REPORT, OUTLINE, SECTIONS) if key in found["properties"]}
    return _build_source(found, name, origin)


def _build_source(found: Mapping[str, Any], name: str, origin: Mapping[str, str]) -> SourceText:
    lines: list[str] = []
    starts: list[int] = []  # of each line of the file, its line in the text
    origins: dict[int, str] = {}
    for words, where in found["lines"]:
        cleaned = clean_letters(words).split("\n") if words.strip() or lines else []
        starts.append(len(lines) + 1)
        lines += cleaned
        origins |= {at: where for at in range(starts[-1], len(lines) + 1) if where}
    told = (_build_note(note, starts) for note in found["notes"])
    notes = tuple(note for note in told if not (origin and note.quote.startswith(OWN_HEADER)))
    cleaning = describe_cleaning(words for words, _ in found["lines"])
    return SourceText("\n".join(lines), name, FileNotes(notes, origins), origin, cleaning)


def _build_note(note: Mapping[str, Any], starts: list[int]) -> FileNote:
    line = note["line"]
    return FileNote(note["what"], clean_letters(note["quote"]), starts[min(line, len(starts)) - 1] if line and starts else 0, note["taken"])


def add_note(source: SourceText, note: FileNote) -> SourceText:
    return replace(source, file=replace(source.file, notes=(note, *source.file.notes)))
