"""通过: what the bureau approved, frozen with its own scores beside the department's."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from departments.append_only import AppendOnly
from reports.models.review import Submission


class Approval(AppendOnly):
    """One submission is approved once; reopening leaves this row, and a later submission gets one of its own.

    `scores` holds for every assessment of the outline both totals, the grade and each row's points; points are not 万元.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, verbose_name="报送件", related_name="approval")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("通过时间")
    self_points = models.DecimalField("自评得分", max_digits=7, decimal_places=2, null=True)
    points = models.DecimalField("财政评分", max_digits=7, decimal_places=2, null=True)
    grade = models.CharField("等次", max_length=20, blank=True)
    scores = models.JSONField("评分", default=dict)
    findings = models.JSONField("通过时的核对结果", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "审核通过"
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.submission} 通过"
