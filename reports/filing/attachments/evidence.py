"""佐证材料: added to the draft and taken out of it, by the department alone and while it may edit the report; frozen when it is sent."""

from __future__ import annotations

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from departments.models import User
from reports.domain import Document, act_time
from reports.filing import drafts
from reports.filing.attachments import attachment_targets, stored_files, upload_limits
from reports.filing.attachments.attachment_lists import group_by_place
from reports.filing.attachments.file_kinds import EVIDENCE
from reports.filing.attachments.upload_limits import NotAccepted
from reports.filing.drafts import NotEditable
from reports.filing.drafts.locking import lock_for_writing
from reports.models import Attachment, Report, SentAttachment, Submission

Kind = Attachment.Kind


def add_evidence(report: Report, file: File, *, place: str, by: User | None) -> Attachment:
    """Keeps the file at the place; the same content at the same place stays one. Raises NotAccepted."""
    spot = attachment_targets.list_attachment_targets(drafts.load_document(report)).get(place)
    if spot is None:
        raise NotAccepted("没有选择位置，请选择这份材料说明的是整份报告、哪个章节或哪个指标。")

    def enter(made: Attachment) -> Attachment:
        _hold_for_upload(report, by)
        others = report.attachments.filter(kind=Kind.EVIDENCE, removed_at=None)
        if same := others.filter(place=place, sha256=made.sha256).first():
            return same
        upload_limits.check_storage_room(others, made.size)
        made.report, made.uploaded_by, made.at = report, by, act_time.get_act_time()
        made.place, made.place_label, made.section = spot.place, spot.label, spot.section
        made.save()
        return made

    return stored_files.store_upload(file, EVIDENCE, enter)


@transaction.atomic
def remove_evidence(attachment: Attachment, *, by: User | None) -> None:
    """Out of the draft; a file that was never sent goes from the disc as well. A second click finds it done. Raises NotAccepted."""
    _hold_for_upload(attachment.report, by)
    found = Attachment.objects.filter(pk=attachment.pk, kind=Kind.EVIDENCE, removed_at=None)
    gone = {"removed_at": act_time.get_act_time(), "removed_by": by}
    if attachment.sendings.exists():
        found.update(**gone)
        return
    name = attachment.file.name
    if found.update(**gone, file="") and name:
        transaction.on_commit(lambda: default_storage.delete(name))


def freeze_attachments(submission: Submission, document: Document) -> None:
    """What is in the draft belongs to the submission from now on, whatever happens to the draft.

    Inside the transaction that sends the report, in the order of the report. Two queries, one where there is nothing.
    """
    found = list(submission.report.attachments.filter(kind=Kind.EVIDENCE, removed_at=None))
    groups = group_by_place(found, attachment_targets.list_attachment_targets(document)) if found else []
    SentAttachment.objects.bulk_create(
        SentAttachment(submission=submission, attachment=each, place_label=group.label) for group in groups for each in group.attachments
    )


def _hold_for_upload(report: Report, by: User | None) -> None:
    try:
        lock_for_writing(report, by)
    except NotEditable as refusal:
        raise NotAccepted(str(refusal)) from refusal
