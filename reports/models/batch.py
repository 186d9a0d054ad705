"""批量办理: one act confirmed for many reports, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """`token` comes with the confirmation page: a second click finds this row and does nothing.

    `lines`: per report {"report", "name", "outcome", "sentence"}; outcome is waiting, done or refused.
    """

    token = models.CharField(max_length=32, unique=True, editable=False)
    act = models.CharField("事项", max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+")
    at = models.DateTimeField("时间")
    note = models.TextField("共同的意见", blank=True)
    lines = models.JSONField("结果", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "批量办理"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"
