"""财政评分: the bureau's own value and points for one row, beside the department's and never in its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.moment import Moment
from reports.models.review import Submission


class ReviewScore(models.Model):
    """Written while the bureau reviews the submission; approval copies it into Approval.scores, from then on it stays."""

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="报送件", related_name="review_scores")
    place = models.CharField("行", max_length=140, help_text="如 scoring.staff_rate、indicators.<行标识>")
    value = models.CharField("核定完成值", max_length=200, blank=True)
    points = models.DecimalField("财政评分", max_digits=7, decimal_places=2, null=True, blank=True)
    reason = models.TextField("评分理由", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="评分人")
    at = Moment("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "财政评分"
        constraints = [
            models.UniqueConstraint(fields=["submission", "place"], name="one_review_score_per_row"),
            models.CheckConstraint(condition=models.Q(points__isnull=True) | models.Q(points__gte=0), name="review_score_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.points}"
