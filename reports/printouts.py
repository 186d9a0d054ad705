"""Papers: the 送审稿 of a submission, printed once and then served as stored, and the 草稿, never kept."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from reports.document import Document
from reports.models import Printout, PrintoutKind, Submission
from reports.rendering import interchange, pages, pdf

SHORT = 12  # letters of the SHA-256 that the paper shows


def of(submission: Submission) -> Printout:
    """The 送审稿 of the submission; the first who asks prints it, and nobody waits in a transaction for that."""
    return Printout.objects.filter(submission=submission, kind=PrintoutKind.SUBMISSION).first() or _keep(submission, _print(submission))


def draft(document: Document, moment: datetime) -> bytes:
    """The report as it stands, marked 草稿 on every page."""
    text = interchange.dump(document)
    short = hashlib.sha256(text.encode()).hexdigest()[:SHORT]
    return pdf.render(pages.page(document), pdf.Stamp(pdf.Kind.DRAFT, "", short, moment), attachment=text.encode())


def _print(submission: Submission) -> bytes:
    """Of the frozen JSON alone, so the same bytes whenever it is printed."""
    document = interchange.load(submission.document, submission.outline.definition)
    stamp = pdf.Stamp(pdf.Kind.SUBMISSION, submission.reference, submission.sha256[:SHORT], submission.sent_at)
    return pdf.render(pages.page(document), stamp, attachment=submission.document.encode())


def _keep(submission: Submission, content: bytes) -> Printout:
    """Stores the paper; where another process was quicker, its paper stands and ours goes."""
    printout = Printout(submission=submission, sha256=hashlib.sha256(content).hexdigest())
    printout.file.save(f"{submission.reference}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            printout.save()
    except IntegrityError:
        printout.file.delete(save=False)
        return Printout.objects.get(submission=submission, kind=PrintoutKind.SUBMISSION)
    return printout
