"""Attachments to be shown, by place, and who may fetch them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from departments.compiled_queries import Parameter
from departments.models import Membership, Role, User
from reports.filing.attachments.attachment_targets import AttachmentTarget, find_current_target
from reports.models import Attachment, Report, SentAttachment, Submission

Kind = Attachment.Kind


@dataclass(frozen=True)
class AttachmentGroup:
    """The attachments of one place. `new`: ids of those that the submission before did not have."""

    label: str
    place: str
    attachments: list[Attachment]
    new: frozenset[int] = frozenset()


def list_draft_attachments(report: Report) -> QuerySet[Attachment]:
    return report.attachments.filter(kind=Kind.EVIDENCE, removed_at=None).select_related("uploaded_by")


def group_by_place(found: Iterable[Attachment], known: dict[str, AttachmentTarget]) -> list[AttachmentGroup]:
    """In the order of the report; what stands at a row that is gone comes last."""
    groups: dict[str, AttachmentGroup] = {}
    for each in found:
        spot = find_current_target(each.place_label, each, known)
        groups.setdefault(spot.place, AttachmentGroup(spot.label, spot.place, [])).attachments.append(each)
    order = {place: at for at, place in enumerate(known)}
    return sorted(groups.values(), key=lambda group: order.get(group.place, len(order)))


def list_sent_attachments(submission: Submission, before: Submission | None = None) -> list[AttachmentGroup]:
    """As they were called when they were sent. Two queries, one for a first submission."""
    sent = submission.sent_attachments.select_related("attachment__uploaded_by").order_by("pk")
    earlier = set(before.sent_attachments.values_list("attachment", flat=True)) if before else set()
    groups: dict[str, AttachmentGroup] = {}
    for each in sent:
        new = frozenset({each.attachment_id} if before and each.attachment_id not in earlier else ())
        group = groups.setdefault(each.place_label, AttachmentGroup(each.place_label, each.attachment.place, []))
        groups[each.place_label] = AttachmentGroup(group.label, group.place, [*group.attachments, each.attachment], group.new | new)
    return list(groups.values())


def count_section_attachments(section: str | Parameter) -> Coalesce:
    """How many the draft of a report has in the section; for an annotation of reports."""
    found = Attachment.objects.filter(report=OuterRef("pk"), section=section, kind=Kind.EVIDENCE, removed_at=None)
    return Coalesce(Subquery(found.order_by().values("report").annotate(number=Count("pk")).values("number")), 0)


def select_open_attachments(user: User) -> QuerySet[Attachment]:
    """Files that the person may fetch: of own reports every one, of those of the own district what was sent."""
    if not user.is_active:
        return Attachment.objects.none()
    held = Membership.objects.filter(user=user)
    departments = held.filter(role__in=Role.of_departments()).values("department")
    districts = held.filter(role__in=Role.of_districts()).values("district")
    sent = Exists(SentAttachment.objects.filter(attachment=OuterRef("pk"))) | Q(kind=Kind.SCAN, removed_at=None)
    mine = Q(report__department__in=departments) | Q(report__department__district__in=districts) & sent
    return Attachment.objects.filter(mine).exclude(file="")
