"""PERFEVAL_OFFICE_COMMAND: .doc and .wps through an office program, where the site has one; what comes out is marked as converted."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.conf import settings

from departments.untrusted.limited_process import MB, Limits, Turns, run_task
from departments.untrusted.refusals import Refused
from departments.untrusted.signatures import OLD_OFFICE
from departments.untrusted.word_parts import ENCRYPTED
from reports.domain.text_import import Unreadable
from reports.domain.text_import.file_notes import FileNote
from reports.filing import word_import
from reports.filing.word_import import SourceText, add_note

TASK = "departments.untrusted.office_program:convert_to_docx"
SUFFIXES = (".doc", ".wps")
LIMITS = Limits(cpu_seconds=60, wall_seconds=60.0, memory=4096 * MB, output=64 * MB)
TURNS = Turns(running=1, waiting=1, longest=60.0)  # one office program at a time
CONVERTED = "由{}文件自动转换而来，编号和表格可能与原文件不同，请逐节对照原文件"


def is_convertible(start: bytes, name: str) -> bool:
    """Whether the file is of the old format and the site has a program for it."""
    return bool(settings.PERFEVAL_OFFICE_COMMAND) and start.startswith(OLD_OFFICE) and PurePath(name).suffix.lower() in SUFFIXES


def read_converted(file: IO[bytes], name: str) -> SourceText:
    """Raises Unreadable."""
    raw = file.read(word_import.MAX_FILE + 1)
    if len(raw) > word_import.MAX_FILE:
        raise Unreadable(word_import.TOO_LARGE)
    if ENCRYPTED in raw:
        return word_import.read_word_text(BytesIO(raw), name)  # which says that there is a password
    suffix = PurePath(name).suffix.lower()
    try:
        made = run_task(TASK, BytesIO(raw), LIMITS, TURNS, command=settings.PERFEVAL_OFFICE_COMMAND, suffix=suffix).result
    except Refused as refused:
        raise Unreadable(str(refused)) from refused
    source = word_import.read_word_text(BytesIO(base64.b64decode(made)), name)
    return add_note(source, FileNote(CONVERTED.format(suffix), is_taken=True))
