"""公开: an approved report before the public. A row and no state: withdrawing it leaves a trace, and the report stays approved."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q

from departments.append_only import AppendOnlyError
from reports.models.approval import Approval
from reports.models.frozen_text import FrozenTextField
from reports.models.integrity import open_compared
from reports.models.report import Report


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> Self:
        """What the public reads now."""
        return self.filter(ended_at=None)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("公开记录不能删除，可以撤回。")


class Publication(models.Model):
    """What was published, frozen: `document` is the redacted JSON, `file` the 公开版 printed from it once the act holds.

    Nothing but that paper and its end is ever written again: withdrawn with a note for the public, or replaced by the next one.
    """

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="publications")
    approval = models.ForeignKey(Approval, models.PROTECT, verbose_name="审核通过", related_name="publications")
    reference = models.CharField("编号", max_length=40, unique=True)
    published_on = models.DateField("公开日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="公开人")
    at = models.DateTimeField("办理时间")
    unit = models.CharField("单位", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    title = models.TextField("标题")
    withheld = models.JSONField("不予公开的章节和理由", default=dict, blank=True)
    hidden = models.JSONField("不予公开的位置", default=list, blank=True)
    document = FrozenTextField("公开的数据（JSON）")
    sha256 = models.CharField("数据的 SHA-256", max_length=64)
    text = models.TextField("公开的文字", help_text="供查找")
    file = models.FileField("公开版 PDF", upload_to="publications/%Y/%m", blank=True)
    pdf_sha256 = models.CharField("PDF 的 SHA-256", max_length=64, blank=True)
    ended_at = models.DateTimeField("撤回时间", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤回人")
    end_note = models.CharField("撤回说明", max_length=500, blank=True, help_text="向公众显示")
    is_replaced = models.BooleanField("已由新的公开版替代", default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(ended_at=None), name="one_standing_publication_per_report"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(is_replaced=True) | ~Q(end_note=""), name="publication_is_withdrawn_with_a_note"
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "-year", "unit"], name="publication_list")]

    def __str__(self) -> str:
        return f"{self.title}（{self.reference}）"

    def save(self, *args: object, **kwargs: object) -> None:
        """Its end is written by `update`, while the old state still holds."""
        if not self._state.adding:
            raise AppendOnlyError("公开记录只增不改，可以撤回后重新公开。")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *_: object, **__: object) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("公开记录不能删除，可以撤回。")

    def open_paper(self) -> File:
        """The 公开版 as printed. Raises FrozenContentError."""
        return open_compared(self.file.name or "", self.pdf_sha256, f"公开版 {self.reference}")

    @property
    def is_printed(self) -> bool:
        return bool(self.pdf_sha256)

    @property
    def is_standing(self) -> bool:
        return self.ended_at is None
