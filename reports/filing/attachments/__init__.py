"""附件: 佐证材料 of a draft, frozen with each submission, and the 签章扫描件 of what was sent."""

from reports.filing.attachments import evidence
from reports.filing.attachments.attachment_lists import Group, by_place, number_in, of_draft, of_submission, open_to
from reports.filing.attachments.attachment_targets import WHOLE, Spot, spots
from reports.filing.attachments.file_kinds import EVIDENCE, SCAN, accept, accepted
from reports.filing.attachments.freezing import freeze
from reports.filing.attachments.upload_errors import NotAccepted
from reports.filing.attachments.upload_handler import CappedUpload

__all__ = [
    "EVIDENCE",
    "SCAN",
    "WHOLE",
    "CappedUpload",
    "Group",
    "NotAccepted",
    "Spot",
    "accept",
    "accepted",
    "by_place",
    "evidence",
    "freeze",
    "number_in",
    "of_draft",
    "of_submission",
    "open_to",
    "spots",
]
