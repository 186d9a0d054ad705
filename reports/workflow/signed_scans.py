"""签章扫描件: the 送审稿 on paper, signed and stamped, scanned and added to the submission that it shows.

It may come until the report is approved; before the review has started it may also be taken back.
"""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from departments.models import Membership, Role, User
from reports.filing.attachments import stored_files, upload_limits
from reports.filing.attachments.attachment_targets import WHOLE, WHOLE_LABEL
from reports.filing.attachments.file_kinds import SCAN
from reports.filing.attachments.upload_limits import NotAccepted
from reports.models import Attachment, Report, Submission
from reports.workflow import events

Kind = Attachment.Kind


def add_signed_scan(report: Report, file: File, *, by: User | None) -> Attachment:
    """Keeps the file with the latest submission; the same content stays one. Raises NotAccepted."""

    def enter(made: Attachment) -> Attachment:
        locked = _lock_own_report(report, by)
        if not is_open_for_scan(locked):
            raise NotAccepted(f"报告现在是“{locked.get_status_display()}”，签章扫描件在报送以后、审核通过以前上传。")
        submission = locked.submissions.latest("number")
        others = list_signed_scans(submission)
        if same := others.filter(sha256=made.sha256).first():
            return same
        upload_limits.check_storage_room(others, made.size)
        made.report, made.uploaded_by, made.kind, made.submission = report, by, Kind.SCAN, submission
        made.place, made.place_label = WHOLE, WHOLE_LABEL
        made.save()
        events.record_event(locked, events.ATTACH_SCAN, by=by, note=made.name, submission=submission)
        return made

    return stored_files.store_upload(file, SCAN, enter)


@transaction.atomic
def remove_signed_scan(attachment: Attachment, *, by: User | None) -> None:
    """Takes back a wrong scan before the review has started; the file is kept, for it has been with the bureau. Raises NotAccepted."""
    locked = _lock_own_report(attachment.report, by)
    if not is_removable_scan(locked):
        raise NotAccepted("财政局已开始审核，签章扫描件不能再移除；如有更正，请补充上传新的扫描件。")
    gone = {"removed_at": timezone.now(), "removed_by": by}
    if Attachment.objects.filter(pk=attachment.pk, kind=Kind.SCAN, removed_at=None).update(**gone):
        events.record_event(locked, events.REMOVE_SCAN, by=by, note=attachment.name, submission=attachment.submission)


def list_signed_scans(submission: Submission) -> QuerySet[Attachment]:
    """What the bureau sees with the submission."""
    return Attachment.objects.filter(kind=Kind.SCAN, submission=submission, removed_at=None)


def is_open_for_scan(report: Report) -> bool:
    return report.state.is_at_bureau and not report.excuse


def is_removable_scan(report: Report) -> bool:
    return report.state.is_unopened


def is_missing(report: Report) -> bool:
    """Whether the cycle asks for a scan and the latest submission has none. No query where it does not ask."""
    if not report.cycle.requires_scan:
        return False
    latest = report.submissions.order_by("-number").values("pk")[:1]
    return not Attachment.objects.filter(kind=Kind.SCAN, submission__in=Subquery(latest), removed_at=None).exists()


def select_missing_scan() -> Q:
    """The same for a query of reports."""
    latest = Submission.objects.filter(report=OuterRef(OuterRef("pk"))).order_by("-number").values("pk")[:1]
    there = Attachment.objects.filter(kind=Kind.SCAN, removed_at=None, submission=Subquery(latest))
    return Q(cycle__requires_scan=True) & ~Q(Exists(there))


def _lock_own_report(report: Report, by: User | None) -> Report:
    """The report as it stands, held until the transaction ends. Raises NotAccepted for anybody of another house."""
    locked = Report.objects.with_obligation().select_for_update(of=("self",)).select_related("cycle").get(pk=report.pk)
    own = Membership.objects.filter(user=by, role__in=Role.of_departments(), department=locked.department_id)
    if by is not None and not own.exists():
        raise NotAccepted("只有本单位的填报人和负责人可以上传或移除签章扫描件。")
    if excuse := locked.excuse:
        raise NotAccepted(f"本单位 {locked.cycle.year} 年度免报（{excuse}），不用上传签章扫描件。")
    return locked
