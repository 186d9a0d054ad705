"""更换提纲: that a report went from one version of an outline to another, and where its open items stood before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import models

from departments.append_only import AppendOnly
from reports.models.outline_version import OutlineVersion
from reports.models.report import Report
from reports.models.review import Event


class OutlineMove(AppendOnly):
    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="outline_moves")
    source = models.ForeignKey(OutlineVersion, models.PROTECT, verbose_name="原提纲", related_name="+")
    target = models.ForeignKey(OutlineVersion, models.PROTECT, verbose_name="新提纲", related_name="+")
    event = models.OneToOneField(Event, models.PROTECT, verbose_name="办理记录", related_name="outline_move")
    items = models.JSONField("退回意见原来的位置", default=dict)  # by the item's id, of those that stand elsewhere since

    class Meta:
        verbose_name = verbose_name_plural = "更换提纲"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @classmethod
    def load_first_places(cls, reports: Collection[int]) -> dict[int, dict[int, str]]:
        """Where the items of each report stood before they were ever moved, by their ids. One query."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for report, items in cls.objects.filter(report__in=reports).order_by("-pk").values_list("report", "items"):
            found[report] |= {int(item): place for item, place in items.items()}
        return found
