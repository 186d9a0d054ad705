"""What a reviewer writes while reading, before the report goes back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.report import Report
from reports.models.review import ItemKind, ReturnItem


class DraftItem(models.Model):
    """未发出的意见: of one reviewer on one report, until 退回 makes it a ReturnItem. It may still be without a text."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name="报告", related_name="draft_items")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="审核员")
    key = models.CharField("标识", max_length=32, help_text="由页面随机产生，同一条意见在各处相同")
    place = models.CharField("位置", max_length=200)
    kind = models.CharField("性质", max_length=20, choices=ItemKind.choices, default=ItemKind.MUST)
    text = models.TextField("意见", blank=True)
    follows = models.ForeignKey(ReturnItem, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="接续的意见")
    position = models.PositiveIntegerField("顺序", default=0)
    updated = models.DateTimeField("保存时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "未发出的意见"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "author", "key"], name="one_draft_item_per_key")]

    def __str__(self) -> str:
        return f"{self.place}：{self.text}"
