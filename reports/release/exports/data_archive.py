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
from reports.release.exports import archive, export_limits
from reports.release.exports.selection import named, with_last

FROZEN = ("document", "sha256", "reference")


def write(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """代码_单位_年度.json, one a report; returns what is not in it. Raises Refused."""
    export_limits.check(reports, export_limits.MOST_DATA)
    moment = moment or timezone.now()
    return archive.write(_entries(reports, moment), "json", target, moment)


def _entries(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.Entry]:
    frozen = Submission.objects.filter(pk=OuterRef("last")).order_by()  # its own order would join the report once more
    columns = {column: Subquery(frozen.values(column)[:1]) for column in FROZEN}
    for name, (sent_at, *kept) in named(with_last(reports, moment).annotate(**columns), "last_sent", *columns):
        yield archive.Entry(name, None) if sent_at is None else _entry(name, sent_at, *kept)


def _entry(name: str, sent_at: datetime, document: str, sha256: str, reference: str) -> archive.Entry:
    try:
        return archive.Entry(name, sent_at, BytesIO(compare_text(document, sha256, f"报送件 {reference} 的数据").encode()))
    except FrozenContentError as error:
        return archive.left_out(name, sent_at, error)
