"""附件: 佐证材料 of a draft, frozen with each submission, and the 签章扫描件 of what was sent."""

from reports.attachments import evidence, scans
from reports.attachments.freezing import freeze
from reports.attachments.kinds import EVIDENCE, SCAN, accept, accepted
from reports.attachments.listing import Group, by_place, number_in, of_draft, of_submission, open_to
from reports.attachments.placing import WHOLE, Spot, spots
from reports.attachments.receiving import CappedUpload
from reports.attachments.refusals import NotAccepted

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
    "scans",
    "spots",
]
