"""比对: what of a report stands in another department's too, and where the district's middle lies, as the worker found it."""

from __future__ import annotations

from django.db import models

from reports.models.report import Report


class Comparison(models.Model):
    """A page reads this one row. `found`:

    at: when it was done; copies: fingerprint of a sentence → the other department; alike: key of a text → [hash of the text, the other
    department, per cent]; units: a registered name in the texts → its department; medians: a cell → 万元 a head (table_sizes).
    """

    report = models.OneToOneField(Report, models.CASCADE, verbose_name="报告", related_name="comparison")
    found = models.JSONField("比对结果", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "与其他单位的比对"

    def __str__(self) -> str:
        return f"{self.report_id}"
