"""读入: the chosen sections of a text that was read are written, and the 办理记录 says from which file."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from departments.models import User
from reports.filing import reading_sections
from reports.filing.reading_sections import Choice, Taken
from reports.filing.readings import OpenReading
from reports.models import Report
from reports.workflow.events import READ_IN, record_event

PASTED = "粘贴的文字"
MOST_NAMED = 5  # sections that the note names


def take_reading(report: Report, found: OpenReading, choices: Mapping[str, Choice], *, by: User) -> Taken:
    """Raises ReadingRefused, drafts.SaveRefused; then nothing was written."""
    with transaction.atomic():
        taken = reading_sections.write_sections(report, found, choices, by=by)
        if taken.sections:
            record_event(report, READ_IN, by=by, note=_describe_taking(found.stored.source, taken))
    return taken


def _describe_taking(source: str, taken: Taken) -> str:
    """从《自评报告》.docx 读入 3 节：……."""
    name, dot, ending = source.rpartition(".")
    told = f"《{name}》.{ending}" if dot else source if source == PASTED else f"《{source}》"
    named = "、".join(taken.sections[:MOST_NAMED]) + ("等" if len(taken.sections) > MOST_NAMED else "")
    return f"从{told} 读入 {len(taken.sections)} 节：{named}" + (f"；没有采用 {len(taken.left)} 节" if taken.left else "")
