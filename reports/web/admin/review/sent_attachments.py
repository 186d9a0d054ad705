"""附件 of the latest submission beside the report under review: by place, what is new marked, and whether the scan has come."""

from __future__ import annotations

from dataclasses import dataclass

from reports.filing import attachments
from reports.filing.attachments import AttachmentGroup
from reports.models import Attachment
from reports.web.admin.review.reviewed_report import Review
from reports.workflow import signed_scans


@dataclass(frozen=True)
class Attached:
    groups: list[AttachmentGroup]
    scans: list[Attachment]
    scan_is_missing: bool

    @property
    def number(self) -> int:
        return sum(len(group.attachments) for group in self.groups)


def load_review_attachments(review: Review) -> Attached | None:
    """None where nothing was sent, or nothing came with it and no scan is asked for. Three queries at most."""
    if not review.sent:
        return None
    latest, *before = (each.submission for each in review.sent[:2])
    groups = attachments.list_sent_attachments(latest, before[0] if before else None)
    scans = list(signed_scans.list_signed_scans(latest).select_related("uploaded_by"))
    waits = review.report.cycle.requires_scan and signed_scans.is_open_for_scan(review.report) and not scans
    return Attached(groups, scans, waits) if groups or scans or waits else None
