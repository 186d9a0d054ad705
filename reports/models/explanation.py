"""说明: the department's answer to a finding; as `override` the leader's reason why an E goes as it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.moment import Moment
from reports.models.report import Report

LONGEST = 2_000  # characters of a reason


class Explanation(models.Model):
    """One answer per finding; when the figures change, the fingerprint no longer fits and it must be confirmed (需重新确认)."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name="报告", related_name="explanations")
    finding = models.CharField("核对结果", max_length=40)
    rule = models.CharField("规则", max_length=10)
    places = models.JSONField("位置", default=list)
    text = models.TextField("说明")
    fingerprint = models.CharField("所答复的核对结果", max_length=16)
    override = models.BooleanField("按原数报送", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="说明人")
    at = Moment("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对说明"
        constraints = [
            models.UniqueConstraint(fields=["report", "finding"], name="one_explanation_per_finding"),
            models.CheckConstraint(condition=~models.Q(text=""), name="explanation_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}：{self.text}"
