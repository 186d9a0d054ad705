"""Papers: the 送审稿 of a submission and the 定稿 of its approval, printed once from what was frozen and then served; the 草稿."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from reports.domain import Document, Findings, ReportPage, interchange, records, restore_findings
from reports.domain.rendering import final_version, pdf, reasons
from reports.models import Approval, Printout, PrintoutKind, Submission
from reports.workflow import separate_printing

SHORT = 12  # letters of the SHA-256 that the paper shows
APART = ContextVar("APART", default=False)


def get_printout(submission: Submission) -> Printout:
    """The 送审稿 of the submission, printed unless it is there. Slow: for workers and commands, outside transactions. Raises TooLarge."""
    return _find_printout(submission, PrintoutKind.SUBMISSION) or _store_printout(submission, _print_submission(submission))


def get_final_printout(approval: Approval) -> Printout:
    """The 定稿 of the approval, in the same way."""
    submission = approval.submission
    return _find_printout(submission, PrintoutKind.FINAL) or _store_printout(submission, _print_final(approval), PrintoutKind.FINAL)


@contextmanager
def printing_apart() -> Iterator[None]:
    """Inside, papers are printed in a child process under limits: for a web process, whose threads save meanwhile."""
    before = APART.set(True)
    try:
        yield
    finally:
        APART.reset(before)


def print_page(page: ReportPage, stamp: pdf.Stamp, attachment: bytes) -> bytes:
    """Raises TooLarge."""
    if APART.get():
        return separate_printing.print_apart(page, stamp, attachment)
    return pdf.print_pdf(page, stamp, attachment=attachment)


def print_draft(document: Document, findings: Findings, moment: datetime) -> bytes:
    """The report as it stands, marked 草稿 on every page."""
    text = interchange.dump_document(document)
    short = hashlib.sha256(text.encode()).hexdigest()[:SHORT]
    stamp = pdf.Stamp(pdf.PaperKind.DRAFT, "", short, moment)
    return print_page(reasons.build_reasoned_page(document, findings), stamp, attachment=text.encode())


def get_verify_address(reference: str) -> str:
    """Where anybody may ask whether a paper with this 编号 is genuine."""
    return f"{settings.PERFEVAL_URL}/verify/{reference}"


def _print_submission(submission: Submission) -> bytes:
    """Of the frozen JSON and the frozen reasons alone, so the same bytes whenever it is printed."""
    stamp = pdf.Stamp(pdf.PaperKind.SUBMISSION, submission.reference, submission.sha256[:SHORT], submission.sent_at)
    return print_page(_build_submission_page(submission), stamp, attachment=submission.document.encode())


def _print_final(approval: Approval) -> bytes:
    """Of the frozen JSON and the frozen scores."""
    submission = approval.submission
    verdict = pdf.Verdict(
        get_verify_address(submission.reference), submission.sha256, approval.self_points, approval.points, approval.grade
    )
    stamp = pdf.Stamp(pdf.PaperKind.FINAL, submission.reference, submission.sha256[:SHORT], approval.at, verdict)
    page = final_version.build_final_page(
        _build_submission_page(submission), submission.outline.definition, records.load_sheet_records(approval.scores)
    )
    return print_page(page, stamp, attachment=submission.document.encode())


def _build_submission_page(submission: Submission) -> ReportPage:
    document = interchange.load_document(submission.document, submission.outline.definition)
    return reasons.build_reasoned_page(document, restore_findings(submission.findings))


def _find_printout(submission: Submission, kind: PrintoutKind) -> Printout | None:
    return Printout.objects.filter(submission=submission, kind=kind).first()


def _store_printout(submission: Submission, content: bytes, kind: PrintoutKind = PrintoutKind.SUBMISSION) -> Printout:
    """Stores the paper; where another process was quicker, its paper stands and ours goes."""
    printout = Printout(submission=submission, kind=kind, sha256=hashlib.sha256(content).hexdigest())
    ending = "-final" if kind is PrintoutKind.FINAL else ""
    printout.file.save(f"{submission.reference}{ending}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            printout.save()
    except BaseException as error:
        printout.file.delete(save=False)
        if not isinstance(error, IntegrityError):
            raise
        return Printout.objects.get(submission=submission, kind=kind)
    return printout
