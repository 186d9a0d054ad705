"""比对: which sentences of a report stand in another department's too, as the worker found them."""

from __future__ import annotations

from django.db import models

from reports.models.report import Report


class Comparison(models.Model):
    """`found`: {"at": when it was done, "copies": {fingerprint of a sentence: the other department}}. A page reads this one row."""

    report = models.OneToOneField(Report, models.CASCADE, verbose_name="报告", related_name="comparison")
    found = models.JSONField("比对结果", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "与其他单位的比对"

    def __str__(self) -> str:
        return f"{self.report_id}"
