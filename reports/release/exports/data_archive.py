"""The data of a selection as ZIP: of each report its last submission, word for word as it was frozen, in the interchange format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from reports.models import Report, Submission
from reports.models.integrity import FrozenContentError, compare_text
from reports.release.exports import archive, selection
from reports.release.exports.selection import iter_named_reports, select_last_submissions

FROZEN = ("document", "sha256", "reference")


def write_data_archive(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """代码_单位_年度.json, one a report; returns what is not in it. Raises Refused."""
    selection.check_export_size(reports, selection.MOST_DATA)
    moment = moment or timezone.now()
    return archive.write_archive(_iter_data_entries(reports, moment), "json", target, moment)


def _iter_data_entries(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.ArchiveEntry]:
    frozen = Submission.objects.filter(pk=OuterRef("last")).order_by()  # its own order would join the report once more
    columns = {column: Subquery(frozen.values(column)[:1]) for column in FROZEN}
    for name, (sent_at, *kept) in iter_named_reports(select_last_submissions(reports, moment).annotate(**columns), "last_sent", *columns):
        yield archive.ArchiveEntry(name, None) if sent_at is None else _entry(name, sent_at, *kept)


def _entry(name: str, sent_at: datetime, document: str, sha256: str, reference: str) -> archive.ArchiveEntry:
    try:
        return archive.ArchiveEntry(name, sent_at, BytesIO(compare_text(document, sha256, f"报送件 {reference} 的数据").encode()))
    except FrozenContentError as error:
        return archive.left_out(name, sent_at, error)
