"""附件: 佐证材料 that a department adds to its report, and 签章扫描件 of what it has sent."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.append_only import AppendOnly
from reports.models.integrity import open_compared
from reports.models.report import Report
from reports.models.review import Submission

LONGEST_NAME = 120  # characters, with the extension


def stored_name(attachment: Attachment, name: str) -> str:
    """Nothing that a person typed becomes part of a path."""
    return f"{timezone.localtime():attachments/%Y/%m}/{secrets.token_hex(16)}"


class Attachment(models.Model):
    """One file at one place of a report.

    Its content never changes. What was sent is kept for good and only taken out of the draft; of what was never sent
    the file goes and this line stays.
    """

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "佐证材料"
        SCAN = "scan", "签章扫描件"

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="attachments")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices, default=Kind.EVIDENCE)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, verbose_name="报送件", related_name="scans", help_text="扫描件所对应的送审稿"
    )
    place = models.CharField("位置", max_length=200, help_text="整份报告、章节或指标")
    place_label = models.CharField("位置名称", max_length=200)
    section = models.CharField("章节", max_length=100, blank=True)
    name = models.CharField("文件名", max_length=LONGEST_NAME)
    file = models.FileField("文件", upload_to=stored_name, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("大小", help_text="字节")
    content_type = models.CharField("类型", max_length=100)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间", default=timezone.now)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移除人")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "place", "sha256"],
                condition=Q(kind="evidence", removed_at=None),
                name="one_evidence_per_place_and_content",
            ),
            models.UniqueConstraint(
                fields=["submission", "sha256"], condition=Q(kind="scan", removed_at=None), name="one_scan_per_submission_and_content"
            ),
            models.CheckConstraint(
                condition=Q(kind="evidence", submission=None) | Q(kind="scan", submission__isnull=False),
                name="scan_belongs_to_a_submission",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def open_file(self) -> File:
        """The file as it was uploaded. Raises FrozenContentError."""
        return open_compared(self.file.name or "", self.sha256, f"附件“{self.name}”（第 {self.pk} 号）")


class SentAttachment(AppendOnly):
    """One file of a 报送件: frozen with it, whatever becomes of the draft."""

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="报送件", related_name="sent_attachments")
    attachment = models.ForeignKey(Attachment, models.PROTECT, verbose_name="附件", related_name="sendings")
    place_label = models.CharField("位置名称", max_length=200, help_text="报送时的名称")

    class Meta:
        verbose_name = verbose_name_plural = "随报送件的附件"
        ordering = ["submission", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "attachment"], name="one_sending_per_submission_and_attachment")]

    def __str__(self) -> str:
        return f"{self.submission} {self.attachment}"
