"""打印任务: a paper that is to be printed, asked for in the act that froze what stands on it; and a 草稿 while it is kept."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q

from reports.models.integrity import open_compared
from reports.models.job import Attempted, JobState
from reports.models.publication import Publication
from reports.models.report import Report
from reports.models.review import Submission


class OrderKind(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMISSION = "submission", "送审稿"
    FINAL = "final", "定稿"
    PUBLIC = "public", "公开版"


class PaperOrderQuerySet(models.QuerySet["PaperOrder"]):
    def open(self) -> Self:
        """What is still to be printed, in the order of asking."""
        return self.filter(state__in=JobState.open()).order_by("pk")

    def failed(self) -> Self:
        return self.filter(state=JobState.FAILED)


class PaperOrder(Attempted):
    """One paper. 送审稿 and 定稿 are made from the submission and its approval, the 公开版 from the publication; a 草稿 from
    `content`, which is what stood in the report when it was asked for: {"document": JSON text, "findings": frozen,
    "outline": id of the version}.

    `digest`, `file` and `sha256` are of a 草稿: of what stands on it, and the PDF while it is kept.
    """

    kind = models.CharField("种类", max_length=20, choices=OrderKind.choices)
    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="paper_orders")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, verbose_name="报送件", related_name="paper_orders")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, verbose_name="公开", related_name="paper_orders")
    digest = models.CharField(max_length=64, blank=True)
    content = models.JSONField("内容", default=dict, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="申请人")
    state = models.CharField("状态", max_length=20, choices=JobState.choices, default=JobState.WAITING)
    error = models.CharField("失败原因", max_length=500, blank=True)
    file = models.CharField("草稿文件", max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    created = models.DateTimeField("申请时间")
    started = models.DateTimeField("开始时间", null=True, blank=True)
    finished = models.DateTimeField("结束时间", null=True, blank=True)

    objects = PaperOrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "打印任务"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind"], name="one_order_per_submission_and_kind"),
            models.UniqueConstraint(fields=["publication"], name="one_order_per_publication"),
            models.UniqueConstraint(fields=["report", "digest"], condition=~Q(digest=""), name="one_order_per_draft"),
            models.CheckConstraint(condition=Q(kind__in=OrderKind.values, state__in=JobState.values), name="paper_order_is_known"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="papers_to_print")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference or self.report_id}"

    @property
    def reference(self) -> str:
        """编号 of what it is printed from; "" of a 草稿."""
        source = self.submission or self.publication
        return source.reference if source else ""

    @property
    def is_open(self) -> bool:
        return self.state in JobState.open()

    @property
    def is_done(self) -> bool:
        return self.state == JobState.DONE

    @property
    def is_failed(self) -> bool:
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    def open_draft(self) -> File:
        """The 草稿 as printed. Raises FrozenContentError."""
        return open_compared(self.file, self.sha256, "草稿")
