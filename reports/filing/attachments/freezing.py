"""What was in the draft when it was sent belongs to the submission, whatever happens to the draft."""

from __future__ import annotations

from reports.domain import Document
from reports.filing.attachments.attachment_lists import group_by_place
from reports.filing.attachments.attachment_targets import list_attachment_targets
from reports.models import Attachment, SentAttachment, Submission


def freeze_attachments(submission: Submission, document: Document) -> None:
    """Inside the transaction that sends the report, in the order of the report. Two queries, one where there is nothing."""
    found = list(submission.report.attachments.filter(kind=Attachment.Kind.EVIDENCE, removed_at=None))
    groups = group_by_place(found, list_attachment_targets(document)) if found else []
    SentAttachment.objects.bulk_create(
        SentAttachment(submission=submission, attachment=each, place_label=group.label) for group in groups for each in group.attachments
    )
