"""The data of a selection as ZIP: of each report its last submission, word for word as it was frozen, in the interchange format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from reports.exports import archive, limits
from reports.exports.chosen import named, with_last
from reports.models import Report, Submission


def write(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """代码_单位_年度.json, one a report; returns what is not in it. Raises Refused."""
    limits.check(reports, limits.MOST_DATA)
    moment = moment or timezone.now()
    return archive.write(_entries(reports, moment), "json", target, moment)


def _entries(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.Entry]:
    frozen = Submission.objects.filter(pk=OuterRef("last")).order_by().values("document")  # its own order would join the report once more
    found = with_last(reports, moment).annotate(document=Subquery(frozen[:1]))
    for name, (sent_at, document) in named(found, "last_sent", "document"):
        yield archive.Entry(name, sent_at, None if document is None else BytesIO(document.encode()))
