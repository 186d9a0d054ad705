"""读入的原文: a text that was read into a report, kept until a person has answered every doubt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from reports.models.moment import Moment
from reports.models.report import Report, ReportQuerySet


class ReportReading(models.Model):
    """One a report, the last. What is doubtful counts nowhere before a person has said so."""

    report = models.OneToOneField(Report, models.CASCADE, verbose_name="报告", related_name="reading")
    source = models.CharField("来源", max_length=200, blank=True)
    text = models.TextField("原文")
    pieces = models.JSONField("各段的去处", default=list)  # as the interchange file has them
    content = models.JSONField("读到的内容", default=dict)  # the interchange file, doubtful facts included
    answers = models.JSONField("核对结果", default=dict)  # by number of the piece: yes, no, or a place
    headings = models.JSONField("指定的标题", default=dict)  # by letter on which the line begins: key of its section, "" for no heading
    is_imported = models.BooleanField("其余内容已写入", default=False)
    is_settled = models.BooleanField("已核对", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="读入人")
    at = Moment("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "读入的原文"

    def __str__(self) -> str:
        return f"{self.report} {self.source}"


def add_open_reading(reports: ReportQuerySet) -> ReportQuerySet:
    """With `has_open_reading`: whether a text that was read in still waits for answers."""
    return reports.annotate(has_open_reading=Exists(ReportReading.objects.filter(report=OuterRef("pk"), is_settled=False)))
