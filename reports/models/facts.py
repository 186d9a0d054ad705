"""The facts of a report. Every number is a Figure; lists keep their words in rows of their own model."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from departments.rows import OrderedRow
from reports.domain import LIMIT, State
from reports.models.report import Report


class Stated(models.Manager[Any]):
    """The figures that say something: an amount, 不适用 or 涉密."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().exclude(state=State.BLANK.value)


class Figure(models.Model):
    """One number: `table.row.column`, where table is a grid or a list (then row is the row's key).

    Blank is no row, or one that was emptied: state blank, which `objects` leaves out.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    table = models.CharField("表", max_length=64)
    row = models.CharField("行", max_length=64)
    column = models.CharField("列", max_length=64)
    amount = models.DecimalField("数值", max_digits=15, decimal_places=6, null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=[(s.value, s.label) for s in State])

    objects = Stated()

    class Meta:
        verbose_name = verbose_name_plural = "数值"
        constraints = [
            models.UniqueConstraint(fields=["report", "table", "row", "column"], name="one_figure_per_cell"),
            models.CheckConstraint(
                condition=Q(state="amount", amount__isnull=False)
                | Q(state__in=["blank", "not_applicable", "classified"], amount__isnull=True),
                name="figure_has_an_amount_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=-Decimal(LIMIT), amount__lt=Decimal(LIMIT)),
                name="figure_is_below_the_limit",
            ),
        ]
        indexes = [models.Index(fields=["table", "row", "column"], name="figure_across_reports")]

    def __str__(self) -> str:
        return f"{self.table}.{self.row}.{self.column}"


class Narrative(models.Model):
    """Prose, a county's own field, or the department's wording of an editable sentence, by fact key."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives")
    key = models.CharField("数据项", max_length=100)
    text = models.TextField("正文", blank=True)
    marks = models.TextField("语句指纹", blank=True, editable=False)  # by which a neighbour's copy is seen

    class Meta:
        verbose_name = verbose_name_plural = "文字"
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_narrative_per_key")]

    def __str__(self) -> str:
        return self.key


class ReportRow(OrderedRow):
    report = models.ForeignKey(Report, models.CASCADE, related_name="%(class)s_rows")

    class Meta(OrderedRow.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="%(class)s_key_is_unique")]


class KeyTask(ReportRow):
    text = models.TextField("重点工作", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "年度重点工作"


class Goal(ReportRow):
    text = models.TextField("绩效目标", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "绩效目标"


class FunctionClass(ReportRow):
    """支出功能分类: a line whose amount is the Figure functions.<key>.amount."""

    name = models.TextField("类别", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "支出功能分类"


class Project(ReportRow):
    name = models.TextField("项目名称", blank=True)
    use = models.TextField("用途", blank=True)
    organisation = models.TextField("组织实施情况", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "项目"


class PerformanceTarget(ReportRow):
    """绩效指标: target and actual are text, for 定性 indicators; weight and score are Figures."""

    level1 = models.TextField("一级指标", blank=True)
    level2 = models.TextField("二级指标", blank=True)
    level3 = models.TextField("三级指标", blank=True)
    sign = models.TextField("符号", blank=True)
    target = models.TextField("指标值", blank=True)
    unit = models.TextField("计量单位", blank=True)
    actual = models.TextField("完成值", blank=True)
    reason = models.TextField("偏差原因及改进措施", blank=True)
    nature = models.TextField("指标性质", blank=True)
    initial = models.TextField("初始指标值", blank=True)
    core = models.TextField("核心指标", blank=True)
    definition = models.TextField("指标解释", blank=True)
    standard = models.TextField("评分标准", blank=True)
    measure = models.TextField("改进措施", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "绩效指标"


class ScoredIndicator(ReportRow):
    """评分指标: what a department says to a row that the outline presets, under the preset's key; the score is a Figure."""

    actual = models.TextField("完成情况", blank=True)
    reason = models.TextField("扣分原因", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "评分指标"


class Problem(ReportRow):
    text = models.TextField("问题", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "存在的问题"


class Suggestion(ReportRow):
    """改进建议; `answers` is the key of the Problem it answers, or blank."""

    text = models.TextField("建议", blank=True)

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "改进建议"


class ExtraRow(OrderedRow):
    """A row of a list that a county declared in its own namespace."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="extra_rows")
    list = models.CharField("列表", max_length=64)
    texts = models.JSONField("内容", default=dict)

    class Meta(OrderedRow.Meta):
        verbose_name = verbose_name_plural = "自设列表"
        constraints = [models.UniqueConstraint(fields=["report", "list", "key"], name="extra_row_key_is_unique")]
