"""Whether a text belongs to the report: an editing copy (编辑稿) names the report, the outline and the revisions that it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterator

from departments.spelling import spell_name
from reports.domain import Document
from reports.domain.text_import.file_notes import FileNote
from reports.filing.word_import import OUTLINE, REPORT, SECTIONS, SourceText
from reports.models import Report

OTHER_REPORT = "这个文件是另一个单位的报告的编辑稿，没有读入。请核对是不是选错了文件。"
OTHER_OUTLINE = "这份编辑稿是按提纲的另一个版本下载的，现按本报告的提纲读入，请逐节核对"
NO_REVISIONS = "这份编辑稿没有记下各章节的版本，不能判断下载以后系统里有没有改动，请逐节核对"
OTHER_NAME = "原文写的{}是“{}”，本报告的是“{}”，请核对是不是选错了文件"
LONGEST_KEY = 20


class ReadingRefused(Exception):
    """Nothing was changed; the message is for the person."""


def check_origin(report: Report, source: SourceText) -> tuple[dict[str, int] | None, tuple[FileNote, ...]]:
    """The revisions of the sections from which an editing copy of this report was made, None for any other text; and what the
    person has to know. Raises ReadingRefused for a copy of another department's report."""
    key = source.origin.get(REPORT)
    if key is None:
        return None, ()
    if key != str(report.pk):
        if not _is_of_department(report, key):
            raise ReadingRefused(OTHER_REPORT)
        return None, ()
    told = () if source.origin.get(OUTLINE) == report.outline.sha256 else (FileNote(OTHER_OUTLINE, is_taken=True),)
    revisions = _parse_revisions(source.origin.get(SECTIONS, ""))
    return revisions, told if revisions is not None else (*told, FileNote(NO_REVISIONS, is_taken=True))


def _is_of_department(report: Report, key: str) -> bool:
    """Another year's copy of the same department."""
    is_key = key.isascii() and key.isdecimal() and len(key) < LONGEST_KEY
    return is_key and Report.objects.filter(pk=int(key), department=report.department_id).exists()


def _parse_revisions(text: str) -> dict[str, int] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(type(revision) is int for revision in found.values()):
        return None
    return found


def describe_mismatches(read: Document, current: Document) -> tuple[FileNote, ...]:
    """Names in the text that are not the report's."""
    return tuple(_iter_mismatches(read, current))


def _iter_mismatches(read: Document, current: Document) -> Iterator[FileNote]:
    names = {spell_name(name) for name in (current.department, current.fields.get("unit.name", "")) if name}
    if read.department and spell_name(read.department) not in names:
        yield FileNote(OTHER_NAME.format("单位", read.department, current.department), is_taken=True)
    for key, label in (("district", "区县"), ("city", "所属市")):
        written, own = read.fields.get(key, ""), current.fields.get(key, "")
        if written and own and spell_name(written) != spell_name(own):
            yield FileNote(OTHER_NAME.format(label, written, own), is_taken=True)
