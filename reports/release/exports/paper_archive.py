"""Papers of a selection as ZIP: of each report the 定稿 of its last submission, or the 送审稿 while it is not approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from reports.models import Printout, PrintoutKind, Report, Submission
from reports.models.integrity import FrozenContentError, open_compared
from reports.models.printout import paper_name
from reports.release.exports import archive, selection
from reports.release.exports.selection import iter_named_reports, select_last_submissions
from reports.workflow import printouts

NOT_PRINTED = "文本未能生成，请在报告页面下载一次，看提示了什么"
COLUMNS = ("last_sent", "approved_at", "last_reference", "sent_paper", "sent_hash", "final_paper", "final_hash")


def write_paper_archive(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """The ZIP of what is printed; returns what is not in it. Raises Refused."""
    selection.check_export_size(reports, selection.MOST_PAPERS)
    moment = moment or timezone.now()
    return archive.write_archive(_iter_paper_entries(reports, moment), "pdf", target, moment)


def is_everything_printed(reports: QuerySet[Report, Any], moment: datetime) -> bool:
    """Whether no report that was sent waits for its paper."""
    sent = _select_stored_papers(reports, moment).exclude(last=None)
    return not sent.filter(Q(approved_at=None, sent_paper=None) | Q(approved_at__isnull=False, final_paper=None)).exists()


def print_one(report: Report, moment: datetime) -> None:
    """Prints what `write` will look for, unless it is there. Raises TooLarge."""
    found = select_last_submissions(Report.objects.filter(pk=report.pk), moment).values("last", "approved_at").get()
    if found["last"] is None:
        return
    submission = Submission.objects.select_related("outline").get(pk=found["last"])
    if found["approved_at"]:
        printouts.get_final_printout(submission.approval)
    else:
        printouts.get_printout(submission)


def _select_stored_papers(reports: QuerySet[Report, Any], moment: datetime) -> QuerySet[Any, Any]:
    stored = Printout.objects.filter(submission=OuterRef("last"))
    sent, final = stored.filter(kind=PrintoutKind.SUBMISSION), stored.filter(kind=PrintoutKind.FINAL)
    found: QuerySet[Any, Any] = select_last_submissions(reports, moment).annotate(
        last_reference=Subquery(Submission.objects.filter(pk=OuterRef("last")).order_by().values("reference")[:1]),
        sent_paper=Subquery(sent.values("file")[:1]),
        sent_hash=Subquery(sent.values("sha256")[:1]),
        final_paper=Subquery(final.values("file")[:1]),
        final_hash=Subquery(final.values("sha256")[:1]),
    )
    return found


def _iter_paper_entries(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.ArchiveEntry]:
    for name, (sent_at, approved_at, reference, *papers) in iter_named_reports(_select_stored_papers(reports, moment), *COLUMNS):
        kind, (file, sha256) = (PrintoutKind.FINAL, papers[2:]) if approved_at else (PrintoutKind.SUBMISSION, papers[:2])
        yield _open_paper_entry(name, sent_at, file, sha256, paper_name(kind, reference)) if sent_at else archive.ArchiveEntry(name, None)


def _open_paper_entry(name: str, sent_at: datetime, file: str | None, sha256: str, paper: str) -> archive.ArchiveEntry:
    if not file:
        return archive.ArchiveEntry(name, sent_at, reason=NOT_PRINTED)
    try:
        return archive.ArchiveEntry(name, sent_at, open_compared(file, sha256, paper))
    except FrozenContentError as error:
        return archive.left_out(name, sent_at, error)
