"""What a line of the queue says of the paper that the bureau holds, stored so that lists are filtered and sorted by it (ADR 0023)."""

from __future__ import annotations

from django.db import models


class Worst(models.TextChoices):
    """The gravest finding of the paper; "" while the bureau holds none."""

    NONE = "none", "没有问题"
    HINT = "hint", "只有提示"
    EXPLAIN = "explain", "有须说明的"
    MUST_FIX = "must_fix", "有必须修改的"


class QueueFacts(models.Model):
    """Written by `workflow.queue_facts` with every step and every score; blank while the report is with its department."""

    worst = models.CharField("最重的核对问题", max_length=8, choices=Worst.choices, default="", blank=True, editable=False)
    must_fix = models.PositiveIntegerField("必须修改", null=True, editable=False)
    must_explain = models.PositiveIntegerField("须说明", null=True, editable=False)
    hints = models.PositiveIntegerField("提示", null=True, editable=False)
    own_points = models.DecimalField("自评得分", max_digits=7, decimal_places=2, null=True, editable=False)
    points = models.DecimalField("财政评分", max_digits=7, decimal_places=2, null=True, editable=False)  # None: nobody scored yet
    amount = models.DecimalField("支出决算（万元）", max_digits=15, decimal_places=6, null=True, editable=False)

    class Meta:
        abstract = True


NO_FACTS: dict[str, object] = {"worst": "", **dict.fromkeys(("must_fix", "must_explain", "hints", "own_points", "points", "amount"))}
