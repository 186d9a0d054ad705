"""附件: 佐证材料 of a draft, frozen with each submission, and the 签章扫描件 of what was sent."""

from reports.filing.attachments import evidence
from reports.filing.attachments.attachment_lists import (
    AttachmentGroup,
    count_section_attachments,
    group_by_place,
    list_draft_attachments,
    list_sent_attachments,
    select_open_attachments,
)
from reports.filing.attachments.attachment_targets import WHOLE, AttachmentTarget, list_attachment_targets
from reports.filing.attachments.evidence import freeze_attachments
from reports.filing.attachments.file_kinds import EVIDENCE, SCAN, describe_accepted_kinds, list_accepted_extensions
from reports.filing.attachments.upload_handler import CappedUpload
from reports.filing.attachments.upload_limits import NotAccepted

__all__ = [
    "EVIDENCE",
    "SCAN",
    "WHOLE",
    "AttachmentGroup",
    "AttachmentTarget",
    "CappedUpload",
    "NotAccepted",
    "count_section_attachments",
    "describe_accepted_kinds",
    "evidence",
    "freeze_attachments",
    "group_by_place",
    "list_accepted_extensions",
    "list_attachment_targets",
    "list_draft_attachments",
    "list_sent_attachments",
    "select_open_attachments",
]
