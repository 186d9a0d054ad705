"""Papers of a selection as ZIP: of each report the 定稿 of its last submission, or the 送审稿 while it is not approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.core.files.storage import Storage
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from reports import printouts
from reports.exports import archive, limits
from reports.exports.chosen import named, with_last
from reports.models import Printout, PrintoutKind, Report, Submission

NOT_PRINTED, LOST = "文本未能生成，请在报告页面下载一次，看提示了什么", "文本文件缺失，请联系技术管理员"
COLUMNS = ("last_sent", "approved_at", "sent_paper", "final_paper")


def write(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """The ZIP of what is printed; returns what is not in it. Raises Refused."""
    limits.check(reports, limits.MOST_PAPERS)
    moment = moment or timezone.now()
    return archive.write(_entries(reports, moment), "pdf", target, moment)


def all_printed(reports: QuerySet[Report, Any], moment: datetime) -> bool:
    """Whether no report that was sent waits for its paper."""
    sent = _with_papers(reports, moment).exclude(last=None)
    return not sent.filter(Q(approved_at=None, sent_paper=None) | Q(approved_at__isnull=False, final_paper=None)).exists()


def print_one(report: Report, moment: datetime) -> None:
    """Prints what `write` will look for, unless it is there. Raises TooLarge."""
    found = with_last(Report.objects.filter(pk=report.pk), moment).values("last", "approved_at").get()
    if found["last"] is None:
        return
    submission = Submission.objects.select_related("outline").get(pk=found["last"])
    if found["approved_at"]:
        printouts.final(submission.approval)
    else:
        printouts.of(submission)


def _with_papers(reports: QuerySet[Report, Any], moment: datetime) -> QuerySet[Any, Any]:
    stored = Printout.objects.filter(submission=OuterRef("last")).values("file")
    sent, final = (Subquery(stored.filter(kind=kind)[:1]) for kind in (PrintoutKind.SUBMISSION, PrintoutKind.FINAL))
    found: QuerySet[Any, Any] = with_last(reports, moment).annotate(sent_paper=sent, final_paper=final)
    return found


def _entries(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.Entry]:
    storage = Printout._meta.get_field("file").storage
    for name, (sent_at, approved_at, sent, final) in named(_with_papers(reports, moment), *COLUMNS):
        yield _entry(name, sent_at, final if approved_at else sent, storage)


def _entry(name: str, sent_at: datetime | None, file: str | None, storage: Storage) -> archive.Entry:
    if sent_at is None:
        return archive.Entry(name, None)
    if not file:
        return archive.Entry(name, sent_at, reason=NOT_PRINTED)
    try:
        return archive.Entry(name, sent_at, storage.open(file))
    except FileNotFoundError:
        return archive.Entry(name, sent_at, reason=LOST)
