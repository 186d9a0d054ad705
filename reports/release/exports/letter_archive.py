"""Letters of a selection as ZIP: one .docx a report, with the head of its district; why a report gets none stands in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from reports.domain.rendering.word.letter_docx import Letter, print_letter
from reports.models import Report, ReturnItem, Submission
from reports.release.exports import archive, selection
from reports.release.exports.item_letters import NO_ITEMS, build_item_letter
from reports.release.exports.letterheads import build_letterhead
from reports.release.exports.opinion_letters import NOT_PASSED, build_opinion_letter

CHUNK = 50  # reports at a time


@dataclass(frozen=True)
class LetterKind:
    """`build` answers None where there is nothing to say, for the `reason`."""

    build: Callable[[Report], Letter | None]
    reason: str


ITEMS = LetterKind(build_item_letter, NO_ITEMS)
OPINIONS = LetterKind(build_opinion_letter, NOT_PASSED)


def write_item_letters(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """退回意见清单: returns which reports have none. Raises ExportRefused."""
    return _write_letters(ITEMS, reports, target, moment)


def write_opinion_letters(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """审核意见, likewise."""
    return _write_letters(OPINIONS, reports, target, moment)


def _write_letters(kind: LetterKind, reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None) -> list[str]:
    selection.check_export_size(reports, selection.MOST_LETTERS)
    moment = moment or timezone.now()
    return archive.write_archive(_iter_letter_entries(kind, reports, moment), "docx", target, moment)


def _iter_letter_entries(kind: LetterKind, reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.ArchiveEntry]:
    names = dict(_iter_names(reports))
    for report in _select_letter_facts(reports).iterator(chunk_size=CHUNK):
        letter = kind.build(report)
        if letter is None:
            yield archive.ArchiveEntry(names[report.pk], moment, reason=kind.reason)
            continue
        head = build_letterhead(report.department.district, moment)
        yield archive.ArchiveEntry(names[report.pk], moment, BytesIO(print_letter(letter, head, moment)))


def _iter_names(reports: QuerySet[Report, Any]) -> Iterator[tuple[int, str]]:
    for name, (pk,) in selection.iter_named_reports(reports, "pk"):
        yield pk, name


def _select_letter_facts(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """With submissions, the last first, and return items; three queries for each chunk."""
    sent = Submission.objects.select_related("approval").defer("document", "findings").order_by("-number")
    items = ReturnItem.objects.select_related("submission").defer("submission__document", "submission__findings").order_by("created", "pk")
    found = reports.select_related("department__district", "cycle")
    return found.order_by(*selection.ORDER).prefetch_related(Prefetch("submissions", sent), Prefetch("return_items", items))
